"""The official report: drawn up, read beside today's figures, signed and numbered."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.web import clock
from khaigiang.ground.web.http import go, page
from khaigiang.oversight.coverage.as_of import AsOfForm
from khaigiang.oversight.reporting import access, services
from khaigiang.oversight.reporting.forms import IssueForm
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.queries.official import differences, signer_of
from khaigiang.registry.mandates.http import ActorRequest


@require_POST
def draft(request: ActorRequest, plan_id: int) -> HttpResponse:
    """Draw up the report as of the day of the page."""
    plan = access.get_plan(request.actor, plan_id)
    day = AsOfForm(request.POST).day(clock.today())
    report = services.draft_report(plan, as_of=day, by=request.user, at=clock.now())
    return go(request, "reporting:report", report.pk)


@require_safe
def report(request: ActorRequest, report_id: int) -> HttpResponse:
    """One official report: its files, its figures against today's computation, its signature."""
    found = access.get_report(request.actor, report_id)
    return _shown(request, found, IssueForm(initial=signer_of(found, clock.today())))


@require_POST
def issue(request: ActorRequest, report_id: int) -> HttpResponse:
    """Sign, number and date a report."""
    found = access.get_report_to_issue(request.actor, report_id)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            services.issue_report(found, **form.cleaned_data, by=request.user, at=clock.now())
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The report is issued."))
            return go(request, "reporting:report", report_id)
    return _shown(request, found, form, status=422)


def _shown(request: ActorRequest, found: ProgrammeReport, form: IssueForm, *, status: int = 200) -> HttpResponse:
    context = {
        "report": found,
        "form": form,
        "lines": differences(found),
        "may_issue": access.may_issue(request.actor, found),
    }
    return page(request, "reporting/report.html", context, status=status)
