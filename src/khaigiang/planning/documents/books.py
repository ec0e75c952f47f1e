"""From an office's books to the papers that print them."""

from collections.abc import Callable
from datetime import date
from typing import Final

from django.utils import translation

from khaigiang.papers.document_book import Direction, DocumentBook, docx, pdf
from khaigiang.papers.values import Letterhead
from khaigiang.planning.documents.letterheads import SKINS
from khaigiang.planning.documents.queries import (
    Book,
    incoming_book,
    last_day_in_the_book,
    lines_in_the_book,
    outgoing_book,
    outgoing_lines,
)
from khaigiang.planning.documents.uploads import PDF, WORD
from khaigiang.registry.units.models import Office

DIRECTIONS: Final[dict[str, Direction]] = {"outgoing": "outgoing", "incoming": "incoming"}
KINDS: Final = {"pdf": PDF, "docx": WORD}


Writer = Callable[[DocumentBook, Office, str], bytes]


def _in_the_product_s_layout(content: DocumentBook, _office: Office, kind: str) -> bytes:
    return pdf(content) if kind == "pdf" else docx(content)


_writer: Final[list[Writer]] = [_in_the_product_s_layout]


def write_with(writer: Writer) -> None:
    """Let a feature above write the books, with an office's own template (call it in `AppConfig.ready`)."""
    _writer[:] = [writer]


def printed(book: Book, direction: Direction, kind: str) -> bytes:
    """A book as the office's own layout prints it, as PDF or Word file."""
    return _writer[0](content_of(book, direction), book.office, kind)


def content_of(book: Book, direction: Direction) -> DocumentBook:
    """What a book says."""
    # Official papers are Vietnamese whatever language the pages speak.
    with translation.override("vi"):
        lines = tuple(_lines(book, direction))
    return DocumentBook(
        letterhead=_head(book), direction=direction, first_day=book.first_day, last_day=book.last_day, lines=lines
    )


def last_content(office: Office, direction: Direction) -> DocumentBook | None:
    """What the book of the last year says in which an office wrote or got anything."""
    last = last_day_in_the_book(office, direction)
    if last is None:
        return None
    return content_of(Book(office=office, first_day=date(last.year, 1, 1), last_day=last), direction)


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
