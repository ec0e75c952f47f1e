"""A class's timetable: day, half-day, content, lecturer, form, place, note."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Recipients, Signature
from khaigiang.papers.word_filling import fill


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
