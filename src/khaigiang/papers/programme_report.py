"""The report of a whole programme as it stands on a day: figures, classes, bands, committees, who remains."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khaigiang.papers import words
from khaigiang.papers.bands import band_rows
from khaigiang.papers.charts import ColumnGroup, Part, StackedRow, grouped_columns, stacked_bars
from khaigiang.papers.frame import ending, frame, grounds
from khaigiang.papers.reports import (
    CHART_WIDTH,
    band_chart,
    committee_rows,
    committee_total,
    numbered_remarks,
    pictured,
    printed,
)
from khaigiang.papers.skins import SKINS
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import BandCount, CommitteeCount, Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill_with_pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the programme, and its share of another where it has one ("13,8% số hoàn thành")."""

    label: str
    value: int
    percent: Decimal | None = None
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFigures:
    """One class of the programme; `bands` counts its people by band, in the report's order of bands."""

    name: str
    starts_on: date
    ends_on: date
    planned: int
    summoned: int
    attended: int
    completed: int
    bands: tuple[int, ...]
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """Planned and completed people of one month."""

    label: str
    planned: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remaining:
    """How many posts of those not yet completed are in one state."""

    state: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeReport:
    """What the report says. Every figure is the caller's; the report adds up, it does not judge."""

    letterhead: Letterhead
    programme: str
    as_of: date
    based_on: tuple[str, ...]
    figures: tuple[Figure, ...]
    classes: tuple[ClassFigures, ...]
    bands: tuple[BandCount, ...]
    committees: tuple[CommitteeCount, ...]
    remaining: tuple[Remaining, ...]
    months: tuple[Month, ...]
    remarks: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    signature: Signature
    recipients: Recipients


def docx(content: ProgrammeReport, *, template: bytes | None = None) -> bytes:
    """The report as a Word file, charts as pictures."""
    name = f"{content.letterhead.skin}/programme_report"
    return fill_with_pictures(name, _fields(content), pictures=pictured(_charts(content)), template=template)


def pdf(content: ProgrammeReport) -> Pdf:
    """The report as PDF."""
    return typeset("programme_report", {**_fields(content), "charts": printed(_charts(content))})


def _fields(content: ProgrammeReport) -> Mapping[str, object]:
    day = words.short_date(content.as_of)
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"kết quả thực hiện {words.small(content.programme)}\n(tính đến hết ngày {day})",
        "opening": [_opening(content)],
        "figures": [_figure(number, figure) for number, figure in enumerate(content.figures, start=1)],
        "band_names": [band.band for band in content.bands],
        "classes": [_class_row(number, row) for number, row in enumerate(content.classes, start=1)],
        "class_total": _class_total(content),
        "bands": band_rows(content.bands),
        "band_total": sum(band.count for band in content.bands),
        "committees": committee_rows(content.committees),
        "committee_total": committee_total(content.committees),
        "remaining": [
            {"no": number, "state": row.state, "count": row.count}
            for number, row in enumerate(content.remaining, start=1)
        ],
        "remaining_total": sum(row.count for row in content.remaining),
        "remarks": numbered_remarks(content.remarks),
        "proposals": numbered_remarks(content.proposals),
        "closing": ending([f"{content.letterhead.author} trân trọng báo cáo."]),
    }


def _opening(content: ProgrammeReport) -> str:
    basis = "; ".join(line.rstrip(".;,") for line in grounds(content.based_on, skin=SKINS["state"]))
    return (
        f"{basis}; {content.letterhead.author} báo cáo kết quả thực hiện {words.small(content.programme)} tính đến hết"
        f" {words.official_date(content.as_of)} như sau:"
    )


def _figure(number: int, figure: Figure) -> dict[str, str | int]:
    share = f"{words.percent_text(figure.percent)} {figure.of}".strip() if figure.percent is not None else ""
    return {"no": number, "label": figure.label, "value": figure.value, "share": share}


def _class_row(number: int, row: ClassFigures) -> dict[str, object]:
    return {
        "no": number,
        "name": row.name,
        "days": f"{words.short_date(row.starts_on)} -\n{words.short_date(row.ends_on)}",
        "planned": row.planned,
        "summoned": row.summoned,
        "attended": row.attended,
        "completed": row.completed,
        "bands": list(row.bands),
        "state": row.state,
    }


def _class_total(content: ProgrammeReport) -> dict[str, object]:
    rows = content.classes
    return {
        "planned": sum(row.planned for row in rows),
        "summoned": sum(row.summoned for row in rows),
        "attended": sum(row.attended for row in rows),
        "completed": sum(row.completed for row in rows),
        "bands": [sum(column) for column in zip(*(row.bands for row in rows), strict=True)],
    }


def _charts(content: ProgrammeReport) -> dict[str, str]:
    return {"bands": band_chart(content.bands), "classes": _class_chart(content), "months": _month_chart(content)}


def _class_chart(content: ProgrammeReport) -> str:
    rows = [
        StackedRow(
            label=row.name,
            parts=tuple(
                Part(label=band.band, value=count) for band, count in zip(content.bands, row.bands, strict=True)
            ),
        )
        for row in content.classes
        if sum(row.bands)
    ]
    return stacked_bars(rows, title="Xếp loại theo lớp", width=CHART_WIDTH, name="classes")


def _month_chart(content: ProgrammeReport) -> str:
    return grouped_columns(
        [ColumnGroup(label=month.label, values=(month.planned, month.completed)) for month in content.months],
        series=("Kế hoạch", "Đã hoàn thành"),
        title="Số học viên theo kế hoạch và đã hoàn thành từng tháng",
        width=CHART_WIDTH,
        name="months",
    )
