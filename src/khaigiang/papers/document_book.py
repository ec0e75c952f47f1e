"""An office's books of papers that went out and that came in, for a period (NĐ 30/2020/NĐ-CP, App. IV), lying A4."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from khaigiang.papers import words
from khaigiang.papers.frame import frame
from khaigiang.papers.typesetting import Pdf, typeset
from khaigiang.papers.values import Letterhead
from khaigiang.papers.word_filling import fill

Direction = Literal["outgoing", "incoming"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookColumn:
    """One column of a book: its heading, its width in millimetres, and whether its texts stand in the middle."""

    heading: str
    width: int
    centred: bool = False


OUTGOING: Final = (
    BookColumn(heading="Số, ký hiệu văn bản", width=34),
    BookColumn(heading="Ngày, tháng văn bản", width=26, centred=True),
    BookColumn(heading="Tên loại và trích yếu nội dung văn bản", width=69),
    BookColumn(heading="Người ký", width=30),
    BookColumn(heading="Nơi nhận văn bản", width=34),
    BookColumn(heading="Đơn vị, người nhận bản lưu", width=22, centred=True),
    BookColumn(heading="Số lượng bản", width=16, centred=True),
    BookColumn(heading="Ghi chú", width=36),
)
INCOMING: Final = (
    BookColumn(heading="Ngày đến", width=24, centred=True),
    BookColumn(heading="Số đến", width=13, centred=True),
    BookColumn(heading="Tác giả", width=29),
    BookColumn(heading="Số, ký hiệu văn bản", width=28),
    BookColumn(heading="Ngày, tháng văn bản", width=24, centred=True),
    BookColumn(heading="Tên loại và trích yếu nội dung văn bản", width=58),
    BookColumn(heading="Đơn vị hoặc người nhận", width=29),
    BookColumn(heading="Ngày chuyển", width=24, centred=True),
    BookColumn(heading="Ký nhận", width=14),
    BookColumn(heading="Ghi chú", width=24),
)
COLUMNS: Final[Mapping[Direction, tuple[BookColumn, ...]]] = {"outgoing": OUTGOING, "incoming": INCOMING}
TITLES: Final[Mapping[Direction, str]] = {"outgoing": "SỔ ĐĂNG KÝ VĂN BẢN ĐI", "incoming": "SỔ ĐĂNG KÝ VĂN BẢN ĐẾN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentBook:
    """What a book holds: one line for each paper in the order of the book, a text for each of its columns."""

    letterhead: Letterhead
    direction: Direction
    first_day: date
    last_day: date
    lines: tuple[tuple[str, ...], ...]


def docx(content: DocumentBook, *, template: bytes | None = None) -> bytes:
    """The book as a Word file. Raises ValueError where a line has not as many texts as the book has columns."""
    return fill(f"{content.letterhead.skin}/{content.direction}_book", book_fields(content), template=template)


def pdf(content: DocumentBook) -> Pdf:
    """The book as PDF. Raises ValueError where a line has not as many texts as the book has columns."""
    return typeset("document_book", book_fields(content))


def book_fields(content: DocumentBook) -> Mapping[str, object]:
    """The fields of a book; the texts of a line are c0, c1 and so on."""
    columns = COLUMNS[content.direction]
    first, last = words.short_date(content.first_day), words.short_date(content.last_day)
    return {
        **frame(content.letterhead, signature=None, recipients=None, numbered=False),
        "subject": TITLES[content.direction].capitalize(),
        "book_title": TITLES[content.direction],
        "book_about": f"(từ ngày {first} đến hết ngày {last})",
        "columns": [
            {"heading": column.heading, "width": column.width, "centred": column.centred} for column in columns
        ],
        "lines": [
            {f"c{place}": text for place, (text, _column) in enumerate(zip(line, columns, strict=True))}
            for line in content.lines
        ],
        "total": f"Tổng số: {words.count_in_words(len(content.lines))} dòng." if content.lines else "Không có văn bản.",
    }
