"""Books of an office, of real size."""

from datetime import date

from khaigiang.papers.document_book import Direction, DocumentBook
from khaigiang.papers.tests.makers import make_letterhead


def make_document_book(*, skin: str = "state", direction: Direction = "outgoing", lines: int = 40) -> DocumentBook:
    texts = {
        "outgoing": ("156/QĐ-TĐTCB", "10/03/2023", "Quyết định mở lớp", "Nghiêm Đức Thành", "Như trên", "Văn thư", "12", ""),
        "incoming": (
            "10/03/2023", "7", "Thành ủy", "136-KH/TU", "22/02/2023", "Kế hoạch mở lớp", "Phòng Đào tạo", "10/03/2023",
            "", "Hạn 15/03/2023",
        ),
    }  # fmt: skip
    return DocumentBook(
        letterhead=make_letterhead(skin=skin),
        direction=direction,
        first_day=date(2023, 1, 1),
        last_day=date(2023, 6, 30),
        lines=(texts[direction],) * lines,
    )


def make_incoming_book(*, skin: str = "state") -> DocumentBook:
    return make_document_book(skin=skin, direction="incoming")
