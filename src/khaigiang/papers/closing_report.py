"""The closing report of one class: counts, bands, committees, who left or was absent, lecturers, survey, costs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from khaigiang.papers import words
from khaigiang.papers.bands import band_rows
from khaigiang.papers.frame import ending, frame
from khaigiang.papers.reports import (
    band_chart,
    committee_rows,
    committee_total,
    numbered_remarks,
    pictured,
    printed,
)
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import BandCount, CommitteeCount, Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill_with_pictures


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody who missed half-days, how many with and without leave, and why."""

    name: str
    unit: str
    with_leave: int
    without_leave: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Somebody taken off the list of the class, from which day and why."""

    name: str
    unit: str
    left_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Teaching:
    """What one lecturer gave."""

    lecturer: str
    half_days: int
    topics: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingReport:
    """What the report says. `survey_index` is on the scale 1-10; `costs` are lines in full sentences.

    `places` is the size the class was planned for; a committee's `planned` are its posts on the list of the class.
    """

    letterhead: Letterhead
    class_name: str
    course: str
    starts_on: date
    ends_on: date
    venue: str
    places: int
    bands: tuple[BandCount, ...]
    committees: tuple[CommitteeCount, ...]
    departures: tuple[Departure, ...]
    absences: tuple[Absence, ...]
    teaching: tuple[Teaching, ...]
    survey_index: Decimal | None = None
    costs: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    signature: Signature
    recipients: Recipients


def docx(content: ClosingReport, *, template: bytes | None = None) -> bytes:
    """The report as a Word file, its chart as a picture."""
    name = f"{content.letterhead.skin}/closing_report"
    return fill_with_pictures(name, _fields(content), pictures=pictured(_charts(content)), template=template)


def pdf(content: ClosingReport) -> Pdf:
    """The report as PDF."""
    return typeset("closing_report", {**_fields(content), "charts": printed(_charts(content))})


def _fields(content: ClosingReport) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients),
        "subject": f"kết quả tổ chức {content.class_name}, {content.course}",
        "organisation": _organisation(content),
        "bands": band_rows(content.bands),
        "band_total": sum(band.count for band in content.bands),
        "committees": committee_rows(content.committees),
        "committee_total": committee_total(content.committees),
        "departures": [
            {
                "no": number,
                "name": row.name,
                "unit": row.unit,
                "left_on": words.short_date(row.left_on),
                "reason": row.reason,
            }
            for number, row in enumerate(content.departures, start=1)
        ],
        "tables": _table_numbers(content),
        "absences": [
            {
                "no": number,
                "name": row.name,
                "unit": row.unit,
                "with_leave": row.with_leave,
                "without_leave": row.without_leave,
                "reason": row.reason,
            }
            for number, row in enumerate(content.absences, start=1)
        ],
        "teaching": [
            {"no": number, "lecturer": row.lecturer, "half_days": row.half_days, "topics": row.topics}
            for number, row in enumerate(content.teaching, start=1)
        ],
        "remarks": numbered_remarks([*content.remarks, *_survey(content), *content.costs]),
        "proposals": numbered_remarks(content.proposals),
        "closing": ending([f"{content.letterhead.author} trân trọng báo cáo."]),
    }


def _organisation(content: ClosingReport) -> list[str]:
    total = committee_total(content.committees)
    days = f"từ ngày {words.short_date(content.starts_on)} đến ngày {words.short_date(content.ends_on)}"
    return [
        f"{content.class_name}, {content.course}, được tổ chức {days} tại {content.venue}.",
        f"Chỉ tiêu {content.places} đồng chí; đưa vào danh sách lớp {total['planned']} đồng chí; triệu tập"
        f" {total['summoned']} đồng chí; tham dự {total['attended']} đồng chí; hoàn thành khóa học"
        f" {total['completed']} đồng chí.",
    ]


def _table_numbers(content: ClosingReport) -> dict[str, int]:
    """The numbers of the tables after the second, of which two stand only when they have rows."""
    absences = 3 + bool(content.departures)
    return {"departures": 3, "absences": absences, "teaching": absences + bool(content.absences)}


def _survey(content: ClosingReport) -> list[str]:
    if content.survey_index is None:
        return []
    index = words.decimal_text(content.survey_index)
    return [f"Chỉ số hài lòng chung theo phiếu khảo sát học viên: {index}/10 điểm"]


def _charts(content: ClosingReport) -> dict[str, str]:
    return {"bands": band_chart(content.bands)}
