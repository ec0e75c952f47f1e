"""Writes an iCalendar file (RFC 5545) in the one time zone of the product."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

PRODUCT: Final = "-//Khai Giang//Timetable//VI"
ZONE: Final = "Asia/Ho_Chi_Minh"
LONGEST_LINE: Final = 75

# The zone has had no change of clocks since 1975, so one definition holds for every class.
ZONE_LINES: Final = (
    "BEGIN:VTIMEZONE",
    f"TZID:{ZONE}",
    "BEGIN:STANDARD",
    "DTSTART:19750613T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "TZNAME:+07",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One entry of a calendar; `uid` stays the same when the entry moves, and `sequence` counts its publications.

    What `is_cancelled` was published before and no longer takes place, at least not for whoever reads this calendar.
    """

    uid: str
    on: date
    starts_at: time
    ends_at: time
    summary: str
    location: str
    description: str
    published_at: datetime
    sequence: int
    is_cancelled: bool = False


def calendar(name: str, events: Iterable[Event]) -> bytes:
    """The calendar as a file: lines of at most 75 octets, ended as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        f"X-WR-TIMEZONE:{ZONE}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *ZONE_LINES,
        *(line for event in events for line in _event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _event(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{event.published_at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{event.sequence}"
    yield f"DTSTART;TZID={ZONE}:{event.on:%Y%m%d}T{event.starts_at:%H%M%S}"
    yield f"DTEND;TZID={ZONE}:{event.on:%Y%m%d}T{event.ends_at:%H%M%S}"
    yield f"SUMMARY:{_text(event.summary)}"
    yield f"LOCATION:{_text(event.location)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    # An entry that only went missing would stay on many telephones.
    yield f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}"
    yield "END:VEVENT"


def _text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> Iterator[str]:
    """A line in pieces of at most 75 octets, letters kept whole; a piece after the first begins with a space."""
    piece, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + width
    yield piece
