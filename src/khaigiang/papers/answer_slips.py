"""Slips by which people without e-mail get their personal link: six on a page, to be cut and handed out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from khaigiang.papers import words
from khaigiang.papers.qr import outline
from khaigiang.papers.typesetting import Pdf, typeset


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One slip: whose it is, to what they are called, and where they answer."""

    name: str
    unit: str
    committee: str
    class_name: str
    gathers_at: datetime
    venue: str
    address: str


def pdf(slips: Sequence[Slip]) -> Pdf:
    """All slips, by the order given."""
    return typeset("answer_slips", {"slips": [_fields(slip) for slip in slips]})


def _fields(slip: Slip) -> Mapping[str, object]:
    code = outline(slip.address)
    return {
        "name": slip.name,
        "unit": slip.unit,
        "committee": slip.committee,
        "class_name": slip.class_name,
        "when": f"{slip.gathers_at:%H:%M} ngày {words.short_date(slip.gathers_at.date())}",
        "venue": slip.venue,
        "address": slip.address,
        "qr": {"size": code.size, "path": code.path},
    }
