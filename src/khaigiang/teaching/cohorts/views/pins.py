"""Who is pinned to a class: read, pinned and let go many at once after a preview, undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.access.allocation import get_pin_change
from khaigiang.teaching.cohorts.forms.pins import PinForm, PinsFilterForm, UnpinForm, ids_typed


@require_safe
def pins(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Everybody who is pinned in the classes of a plan, and everybody who could be."""
    plan = access.get_plan_to_read(request.actor, plan_id)
    form, shown = _asked(request, plan)
    context = {"plan": plan, "form": form, "shown": shown, "may_run": access.may_run(request.actor)}
    return page(request, "cohorts/pins.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def pin_people(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Whom the office is about to hold in the class they have; done once it was read."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    form, chosen = PinForm(request.POST or None), ids_typed(request.POST or request.GET)
    if form.is_valid():
        change = services.pin_people(plan, chosen, **form.cleaned_data, by=request.user, at=clock.now())
        count = len(change.before)
        said = ngettext(
            "%(count)s person is pinned to their class.", "%(count)s people are pinned to their class.", count
        )
        messages.success(request, said % {"count": count})
        return go(request, "cohorts:pins", plan_id)
    rows = queries.chosen_rows(_asked(request, plan)[1].placed, chosen, everybody="everybody" in request.GET)
    return page(request, "cohorts/pin_people.html", {"plan": plan, "form": form, "rows": rows, "is_pinning": True})


@require_http_methods(["GET", "HEAD", "POST"])
def unpin_people(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Whom the office is about to let go; done once it was read."""
    plan = access.get_plan_to_run(request.actor, plan_id)
    form, chosen = UnpinForm(request.POST or None), ids_typed(request.POST or request.GET)
    if form.is_valid():
        change = services.unpin_people(plan, chosen, **form.cleaned_data, by=request.user, at=clock.now())
        count = len(change.before)
        said = ngettext("%(count)s person is no longer pinned.", "%(count)s people are no longer pinned.", count)
        messages.success(request, said % {"count": count})
        return go(request, "cohorts:pins", plan_id)
    rows = queries.chosen_rows(_asked(request, plan)[1].pinned, chosen, everybody="everybody" in request.GET)
    return page(request, "cohorts/pin_people.html", {"plan": plan, "form": form, "rows": rows, "is_pinning": False})


@require_POST
def undo_pins(request: ActorRequest, pins_id: int) -> HttpResponse:
    """Give people back the wishes they had before many were pinned or let go."""
    change = get_pin_change(request.actor, pins_id)
    services.undo_pins(change, by=request.user, at=clock.now())
    messages.success(request, _("The wishes are as they were before."))
    return go(request, "cohorts:pins", change.plan_id)


def _asked(request: ActorRequest, plan: Plan) -> tuple[PinsFilterForm, queries.PinPage]:
    """The filter, and those whom it leaves."""
    shown = queries.pin_page(plan)
    form = PinsFilterForm(request.GET, committees=shown.committees, classes=shown.classes)
    return form, shown.narrowed(**form.asked)
