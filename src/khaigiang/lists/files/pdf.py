"""Tables of a PDF that holds text; a PDF of pictures is a scan."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any, Final

import pdfplumber

from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.grid import Book, Cell, Line, Refused, Sheet

MOST_PAGES: Final = 200
LOCKED: Final = "PDFPasswordIncorrect"


def read_pdf(path: Path) -> Book:
    """The ruled tables of all pages as one sheet, since a list goes on from page to page."""
    try:
        with pdfplumber.open(path) as document:
            rows = list(chain.from_iterable(_pages(document)))
    except (Refused, MemoryError):
        raise
    # pdfplumber wraps whatever its parser raises.
    except Exception as error:
        kinds = {type(cause).__name__ for cause in (error, *error.args)}
        raise refused(Reason.PASSWORD if LOCKED in kinds else Reason.DAMAGED) from error
    if not rows:
        raise refused(Reason.NOT_A_WORKBOOK, "a document without a table")
    lines = [Line(number, _cells(row)) for number, row in enumerate(rows, 1)]
    return Book("pdf", [Sheet(None, lines)])


def _pages(document: Any) -> Iterator[list[list[str | None]]]:
    """The rows of every page; each page is let go once it has been read."""
    if len(document.pages) > MOST_PAGES:
        raise refused(Reason.TOO_LARGE, f"{len(document.pages)} pages")
    has_text = False
    for page in document.pages:
        has_text = has_text or bool(page.chars)
        yield [row for table in page.extract_tables() for row in table]
        page.close()
    if not has_text:
        raise refused(Reason.SCAN)


def _cells(row: list[str | None]) -> tuple[Cell | None, ...]:
    # Lines of a cell are where the page ran out of room.
    return tuple(Cell(" ".join(text.split())) if text and text.strip() else None for text in row)
