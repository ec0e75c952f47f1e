"""What a page needs for typing a list off a picture: the lines so far, and what kind of picture it is."""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.rules.typing import COLUMNS, MOST_LINES, Lines, texts_of
from khaigiang.planning.rosters.words import FIELDS

# Told from the bytes alone: what a sender says of a file is never sent on to a browser.
PICTURES: Final = {
    b"%PDF-": "application/pdf",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
    b"BM": "image/bmp",
}
OTHER: Final = "application/octet-stream"
FREE_LINES: Final = 15
# As many letters as are mostly needed.
WIDTHS: Final = {"full_name": 22, "gender": 5, "dob": 10, "cccd": 12, "phone": 11, "party_date": 10}
WIDTH: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """One cell to type into."""

    name: str
    label: str
    text: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GridLine:
    """One line of the grid."""

    number: int
    cells: tuple[GridCell, ...]


def kind_of_picture(first: bytes) -> str:
    """The content type of a file that a browser can show; of any other the one it only keeps."""
    return next((kind for mark, kind in PICTURES.items() if first.startswith(mark)), OTHER)


def typed_lines(roster: Roster) -> dict[int, dict[str, str]]:
    """The lines saved so far, by their number."""
    return {row.number: texts_of(row.raw) for row in roster.rows.order_by("number")}


def grid_headings() -> list[str]:
    """What stands above the columns."""
    return [str(FIELDS[field]) for field in COLUMNS]


def grid(lines: Lines) -> list[GridLine]:
    """The grid with these lines, and free ones beneath."""
    last = min(max(lines, default=0) + FREE_LINES, MOST_LINES)
    return [
        GridLine(
            number=number, cells=tuple(_cell(field, number, lines.get(number, {}).get(field, "")) for field in COLUMNS)
        )
        for number in range(1, last + 1)
    ]


def _cell(field: str, number: int, text: str) -> GridCell:
    label = _("%(field)s, line %(number)d") % {"field": FIELDS[field], "number": number}
    return GridCell(name=field, label=label, text=text, size=WIDTHS.get(field, WIDTH))
