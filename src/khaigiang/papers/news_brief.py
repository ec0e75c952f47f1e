"""A news brief in the plain layout of an article, for the office to edit and hand out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from khaigiang.papers import words
from khaigiang.papers.word_filling import fill


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsBrief:
    """What the brief says. `figures_as_of` is the day its figures stand for; `captions` are for photos to be added."""

    title: str
    lead: str
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...] = ()
    place: str
    written_on: date
    figures_as_of: date
    author: str


def docx(content: NewsBrief, *, template: bytes | None = None) -> bytes:
    """The brief as a Word file."""
    return fill("news_brief", _fields(content), template=template)


def _fields(content: NewsBrief) -> Mapping[str, object]:
    return {
        "subject": content.title,
        "issuer": content.author,
        "dated": content.written_on.isoformat(),
        "lead": content.lead,
        "paragraphs": list(content.paragraphs),
        "captions": [f"Ảnh {number}: {text}" for number, text in enumerate(content.captions, start=1)],
        "place_date": words.place_and_date(content.place, content.written_on),
        "author": content.author,
        "figures_note": f"Số liệu tính đến hết ngày {words.short_date(content.figures_as_of)}.",
    }
