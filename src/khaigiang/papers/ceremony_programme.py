"""The programme of a ceremony by the minute."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One point of the programme: from, until, what, who."""

    starts_at: time
    ends_at: time
    content: str
    performer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CeremonyProgramme:
    """What the programme says. `ceremony` is "Lễ khai giảng" or "Lễ bế giảng"; `starts_at` is local time."""

    letterhead: Letterhead
    ceremony: str
    class_name: str
    course: str
    starts_at: datetime
    venue: str
    chair: str
    items: tuple[Item, ...]
    signature: Signature | None


def pdf(content: CeremonyProgramme) -> Pdf:
    """The programme as PDF."""
    return typeset("ceremony_programme", programme_fields(content))


def programme_fields(content: CeremonyProgramme) -> Mapping[str, object]:
    """The fields of the programme, alone or as a part of the opening set."""
    begin = content.starts_at
    return {
        **frame(content.letterhead, signature=content.signature, recipients=None, numbered=False),
        "subject": f"Chương trình {content.ceremony}",
        "programme_title": f"CHƯƠNG TRÌNH\n{content.ceremony.upper()}",
        "programme_about": f"{content.class_name}, {content.course}",
        "programme_facts": [
            ["Thời gian", f"{words.clock(begin.time())}, {words.weekday_and_date(begin.date())}"],
            ["Địa điểm", content.venue],
            *([["Dẫn chương trình", content.chair]] if content.chair else []),
        ],
        "programme_items": [
            {"no": number, "when": _span(item), "content": item.content, "performer": item.performer}
            for number, item in enumerate(content.items, start=1)
        ],
    }


def _span(item: Item) -> str:
    return f"{item.starts_at:%H:%M} - {item.ends_at:%H:%M}"
