"""All writes of reporting: the official report of a programme."""

from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.oversight.reporting import papers_of_programme as papers
from khaigiang.oversight.reporting.errors import DayNotOver
from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.queries import Figures, figures_of
from khaigiang.oversight.reporting.queries.programme import Programme, programme_of
from khaigiang.planning.documents import services as documents
from khaigiang.planning.documents.models import DocumentKind, DocumentLink
from khaigiang.planning.plans.models import PaperDuty, Plan
from khaigiang.planning.plans.queries.duties import duty_of


@transaction.atomic
def draft_report(plan: Plan, *, as_of: date, by: User, at: datetime) -> ProgrammeReport:
    """Draw up the report of a programme as of a day, as Word file and PDF; its figures are kept with it.

    Raises DayNotOver for a day to come, NoDuty when the plan names nobody to sign it.
    """
    if as_of > local_day(at):
        raise DayNotOver(day=f"{as_of:%d/%m/%Y}")
    duty = duty_of(plan, PaperDuty.Paper.REPORT)
    document = documents.new_draft(
        issuer=duty.office,
        kind=DocumentKind.REPORT,
        abstract=f"Kết quả thực hiện {plan.title}, tính đến hết ngày {as_of:%d/%m/%Y}",
        by=by,
        at=at,
    )
    documents.link_in_transaction(document, relation=DocumentLink.Relation.BASED_ON, target=plan.document)
    programme = programme_of(plan, figures_of(plan, as_of))
    report = ProgrammeReport.objects.create(
        plan=plan, document=document, as_of=as_of, figures=_values(programme.figures)
    )
    _keep(report, programme, by=by, at=at)
    audit.record("draft_report", report, by=by, at=at, after=report.figures)
    return report


@transaction.atomic
def issue_report(
    report: ProgrammeReport,
    *,
    signer_name: str,
    signer_title: str,
    signed_on: date,
    issued_on: date,
    number: str | None = None,
    by: User,
    at: datetime,
) -> ProgrammeReport:
    """Sign, number and date the report, with the figures its day has now.

    Raises what signing and numbering a paper raise (documents.services).
    """
    before = report.figures
    documents.sign_in_transaction(
        report.document,
        signer_name=signer_name,
        signer_title=signer_title,
        signed_on=signed_on,
    )
    documents.issue_in_transaction(report.document, issued_on=issued_on, number=number)
    report.document.refresh_from_db()
    programme = programme_of(report.plan, figures_of(report.plan, report.as_of))
    report.figures = _values(programme.figures)
    report.save(update_fields=["figures"])
    _keep(report, programme, by=by, at=at)
    after = {"number": report.document.number, **report.figures}
    audit.record("issue_report", report, by=by, at=at, before=before, after=after)
    return report


def _values(figures: Figures) -> dict[str, int]:
    return {key: figure.value for key, figure in figures.by_id.items()}


def _keep(report: ProgrammeReport, programme: Programme, *, by: User, at: datetime) -> None:
    made = papers.written_report(programme, report.document, report.document.issued_on or local_day(at))
    documents.keep_paper(
        report.document,
        docx=made.docx,
        pdf=made.pdf,
        name=f"Bao cao {report.plan.code} {report.as_of:%Y-%m-%d}",
        by=by,
        at=at,
    )
