"""When halls are taken, and which are free."""

from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.venues import access, queries
from khaigiang.teaching.venues.forms import FindForm, WeekForm


@require_safe
def occupancy(request: ActorRequest) -> HttpResponse:
    """Halls by days: a week, or the five of a month."""
    form = WeekForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    first = asked.get("first") or clock.today()
    weeks = queries.WEEKS_OF_A_MONTH if asked.get("span") == "month" else 1
    context = {
        "form": form,
        "weeks": queries.weeks_of_halls(
            access.visible_halls(request.actor), first=first, weeks=weeks, today=clock.today()
        ),
        "before": first - timedelta(weeks=weeks),
        "after": first + timedelta(weeks=weeks),
        "span": "month" if weeks > 1 else "week",
    }
    return page(request, "venues/occupancy.html", context)


@require_safe
def find(request: ActorRequest) -> HttpResponse:
    """Free halls for so many people at a time, and what speaks against the others."""
    form = FindForm(request.GET or None)
    needed = form.needed() if form.is_valid() else None
    halls = access.halls_to_look_at(request.actor)
    context = {"form": form, "halls": queries.halls_for(halls, needed) if needed else None}
    return page(request, "venues/find.html", context, status=422 if form.errors else 200)
