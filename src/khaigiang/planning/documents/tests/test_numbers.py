"""How official numbers are written and read."""

import pytest

from khaigiang.planning.documents.rules import leading_number, number_text, tidy, typed


@pytest.mark.parametrize(
    ("number", "kind", "symbol", "skin", "text"),
    [
        (136, "KH", "TU", "party", "136-KH/TU"),
        (1, "QĐ", "TW", "party", "01-QĐ/TW"),
        (1204, "CV", "BTCTU", "party", "1204-CV/BTCTU"),
        (156, "QĐ", "UBND", "state", "156/QĐ-UBND"),
        (7, "QĐ", "TĐTCB", "state", "07/QĐ-TĐTCB"),
        (45, "CV", "TĐTCB", "state", "45/TĐTCB"),
    ],
)
def test_a_number_is_written_as_its_office_writes_it(number: int, kind: str, symbol: str, skin: str, text: str) -> None:
    assert number_text(number, kind=kind, symbol=symbol, skin=skin) == text


@pytest.mark.parametrize("text", ["110-KH/TU", " 110 - KH/TU ", "Số 110-KH/TU", "số: 110-KH/TU", "110-KH /TU"])
def test_a_typed_number_loses_its_blanks_and_the_word_before_it(text: str) -> None:
    assert tidy(text) == "110-KH/TU"


@pytest.mark.parametrize(("text", "number"), [("110-KH/TU", 110), ("07/QĐ-TĐTCB", 7), ("KH-110", None), ("", None)])
def test_the_digits_at_the_head_are_the_number(text: str, number: int | None) -> None:
    assert leading_number(text) == number


@pytest.mark.parametrize(
    ("kind", "abstract", "said"),
    [
        ("nghị quyết", "Nghị quyết chuyên đề về cán bộ", "Nghị quyết chuyên đề về cán bộ"),
        ("kế hoạch", "mở các lớp bồi dưỡng", "Kế hoạch mở các lớp bồi dưỡng"),
        ("quyết định", "", "Quyết định"),
    ],
)
def test_a_book_names_the_type_of_a_paper_once(kind: str, abstract: str, said: str) -> None:
    assert typed(kind, abstract) == said
