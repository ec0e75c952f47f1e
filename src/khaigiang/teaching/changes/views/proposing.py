"""The changes of a class, and proposing one after a look at what it would do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.changes import access, queries, services
from khaigiang.teaching.changes.forms import ChangeForm, MergeForm, MoveForm, PostponeForm, SwapForm
from khaigiang.teaching.changes.states import ChangeKind
from khaigiang.teaching.cohorts.models import TrainingClass


@require_safe
def of_class(request: ActorRequest, class_id: int) -> HttpResponse:
    """What has changed about a class, and the ways to change it."""
    training_class = access.get_class_with_people(request.actor, class_id)
    context = {
        "training_class": training_class,
        "rows": queries.changes_of(training_class),
        "ways": queries.ways_of(training_class),
        "held": queries.held_small(training_class),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "changes/of_class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: ActorRequest, class_id: int, kind: str) -> HttpResponse:
    """Say what is to change, look at what it would do, propose it."""
    training_class, wanted_kind = access.get_class_to_run(request.actor, class_id), access.get_kind(kind)
    form = _form(request, training_class, wanted_kind)
    form.fields["reason"].required = "look" not in request.POST
    wanted = form.wanted(wanted_kind, training_class)
    looking = request.method != "POST" or "look" in request.POST
    if not looking and wanted is not None and form.is_valid():
        try:
            change = services.propose_change(
                wanted, reason=form.cleaned_data["reason"], by=request.user, at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The change is proposed; nothing has changed yet."))
            return go(request, "changes:change", change.pk)
    preview = queries.preview_of(wanted, clock.today()) if wanted is not None else None
    context = {"training_class": training_class, "kind": wanted_kind, "form": form, "preview": preview}
    context["no_other_class"] = access.lacks_another_class(request.actor, training_class, wanted_kind)
    return page(request, "changes/propose.html", context, partial="preview", status=200 if looking else 422)


def _form(request: ActorRequest, training_class: TrainingClass, kind: ChangeKind) -> ChangeForm:
    data: Any = request.POST or request.GET or None
    classes = access.other_classes(request.actor, training_class, kind)
    if kind == ChangeKind.POSTPONE:
        return PostponeForm(data)
    if kind == ChangeKind.CANCEL:
        return ChangeForm(data)
    if kind == ChangeKind.MERGE:
        return MergeForm(data, classes=classes)
    people = access.people_listed_in(request.actor, access.only(training_class))
    if kind == ChangeKind.MOVE:
        return MoveForm(data, classes=classes, people=people)
    return SwapForm(data, people=people, others=access.people_listed_in(request.actor, classes))
