"""Held places without names lapse when their day comes: a look each day while any are held."""

from django.utils.translation import gettext as _

from khaigiang.ground.jobs.kinds import Run
from khaigiang.ground.web import clock
from khaigiang.planning.needs import queries, services
from khaigiang.planning.plans.models import Plan


def lapse(run: Run, plan: int, day: int) -> str:  # noqa: ARG001  the day tells one look from the next
    """Let go what is due; what is still held is looked at again tomorrow."""
    found = Plan.objects.get(pk=plan)
    places = services.lapse_reservations(found, by=run.by, at=clock.now())
    if any(row.nameless for row in queries.held_rows(found, clock.today())):
        services.watch_over(found, by=run.by, at=clock.now())
    return _("Held places that lapsed: %(places)s.") % {"places": places}
