"""From an office's books to the papers that print them."""

from typing import Final

from django.utils import translation

from khaigiang.papers.document_book import Direction, DocumentBook, docx, pdf
from khaigiang.papers.values import Letterhead
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.documents.queries import Book, incoming_book, lines_in_the_book, outgoing_book, outgoing_lines
from khaigiang.planning.documents.uploads import PDF, WORD

DIRECTIONS: Final[dict[str, Direction]] = {"outgoing": "outgoing", "incoming": "incoming"}
KINDS: Final = {"pdf": PDF, "docx": WORD}


def printed(book: Book, direction: Direction, kind: str) -> bytes:
    """A book as the office's own layout prints it, as PDF or Word file."""
    # Official papers are Vietnamese whatever language the pages speak.
    with translation.override("vi"):
        lines = tuple(_lines(book, direction))
    content = DocumentBook(
        letterhead=_head(book), direction=direction, first_day=book.first_day, last_day=book.last_day, lines=lines
    )
    return pdf(content) if kind == "pdf" else docx(content)


def _lines(book: Book, direction: Direction) -> list[tuple[str, ...]]:
    if direction == "outgoing":
        return outgoing_lines(outgoing_book(book))
    return lines_in_the_book(incoming_book(book))


def _head(book: Book) -> Letterhead:
    office = book.office
    return Letterhead(
        skin=SKINS[office.skin],
        superior=office.superior,
        issuer=office.name,
        number=None,
        place=office.place,
        dated_on=book.last_day,
        known_as=office.name,
    )
