"""Results of a class: locked, confirmed by a second person, reopened, recognised by decisions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.recognition.assessment import access, services
from khaigiang.recognition.assessment.forms import IssueForm, LockForm, ReopenForm, ResitForm
from khaigiang.recognition.assessment.models import ResultSheet
from khaigiang.recognition.assessment.queries import overview
from khaigiang.recognition.assessment.queries import results as queries
from khaigiang.registry.mandates.http import ActorRequest
from khaigiang.teaching.cohorts.models import Enrolment


@require_safe
def results(request: ActorRequest, class_id: int) -> HttpResponse:
    """Everybody's mean and band, counts by band, and what may be done next."""
    training_class = access.get_class(request.actor, class_id)
    if not overview.has_sheet(training_class):
        closed = {"training_class": training_class, "may_open": access.may_open(request.actor)}
        return page(request, "assessment/not_open.html", closed)
    return _shown(request, access.get_sheet(request.actor, class_id), LockForm())


@require_http_methods(["GET", "HEAD", "POST"])
def lock(request: ActorRequest, class_id: int) -> HttpResponse:
    """Lock the marks; what was typed stays on the page of the results until it fits."""
    sheet = access.get_sheet_to_mark(request.actor, class_id)
    form = LockForm(request.POST)
    if request.method != "POST":
        return go(request, "assessment:results", class_id)
    if not form.is_valid():
        return _shown(request, sheet, form, status=422)
    services.lock_results(sheet, **form.cleaned_data, by=request.user, at=clock.now())
    messages.success(request, _("The marks are locked. Another person now confirms them."))
    return go(request, "assessment:results", class_id)


@require_POST
def confirm(request: ActorRequest, class_id: int) -> HttpResponse:
    """Confirm locked marks as a second person."""
    sheet = access.get_sheet(request.actor, class_id)
    services.confirm_results(sheet, by=request.user, at=clock.now())
    messages.success(request, _("The results are confirmed. The decision on them can be drawn up."))
    return go(request, "assessment:results", class_id)


@require_http_methods(["GET", "HEAD", "POST"])
def reopen(request: ActorRequest, class_id: int) -> HttpResponse:
    """Open the marks again, with a reason."""
    sheet = access.get_sheet(request.actor, class_id)
    form = ReopenForm(request.POST or None)
    if form.is_valid():
        services.reopen_results(sheet, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
        messages.success(request, _("The marks are open again."))
        return go(request, "assessment:results", class_id)
    rows = queries.result_rows(sheet)
    context = {"sheet": sheet, "form": form, "bands": queries.band_counts(sheet, rows)}
    return page(request, "assessment/reopen.html", context, status=422 if form.errors else 200)


@require_POST
def draft_decision(request: ActorRequest, class_id: int) -> HttpResponse:
    """Draw up the decision on the results, or a supplementary one on what has changed since."""
    training_class = access.get_class(request.actor, class_id)
    draft = services.draft_result_decision
    if overview.has_main_decision(training_class):
        draft = services.draft_supplementary_decision
    decision = draft(training_class, by=request.user, at=clock.now())
    return go(request, "assessment:decision", decision.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: ActorRequest, decision_id: int) -> HttpResponse:
    """One decision on results: its list, its files, its signature and number."""
    found = access.get_decision(request.actor, decision_id)
    form = IssueForm(request.POST or None, initial=overview.signer_of(found, clock.today()))
    if form.is_valid():
        try:
            services.issue_result_decision(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The results are recognised from that day."))
            return go(request, "assessment:decision", decision_id)
    context = {
        "decision": found,
        "form": form,
        "rows": overview.results_in(found),
        "may_run": access.may_run(request.actor),
    }
    return page(request, "assessment/decision.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def trainee(request: ActorRequest, enrolment_id: int) -> HttpResponse:
    """Why one trainee has this band, every mark with its attempts, and the form for a resit."""
    door = access.get_trainee_to_mark if request.method == "POST" else access.get_trainee
    enrolment = door(request.actor, enrolment_id)
    form = ResitForm(request.POST or None, components=overview.component_choices(enrolment.training_class))
    if form.is_valid() and _entered(request, enrolment, form):
        messages.success(request, _("The resit is entered; a supplementary decision recognises it."))
        return go(request, "assessment:trainee", enrolment_id)
    sees_class = access.sees_class_of(request.actor, enrolment)
    shown = queries.explained(enrolment, recognised_only=not sees_class)
    if shown is None:
        raise Http404
    context = {
        "enrolment": enrolment,
        "shown": shown,
        "form": form,
        "sees_class": sees_class,
        "may_enter": access.may_enter(request.actor, enrolment.training_class),
    }
    return page(request, "assessment/trainee.html", context, status=422 if form.errors else 200)


def _shown(request: ActorRequest, sheet: ResultSheet, lock_form: LockForm, *, status: int = 200) -> HttpResponse:
    rows = queries.result_rows(sheet)
    context = {
        "sheet": sheet,
        "rows": rows,
        "bands": queries.band_counts(sheet, rows),
        "missing": sum(1 for row in rows if row.mean is None),
        "decisions": overview.decisions_of(sheet.training_class),
        "waits_for_decision": overview.waits_for_decision(sheet),
        "may_enter": access.may_enter(request.actor, sheet.training_class),
        "may_run": access.may_run(request.actor),
        "lock_form": lock_form,
    }
    return page(request, "assessment/results.html", context, status=status)


def _entered(request: ActorRequest, enrolment: Enrolment, form: ResitForm) -> bool:
    component = overview.component_of(enrolment.training_class, form.cleaned_data["component"])
    try:
        services.enter_resit(enrolment, component, form.cleaned_data["mark"], by=request.user, at=clock.now())
    except DomainError as refusal:
        form.add_error("mark", str(refusal))
        return False
    return True
