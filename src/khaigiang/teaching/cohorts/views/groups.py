"""Discussion groups of a class: shown, proposed, made, dissolved, undone."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services, solver_bridge
from khaigiang.teaching.cohorts.access.groups import get_group_change, get_proposed_groups
from khaigiang.teaching.cohorts.forms.groups import NumberOfGroupsForm
from khaigiang.teaching.cohorts.models import TrainingClass


@require_safe
def groups(request: ActorRequest, class_id: int) -> HttpResponse:
    """The groups of one discussion, or of all, and what they are worth."""
    training_class = access.get_class(request.actor, class_id)
    may_lead = access.may_lead(request.actor, training_class)
    everybody = access.may_see_everybody(request.actor, training_class)
    seating = solver_bridge.seating_of(training_class, clock.today(), among=access.visible_people(request.actor))
    context = {
        "training_class": training_class,
        "on": seating.on,
        "shown": queries.groups_page(
            seating.discussions, seating.people, seating.seats, request.GET.get("discussion", "")
        ),
        "figures": solver_bridge.figures_of(seating) if everybody else None,
        "may_lead": may_lead,
        "proposal": queries.proposal_of(training_class) if may_lead else None,
        "last_change": queries.last_change_of(training_class) if may_lead else None,
    }
    return page(request, "cohorts/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActorRequest, class_id: int) -> HttpResponse:
    """Choose into how many groups a class is divided, and look for them."""
    training_class = access.get_class_to_lead(request.actor, class_id)
    seating = solver_bridge.seating_of(training_class, clock.today())
    options, refusal = _options(training_class, seating)
    form = NumberOfGroupsForm(request.POST or None, options=options)
    if form.is_valid():
        try:
            services.propose_groups(training_class, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refused:
            form.add_error(None, str(refused))
        else:
            return go(request, "cohorts:proposed_groups", class_id)
    context = {"training_class": training_class, "form": form, "pins": len(seating.pins), "refusal": refusal}
    return page(request, "cohorts/propose_groups.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: ActorRequest, class_id: int) -> HttpResponse:
    """The proposed groups beside the present ones, to be read and agreed to."""
    proposed = get_proposed_groups(request.actor, class_id)
    if request.method == "POST":
        services.make_groups(proposed, by=request.user, at=clock.now())
        messages.success(request, _("The groups are made."))
        return go(request, "cohorts:groups", class_id)
    now = solver_bridge.seating_of(proposed.training_class, clock.today())
    then = solver_bridge.with_seats(now, proposed.after)
    shown = queries.groups_page(then.discussions, then.people, then.seats, request.GET.get("discussion", ""))
    context = {"training_class": proposed.training_class, "proposal": proposed, "shown": shown}
    context |= {"figures": solver_bridge.figures_of(then), "present": solver_bridge.figures_of(now)}
    return page(request, "cohorts/proposed_groups.html", context)


@require_POST
def discard(request: ActorRequest, class_id: int) -> HttpResponse:
    """Lay the proposed groups aside."""
    services.discard_groups(get_proposed_groups(request.actor, class_id), by=request.user, at=clock.now())
    return go(request, "cohorts:groups", class_id)


@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: ActorRequest, class_id: int) -> HttpResponse:
    """Take all groups of a class away."""
    training_class = access.get_class_to_lead(request.actor, class_id)
    if request.method == "POST":
        services.dissolve_groups(training_class, by=request.user, at=clock.now())
        messages.success(request, _("The groups are dissolved."))
        return go(request, "cohorts:groups", class_id)
    return page(request, "cohorts/dissolve_groups.html", {"training_class": training_class})


@require_POST
def undo(request: ActorRequest, change_id: int) -> HttpResponse:
    """Seat everybody as before the last change."""
    change = get_group_change(request.actor, change_id)
    services.undo_group_change(change, by=request.user, at=clock.now())
    messages.success(request, _("Everybody is back in the group they had before."))
    return go(request, "cohorts:groups", change.training_class_id)


def _options(
    training_class: TrainingClass, seating: solver_bridge.Seating
) -> tuple[list[solver_bridge.NumberOfGroups], str]:
    try:
        return solver_bridge.numbers_of_groups(training_class, seating), ""
    except DomainError as refusal:
        return [], str(refusal)
