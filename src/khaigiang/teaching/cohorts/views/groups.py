"""Discussion groups: proposed, made, dissolved, people moved by hand."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services, solver_bridge
from khaigiang.teaching.cohorts.forms import GroupForm, GroupingForm
from khaigiang.teaching.cohorts.models import TrainingClass


@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: ActorRequest, class_id: int) -> HttpResponse:
    """The groups of a class; while there are none, the proposal to be read and agreed to."""
    training_class = access.get_class(request.actor, class_id)
    form = GroupingForm(request.POST or None)
    if form.is_valid():
        led = access.get_class_to_lead(request.actor, class_id)
        services.make_groups(led, agreed=form.cleaned_data["agreed"], by=request.user, at=clock.now())
        messages.success(request, _("The groups are made."))
        return go(request, "cohorts:groups", class_id)
    may_lead = access.may_lead(request.actor, training_class)
    rows = queries.group_rows(training_class, clock.today(), among=access.visible_people(request.actor))
    has_groups = any(row.number for row in rows)
    context = {"training_class": training_class, "rows": rows, "has_groups": has_groups, "may_lead": may_lead}
    context["on"] = clock.today()
    if may_lead and not has_groups:
        context |= _proposal(training_class)
    return page(request, "cohorts/groups.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def dissolve(request: ActorRequest, class_id: int) -> HttpResponse:
    """Take all groups of a class away."""
    training_class = access.get_class_to_lead(request.actor, class_id)
    if request.method == "POST":
        services.dissolve_groups(training_class, by=request.user, at=clock.now())
        messages.success(request, _("The groups are dissolved."))
        return go(request, "cohorts:groups", class_id)
    return page(request, "cohorts/dissolve_groups.html", {"training_class": training_class})


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: ActorRequest, enrolment_id: int) -> HttpResponse:
    """Put somebody into another group by hand."""
    enrolment = access.get_enrolment_to_lead(request.actor, enrolment_id)
    form = GroupForm(
        request.POST or None,
        groups=access.groups_of(enrolment.training_class),
        initial={"group": enrolment.group_id},
    )
    if form.is_valid():
        try:
            services.move_to_group(enrolment, form.cleaned_data["group"], by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:groups", enrolment.training_class_id)
    context = {"enrolment": enrolment, "form": form}
    return page(request, "cohorts/move_to_group.html", context, status=422 if form.errors else 200)


def _proposal(training_class: TrainingClass) -> dict[str, object]:
    try:
        return {"grouping": solver_bridge.propose_groups(training_class, clock.today())}
    except DomainError as refusal:
        return {"refusal": str(refusal)}
