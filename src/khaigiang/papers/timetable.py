"""A class's timetable: day, half-day, content, lecturer, form, place, note."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from khaigiang.papers import spreadsheet, words
from khaigiang.papers.frame import frame
from khaigiang.papers.spreadsheet import Column, Sheet
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill

HALVES: Final = ("Sáng", "Chiều", "Tối")
COLUMNS: Final = (
    Column(heading="Ngày", width=12),
    Column(heading="Buổi", width=24),
    Column(heading="Nội dung", width=60),
    Column(heading="Giảng viên", width=26),
    Column(heading="Hình thức", width=14),
    Column(heading="Địa điểm", width=20),
    Column(heading="Ghi chú", width=14),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One line of a timetable. `half_day` is written out with its hours: "Sáng (8h00 - 11h30)"."""

    on: date
    half_day: str
    content: str
    lecturer: str
    form: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """What the timetable says; sessions in their order in time."""

    letterhead: Letterhead
    class_name: str
    course: str
    sessions: tuple[Session, ...]
    remarks: tuple[str, ...] = ()
    signature: Signature | None
    recipients: Recipients | None = None


def docx(content: Timetable, *, template: bytes | None = None) -> bytes:
    """The timetable as a Word file."""
    return fill(f"{content.letterhead.skin}/timetable", _fields(content), template=template)


def pdf(content: Timetable) -> Pdf:
    """The timetable as PDF."""
    return typeset("timetable", _fields(content))


def wall(contents: Sequence[Timetable]) -> Pdf:
    """Timetables to hang on a wall: a lying A3 page for each class, days below one another, half-days beside."""
    first = contents[0]
    shared = frame(first.letterhead, signature=None, recipients=None, numbered=False)
    subject = f"Lịch học {first.class_name}" if len(contents) == 1 else "Lịch học các lớp"
    return typeset("timetable_wall", {**shared, "subject": subject, "classes": [_on_the_wall(one) for one in contents]})


def xlsx(contents: Sequence[Timetable]) -> bytes:
    """The same lines as the paper, a sheet for each class, to be sorted and filtered."""
    return spreadsheet.xlsx(
        [
            Sheet(
                name=one.class_name,
                title=(f"Lịch học {one.class_name}", one.course),
                columns=COLUMNS,
                rows=[
                    (line.on, line.half_day, line.content, line.lecturer, line.form, line.place, line.note)
                    for line in one.sessions
                ],
                landscape=True,
                filters=True,
            )
            for one in contents
        ]
    )


def _on_the_wall(content: Timetable) -> Mapping[str, object]:
    halves = [half for half in HALVES if any(_half(line) == half for line in content.sessions)] or list(HALVES[:2])
    return {
        "about": f"{content.class_name}, {content.course}",
        "halves": halves,
        "days": [
            {"label": f"{words.weekday(day)}\n{words.short_date(day)}", "halves": _beside(list(lines), halves)}
            for day, lines in groupby(content.sessions, key=lambda line: line.on)
        ],
    }


def _beside(lines: Sequence[Session], halves: Sequence[str]) -> list[list[dict[str, str]]]:
    return [
        [
            {
                "hours": line.half_day.partition("(")[2].rstrip(")"),
                "content": line.content,
                "who": ", ".join(part for part in (line.lecturer, line.place) if part),
            }
            for line in lines
            if _half(line) == half
        ]
        for half in halves
    ]


def _half(line: Session) -> str:
    return line.half_day.partition(" ")[0]


def _fields(content: Timetable) -> Mapping[str, object]:
    return {
        **frame(content.letterhead, signature=content.signature, recipients=content.recipients, numbered=False),
        "subject": f"Lịch học {content.class_name}",
        "about": f"{content.class_name}, {content.course}",
        "days": [_day(day, sessions) for day, sessions in groupby(content.sessions, key=lambda session: session.on)],
        "remarks": [f"- {line.rstrip('.;')}." for line in content.remarks],
    }


def _day(day: date, sessions: Iterable[Session]) -> dict[str, object]:
    return {
        "label": f"{words.weekday(day)}\n{words.short_date(day)}",
        "sessions": [
            {
                "half_day": session.half_day,
                "content": session.content,
                "lecturer": session.lecturer,
                "form": session.form,
                "place": session.place,
                "note": session.note,
            }
            for session in sessions
        ],
    }
