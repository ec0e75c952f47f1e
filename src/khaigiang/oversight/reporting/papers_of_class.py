"""Writes the closing report of one class, with which the school gives account of it."""

from khaigiang.oversight.reporting.papers_of_programme import band_counts, committee_counts
from khaigiang.oversight.reporting.queries.closing import absent_rows, committees_of_class, leaving_rows, teaching_rows
from khaigiang.oversight.reporting.queries.programme import Programme, class_report
from khaigiang.papers import closing_report
from khaigiang.papers.values import Letterhead
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.documents.models import DocumentKind
from khaigiang.planning.documents.rules import series_text
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import course
from khaigiang.teaching.cohorts.models import TrainingClass

NO_REQUEST = "Không có đơn"


def closing_docx(programme: Programme, training_class: TrainingClass) -> bytes:
    """The closing report as a Word file; raises NoDuty while nobody signs the decisions of the plan's classes."""
    return closing_report.docx(_report(programme, training_class))


def closing_pdf(programme: Programme, training_class: TrainingClass) -> bytes:
    """The closing report as PDF; raises NoDuty as above."""
    return closing_report.pdf(_report(programme, training_class))


def _report(programme: Programme, training_class: TrainingClass) -> closing_report.ClosingReport:
    # Whoever signs the decision that opens the class signs its report, too.
    duty = duty_of(programme.plan, PaperDuty.Paper.CLASS_DECISION)
    one = class_report(programme, training_class)
    committees = committee_counts(committees_of_class(programme, training_class))
    assert one.row.first_day is not None
    assert one.row.last_day is not None
    return closing_report.ClosingReport(
        letterhead=_letterhead(duty.office),
        class_name=training_class.name,
        course=course(training_class),
        starts_on=one.row.first_day,
        ends_on=one.row.last_day,
        venue=", ".join(filter(None, (one.row.hall, duty.office.name))),
        places=one.row.wanted,
        bands=band_counts(one.bands),
        committees=committees,
        departures=tuple(
            closing_report.Departure(name=row.name, unit=row.unit, left_on=row.left_on, reason=row.reason)
            for row in leaving_rows(training_class, programme.figures.on)
        ),
        absences=tuple(
            closing_report.Absence(
                name=row.name,
                unit=row.unit,
                with_leave=row.with_leave,
                without_leave=row.without_leave,
                reason=row.reason or NO_REQUEST,
            )
            for row in absent_rows(training_class)
        ),
        teaching=tuple(
            closing_report.Teaching(lecturer=row.lecturer, half_days=row.half_days, topics=row.topics)
            for row in teaching_rows(training_class)
        ),
        signature=signature(duty),
        recipients=recipients(duty),
    )


def _letterhead(office: Office) -> Letterhead:
    return Letterhead(
        skin=SKINS[office.skin],
        superior=office.superior,
        issuer=office.name,
        number=None,
        place=office.place,
        dated_on=None,
        series=series_text(kind=DocumentKind.REPORT, symbol=office.symbol, skin=office.skin),
        known_as=office.name,
    )
