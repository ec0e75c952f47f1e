"""Writes the report of a programme and the news brief of an opening from their figures."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from django.utils.translation import override

from khaigiang.oversight.reporting.models import ProgrammeReport
from khaigiang.oversight.reporting.queries.figures import Figure, figures_of
from khaigiang.oversight.reporting.queries.programme import BandShare, CommitteeReport, Programme, programme_of
from khaigiang.papers import news_brief, programme_report, words
from khaigiang.papers.spreadsheet import Column, Sheet, xlsx
from khaigiang.papers.values import BandCount, CommitteeCount, Letterhead
from khaigiang.planning.documents.letterheads import SKINS, cited
from khaigiang.planning.documents.models import Document
from khaigiang.planning.plans.models import PaperDuty
from khaigiang.planning.plans.queries.duties import duty_of
from khaigiang.planning.plans.signatures import recipients, signature
from khaigiang.planning.templates.states import PaperName
from khaigiang.planning.templates.writing import Written, one_form, written
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.letters import course
from khaigiang.teaching.cohorts.models import TrainingClass

# Official papers are Vietnamese whatever language the pages speak.
FIGURES_IN_PAPERS = {
    "planned": "Chỉ tiêu theo kế hoạch",
    "summoned": "Đã triệu tập",
    "attended": "Đã tham gia học",
    "completed": "Đã hoàn thành",
    "remaining": "Chưa hoàn thành",
    "excellent": "Xuất sắc",
    "good": "Giỏi",
    "other": "Các loại khác",
    "classes": "Số lớp",
    "topics": "Số chuyên đề",
    "discussions": "Số buổi thảo luận",
    "days": "Số ngày học mỗi lớp",
}
SHARES_IN_PAPERS = {"planned": "chỉ tiêu", "completed": "số hoàn thành"}


def report_file(programme: Programme, kind: str) -> bytes:
    """The report as it stands, as "docx" or "pdf", with the template in force; raises NotUsable or NoLayoutHere."""
    office, content = _office(programme), _report(programme, letterhead_of(programme))
    on = programme.figures.on
    return one_form(programme_report, content, PaperName.PROGRAMME_REPORT, office=office, on=on, kind=kind)


def written_report(programme: Programme, document: Document, on: date) -> Written:
    """The report under its number, as Word file and PDF, with the template that is in force on a day."""
    content = _report(programme, letterhead_of(programme, document))
    return written(programme_report, content, PaperName.PROGRAMME_REPORT, office=document.issuer, on=on)


def last_report(office: Office) -> programme_report.ProgrammeReport | None:
    """What the last report of an office says."""
    reports = ProgrammeReport.objects.filter(document__issuer=office).select_related("plan", "document")
    last = reports.order_by("-pk").first()
    if last is None:
        return None
    programme = programme_of(last.plan, figures_of(last.plan, last.as_of))
    return _report(programme, letterhead_of(programme, last.document))


def _office(programme: Programme) -> Office:
    return duty_of(programme.plan, PaperDuty.Paper.REPORT).office


def letterhead_of(programme: Programme, document: Document | None = None) -> Letterhead:
    """The head of the report: of its numbered paper, or of the office that would issue it."""
    office = _office(programme)
    return Letterhead(
        skin=SKINS[office.skin],
        superior=office.superior,
        issuer=office.name,
        number=document.number or None if document else None,
        place=office.place,
        dated_on=document.issued_on if document else None,
        series=f"-BC/{office.symbol}",
        known_as=office.name,
    )


def report_xlsx(programme: Programme) -> bytes:
    """Figures, classes and committees as a workbook."""
    with override("vi"):
        return xlsx([_figures_sheet(programme), _classes_sheet(programme), _committees_sheet(programme)])


def brief_docx(programme: Programme, training_class: TrainingClass, day: date) -> bytes:
    """A news brief of the opening of a class; every figure in it is an indicator of the day."""
    return news_brief.docx(
        news_brief.NewsBrief(
            title=f"Khai giảng {training_class.name.lower()}, {course(training_class)}",
            lead=_lead(programme, training_class, day),
            paragraphs=tuple(brief_paragraphs(programme, training_class)),
            captions=("Quang cảnh Lễ khai giảng.",),
            place=programme.plan.school.place,
            written_on=day,
            figures_as_of=programme.figures.on,
            author=programme.plan.school.name,
        ),
    )


def brief_paragraphs(programme: Programme, training_class: TrainingClass) -> list[str]:
    """The paragraphs of the brief, in Vietnamese."""
    by_id = programme.figures.by_id
    excellent, good = by_id["excellent"], by_id["good"]
    paragraphs = [
        f"{training_class.name} là một trong {by_id['classes'].value} lớp được tổ chức theo "
        f"{cited(programme.plan.document)} cho {by_id['planned'].value} đồng chí.",
    ]
    if by_id["completed"].value:
        paragraphs.append(
            f"Đến nay, {by_id['completed'].value} đồng chí đã hoàn thành khóa học, trong đó: {excellent.value} đồng "
            f"chí đạt loại xuất sắc, chiếm {words.percent_text(_share(excellent))}; {good.value} đồng chí đạt loại "
            f"giỏi, chiếm {words.percent_text(_share(good))}.",
        )
    paragraphs.append(
        f"Theo chương trình, trong {by_id['days'].value} ngày, các học viên học tập, nghiên cứu "
        f"{by_id['topics'].value} chuyên đề và {by_id['discussions'].value} buổi thảo luận.",
    )
    return paragraphs


def _lead(programme: Programme, training_class: TrainingClass, day: date) -> str:
    plan = programme.plan
    return (
        f"Ngày {day.day}/{day.month}/{day.year}, {plan.organiser.name} phối hợp với {plan.school.name} khai giảng "
        f"{training_class.name.lower()}, {course(training_class)}."
    )


def _share(figure: Figure) -> Decimal:
    return figure.percent or Decimal()


def _report(programme: Programme, head: Letterhead) -> programme_report.ProgrammeReport:
    duty = duty_of(programme.plan, PaperDuty.Paper.REPORT)
    figures = programme.figures
    return programme_report.ProgrammeReport(
        letterhead=head,
        programme=programme.plan.title,
        as_of=figures.on,
        based_on=(cited(programme.plan.document),),
        figures=tuple(_figure(figure) for figure in figures.by_id.values()),
        classes=tuple(
            programme_report.ClassFigures(
                name=one.row.name,
                starts_on=one.row.first_day,
                ends_on=one.row.last_day,
                planned=one.posts,
                summoned=one.summoned,
                attended=one.attended,
                completed=one.completed,
                bands=tuple(band.count for band in one.bands),
                state=words.capital(one.row.state_label),
            )
            for one in programme.classes
            if one.row.first_day is not None and one.row.last_day is not None
        ),
        bands=band_counts(programme.bands),
        committees=committee_counts(programme.committees),
        remaining=tuple(
            programme_report.Remaining(state=count.label.capitalize(), count=count.count) for count in figures.remaining
        ),
        months=tuple(
            programme_report.Month(label=f"Tháng {row.month}/{row.year}", planned=row.planned, completed=row.completed)
            for row in programme.months
        ),
        signature=signature(duty),
        recipients=recipients(duty),
    )


def _figure(figure: Figure) -> programme_report.Figure:
    return programme_report.Figure(
        label=FIGURES_IN_PAPERS[figure.id],
        value=figure.value,
        percent=figure.percent,
        of=SHARES_IN_PAPERS.get("completed" if figure.id in {"excellent", "good", "other"} else "planned", "")
        if figure.of is not None
        else "",
    )


def band_counts(bands: Sequence[BandShare]) -> tuple[BandCount, ...]:
    """Bands as papers count them."""
    return tuple(BandCount(band=band.label, count=band.count, percent=band.percent) for band in bands)


def committee_counts(committees: Sequence[CommitteeReport]) -> tuple[CommitteeCount, ...]:
    """Committees as papers count them."""
    return tuple(
        CommitteeCount(
            committee=row.committee,
            planned=row.planned,
            summoned=row.summoned,
            attended=row.attended,
            completed=row.completed,
        )
        for row in committees
    )


def _title(programme: Programme) -> tuple[str, ...]:
    return (programme.plan.title.upper(), f"Tính đến hết ngày {programme.figures.on:%d/%m/%Y}")


def _figures_sheet(programme: Programme) -> Sheet:
    return Sheet(
        name="Số liệu",
        title=_title(programme),
        columns=(
            Column(heading="Chỉ tiêu", width=30),
            Column(heading="Số lượng", width=12),
            Column(heading="Trên tổng", width=12),
            Column(heading="Tỷ lệ %", width=10),
        ),
        rows=[
            (FIGURES_IN_PAPERS[figure.id], figure.value, figure.of, figure.percent)
            for figure in programme.figures.by_id.values()
        ],
    )


def _classes_sheet(programme: Programme) -> Sheet:
    names = [band.label for band in programme.bands]
    return Sheet(
        name="Các lớp",
        title=_title(programme),
        columns=(
            Column(heading="Lớp", width=14),
            Column(heading="Từ ngày", width=12),
            Column(heading="Đến ngày", width=12),
            Column(heading="Học viên", width=10),
            Column(heading="Hoàn thành", width=12),
            *(Column(heading=name, width=12) for name in names),
            Column(heading="Trạng thái", width=14),
        ),
        rows=[
            (
                one.row.name,
                one.row.first_day,
                one.row.last_day,
                one.posts,
                one.completed,
                *(band.count for band in one.bands),
                words.capital(one.row.state_label),
            )
            for one in programme.classes
        ],
        landscape=True,
    )


def _committees_sheet(programme: Programme) -> Sheet:
    return Sheet(
        name="Theo cấp ủy",
        title=_title(programme),
        columns=(
            Column(heading="STT", width=6),
            Column(heading="Cấp ủy", width=28),
            Column(heading="Chỉ tiêu", width=10),
            Column(heading="Đã triệu tập", width=12),
            Column(heading="Đã học", width=10),
            Column(heading="Hoàn thành", width=12),
        ),
        rows=[
            (number, row.committee, row.planned, row.summoned, row.attended, row.completed)
            for number, row in enumerate(programme.committees, start=1)
        ],
    )
