"""The attendance book: people down the page, half-days across it, lying A4."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Signature

ABSENT: Final = ("P", "K")
LEGEND: Final = "Ký hiệu: S - sáng; C - chiều; P - vắng có phép; K - vắng không phép; để trống - có mặt."


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfDay:
    """One column of the book; `letter` is "S", "C" or "T"."""

    on: date
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person's line; `marks` is empty for a blank book, else one sign per half-day ("P" and "K" are absent)."""

    name: str
    unit: str
    group: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendanceBook:
    """What the book holds: lines all blank, or all marked."""

    letterhead: Letterhead
    class_name: str
    course: str
    class_teacher: str
    half_days: tuple[HalfDay, ...]
    lines: tuple[Line, ...]
    as_of: date | None = None
    legend: str = LEGEND
    signature: Signature | None = None


def pdf(content: AttendanceBook) -> Pdf:
    """The book as PDF, ready to print. Raises ValueError where a line has not as many marks as half-days."""
    return typeset("attendance_book", book_fields(content))


def book_fields(content: AttendanceBook) -> Mapping[str, object]:
    """The fields of the book, alone or as a part of the opening set."""
    return {
        **frame(content.letterhead, signature=content.signature, recipients=None, numbered=False),
        "subject": f"Sổ điểm danh {content.class_name}",
        "book_title": "SỔ ĐIỂM DANH",
        "book_about": f"{content.class_name}, {content.course}{_day_of_the_list(content)}",
        "book_teacher": f"Giáo viên chủ nhiệm: {content.class_teacher}" if content.class_teacher else "",
        "book_days": _days(content.half_days),
        "book_lines": [_line(number, line, content) for number, line in enumerate(content.lines, start=1)],
        "book_present": _present(content),
        "book_legend": _legend(content),
    }


def _legend(content: AttendanceBook) -> str:
    groups = words.how_groups_read(line.group for line in content.lines)
    return f"{content.legend} {groups[0].upper()}{groups[1:]}." if groups else content.legend


def _day_of_the_list(content: AttendanceBook) -> str:
    return f"\n(danh sách tính đến ngày {words.short_date(content.as_of)})" if content.as_of else ""


def _days(half_days: tuple[HalfDay, ...]) -> list[dict[str, object]]:
    days = groupby(half_days, key=lambda half_day: half_day.on)
    return [
        {"label": f"{words.short_weekday(day)}\n{day.day}/{day.month}", "letters": [half.letter for half in halves]}
        for day, halves in days
    ]


def _line(number: int, line: Line, content: AttendanceBook) -> dict[str, object]:
    marks = line.marks or ("",) * len(content.half_days)
    if len(marks) != len(content.half_days):
        message = f"{line.name} has {len(marks)} marks for {len(content.half_days)} half-days"
        raise ValueError(message)
    return {
        "no": number,
        "name": line.name,
        "unit": line.unit,
        "group": line.group,
        "marks": list(marks),
        "absences": [str(marks.count(sign)) if line.marks else "" for sign in ABSENT],
    }


def _present(content: AttendanceBook) -> list[str]:
    if not any(line.marks for line in content.lines):
        return ["" for _ in content.half_days]
    columns = zip(*(line.marks for line in content.lines), strict=True)
    return [str(sum(mark not in ABSENT for mark in column)) for column in columns]
