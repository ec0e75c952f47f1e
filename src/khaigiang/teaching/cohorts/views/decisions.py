"""Decisions on the list of a class: drafted, read, issued, thrown away."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.files.services import read
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import file, go, page
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts import access, queries, services
from khaigiang.teaching.cohorts.access.papers import (
    get_decision,
    get_decision_to_discard,
    get_decision_to_issue,
    get_joining,
    get_leaving,
    get_paper_file,
    may_issue,
)
from khaigiang.teaching.cohorts.forms.papers import IssueForm, SupplementaryForm
from khaigiang.teaching.cohorts.models import ClassDecision


@require_safe
def papers(request: ActorRequest, class_id: int) -> HttpResponse:
    """Every decision and summons of a class."""
    training_class = access.get_class_with_people(request.actor, class_id)
    context = {
        "training_class": training_class,
        "shown": queries.class_page(training_class, clock.today()),
        "promoted": queries.promoted_into(training_class),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "cohorts/papers.html", context)


@require_POST
def draft_decision(request: ActorRequest, class_id: int) -> HttpResponse:
    """Draw up the decision that opens a class."""
    training_class = access.get_class_to_run(request.actor, class_id)
    decision = services.draft_class_decision(training_class, by=request.user, at=clock.now())
    return go(request, "cohorts:decision", decision.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def supplementary(request: ActorRequest, class_id: int) -> HttpResponse:
    """Choose whom a supplementary decision adds and removes, and draw it up."""
    training_class = access.get_class_to_run(request.actor, class_id)
    joining, listed = queries.joining_rows(training_class), queries.list_on(training_class, clock.today())
    form = SupplementaryForm(request.POST or None, joining=joining, listed=listed)
    if form.is_valid():
        add = get_joining(training_class, form.cleaned_data["add"])
        remove = get_leaving(training_class, form.reasons())
        try:
            drafted = services.draft_supplementary(
                training_class, add=add, remove=remove, by=request.user, at=clock.now()
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            return go(request, "cohorts:decision", drafted.pk)
    context = {"training_class": training_class, "form": form, "lacking": queries.lacking_people(training_class)}
    return page(request, "cohorts/supplementary.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """One decision: whom it adds and removes; signed, numbered and dated here."""
    found = get_decision(request.actor, decision_id)
    form = IssueForm(request.POST or None, initial=_signer(found))
    if form.is_valid() and _issued(request, decision_id, form):
        messages.success(request, _("The decision is issued and its list in force."))
        return go(request, "cohorts:decision", decision_id)
    context = {
        "decision": found,
        "training_class": found.training_class,
        "changes": queries.decision_changes(found),
        "ended": queries.grounds_to_explain(found, clock.today()),
        "form": form,
        "may_run": access.may_run(request.actor),
        "may_issue": may_issue(request.actor, found.document),
    }
    return page(request, "cohorts/decision.html", context, status=422 if form.errors else 200)


@require_POST
def discard_decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """Throw a draft away."""
    found = get_decision_to_discard(request.actor, decision_id)
    services.discard_class_decision(found, by=request.user, at=clock.now())
    messages.success(request, _("The draft is thrown away."))
    return go(request, "cohorts:papers", found.training_class_id)


@require_safe
def decision_file(request: ActorRequest, decision_id: int, kind: str) -> HttpResponse:
    """A decision as Word file or PDF."""
    stored = get_paper_file(get_decision(request.actor, decision_id).document, kind)
    return file(read(stored), name=stored.name, content_type=stored.content_type)


def _issued(request: ActorRequest, decision_id: int, form: IssueForm) -> bool:
    found = get_decision_to_issue(request.actor, decision_id)
    try:
        services.issue_class_decision(found, **form.cleaned_data, by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error(None, str(refusal))
    return not form.errors


def _signer(found: ClassDecision) -> dict[str, object]:
    return queries.signer_of(found.training_class.plan, PaperDuty.Paper.CLASS_DECISION, clock.today())
