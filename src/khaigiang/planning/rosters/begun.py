"""A committee's lists that wait for somebody, as its page of a plan tells them."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.planning.nominations.ways import Begun
from khaigiang.planning.plans.models import Quota
from khaigiang.planning.rosters.queries import open_lists


def lists_begun(quota: Quota) -> Iterator[Begun]:
    """Lists that are being checked, and those of which a row waits for the office."""
    for one in open_lists(quota.plan_id, quota.committee):
        if one.doubtful:
            note = _("Some rows have to be answered before the people are named.")
        elif one.is_staged:
            note = _("Everything is answered: look it over and name the people.")
        else:
            note = _("Its people are named, but for rows that wait for the office.")
        yield Begun(
            title=_("List “%(title)s”") % {"title": one.title},
            note=note,
            link=reverse("rosters:roster", args=[one.id]),
            count=one.doubtful or one.waiting,
        )
