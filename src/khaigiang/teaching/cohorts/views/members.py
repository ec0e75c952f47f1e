"""One person in the group of one discussion: pinned, swapped with somebody, moved alone."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services, solver_bridge
from khaigiang.teaching.cohorts.access.groups import get_classmate
from khaigiang.teaching.cohorts.forms.groups import AgreedSwapForm, GroupForm


@require_http_methods(["GET", "HEAD", "POST"])
def member(request: ActorRequest, enrolment_id: int, discussion: int) -> HttpResponse:
    """Somebody's group in a discussion, what a swap with each of the others would do, and moving them alone."""
    enrolment = access.get_enrolment_to_lead(request.actor, enrolment_id)
    seating = solver_bridge.seating_of(enrolment.training_class, clock.today())
    shown = queries.groups_page(seating.discussions, seating.people, seating.seats, str(discussion))
    own = queries.group_of(shown, enrolment_id)
    others = [number for number in shown.numbers if own is None or number != own.number]
    form = GroupForm(request.POST or None, groups=others)
    if form.is_valid():
        try:
            services.move_to_group(enrolment, discussion, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:member_groups", enrolment_id, discussion)
    context = {"enrolment": enrolment, "shown": shown, "form": form, "own": own}
    context["swaps"] = solver_bridge.swaps_with(seating, enrolment_id, shown.chosen)
    context["is_pinned"] = (shown.chosen, str(enrolment_id)) in seating.pins
    return page(request, "cohorts/member_groups.html", context, status=422 if form.errors else 200)


@require_POST
def pin(request: ActorRequest, enrolment_id: int, discussion: int) -> HttpResponse:
    """Keep somebody in their group whatever is made anew, or no longer."""
    enrolment = access.get_enrolment_to_lead(request.actor, enrolment_id)
    is_pinned = request.POST.get("pinned") == "yes"
    services.pin_to_group(enrolment, discussion, is_pinned=is_pinned, by=request.user, at=clock.now())
    return go(request, "cohorts:member_groups", enrolment_id, discussion)


@require_http_methods(["GET", "HEAD", "POST"])
def swap(request: ActorRequest, enrolment_id: int, discussion: int, other_id: int) -> HttpResponse:
    """What it does that two people change groups in a discussion; agreed to or not."""
    enrolment = access.get_enrolment_to_lead(request.actor, enrolment_id)
    other = get_classmate(enrolment, other_id)
    form = AgreedSwapForm(request.POST or None)
    if form.is_valid():
        agreed = form.cleaned_data["leaves"], form.cleaned_data["enters"]
        services.swap_groups(enrolment, other, discussion, agreed=agreed, by=request.user, at=clock.now())
        done = {"one": enrolment.official, "other": other.official}
        messages.success(request, _("%(one)s and %(other)s have swapped groups.") % done)
        return go(request, "cohorts:member_groups", enrolment_id, discussion)
    seating = solver_bridge.seating_of(enrolment.training_class, clock.today())
    shown = solver_bridge.swap_between(seating, enrolment.pk, other_id, discussion)
    return page(request, "cohorts/swap_groups.html", {"enrolment": enrolment, "shown": shown})
