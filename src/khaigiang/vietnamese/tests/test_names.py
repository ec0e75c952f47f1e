import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.vietnamese.names import LONGEST_KEY, Name, fold, sort_key, split, text_key
from khaigiang.vietnamese.tests.icu import Collator

SYLLABLES = """
    Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Y H'Hen Niê Kdăm Ksor K'Brêu Giàng
    Văn Thị Đức Minh Ngọc Thu Thủy Thuỷ Hoà Hòa Hoa Hóa Hoá An Ân Ăn Anh Ánh Ảnh Ạnh Bình Bính Bỉnh Chi Chí Dung Dũng
    Đông Dông Đồng Đống Ê Ế Êm Em Uyên Uyển Ư Ứng Ơn Ớn Ôn Ốn Sơn Son Sỡn Mùa-A Ñơr Čư Bhăm Ŏ
"""
LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵfjwz"

ICU = Collator("vi")


def icu_place(full_name: str) -> tuple[bytes, bytes, bytes]:
    name = split(full_name)
    given_name, middle, family = (ICU.key(part) for part in (name.given, name.middle, name.family))
    return (given_name, middle, family)


def order(first: object, second: object, key: object) -> int:
    assert callable(key)
    return int(key(first) > key(second)) - int(key(first) < key(second))


full_names = st.lists(st.sampled_from(SYLLABLES.split()), min_size=1, max_size=5).map(" ".join)


@given(names=st.lists(full_names, max_size=12))
def test_names_are_listed_as_icu_orders_given_middle_and_family_name(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == sorted(names, key=icu_place)


def test_twelve_thousand_names_stand_in_the_order_of_icu() -> None:
    draw = random.Random(20_230_524)
    words = SYLLABLES.split()
    names = [" ".join(draw.choices(words, k=draw.randint(1, 5))) for _ in range(12_000)]

    assert sorted(names, key=sort_key) == sorted(names, key=icu_place)


@given(first=st.text(LETTERS + " -'.,0123456789", max_size=8), second=st.text(LETTERS + " -'.,", max_size=8))
def test_texts_are_ordered_as_icu_orders_them(first: str, second: str) -> None:
    first, second = " ".join(first.split()), " ".join(second.split())

    assert order(first, second, text_key) == ICU.compare(first, second)


def test_tones_decide_only_where_all_letters_are_equal() -> None:
    names = ["Lê Thị Hòa", "Lê Thị Hoà", "Lê Thị Hoa", "Lê Thị Hoan", "Lê Thị Hô", "Lê Thị Ho", "Lê Thị Họ"]

    assert sorted(names, key=sort_key) == [
        "Lê Thị Ho", "Lê Thị Họ", "Lê Thị Hoa", "Lê Thị Hoà", "Lê Thị Hòa", "Lê Thị Hoan", "Lê Thị Hô",
    ]  # fmt: skip


def test_the_five_tones_follow_each_other() -> None:
    names = ["Mạ", "Má", "Mã", "Mả", "Mà", "Ma"]

    assert sorted(names, key=sort_key) == ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"]


def test_the_given_name_decides_first_then_the_middle_then_the_family_name() -> None:
    names = ["Trần Văn An", "Lê Văn An", "Phạm Thị An", "Đỗ Bá Ánh", "Bùi Văn Đạt", "Bùi Văn Dũng"]

    assert sorted(names, key=sort_key) == [
        "Phạm Thị An", "Lê Văn An", "Trần Văn An", "Đỗ Bá Ánh", "Bùi Văn Dũng", "Bùi Văn Đạt",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["NGUYỄN VĂN ĐẠT", "Nguye\u0302\u0303n Va\u0306n Đạt", " Nguyễn\u00a0 Văn Đạ\u200bt "])
def test_capitals_composition_and_invisible_letters_do_not_move_a_name(name: str) -> None:
    assert sort_key(name) == sort_key("Nguyễn Văn Đạt")


@given(name=st.text(max_size=400))
def test_a_key_is_ascii_and_fits_its_column(name: str) -> None:
    key = sort_key(name)

    assert key.isascii()
    assert key.isprintable()
    assert len(key) <= LONGEST_KEY


@pytest.mark.parametrize(
    ("full_name", "parts"),
    [
        ("Nguyễn Thị Thu Hà", Name("Nguyễn", "Thị Thu", "Hà")),
        ("Lê Hà", Name("Lê", "", "Hà")),
        ("  Lê   Hà ", Name("Lê", "", "Hà")),
        ("Hà", Name("", "", "Hà")),
        ("", Name("", "", "")),
        ("Y Thanh", Name("", "Y", "Thanh")),
        ("Y Bhăm Niê", Name("", "Y Bhăm", "Niê")),
        ("H'Hen Niê", Name("", "H'Hen", "Niê")),
        ("K’ Brêu", Name("", "K’", "Brêu")),
        ("Ksor Phước", Name("Ksor", "", "Phước")),
        ("Vừ A Dính", Name("Vừ", "A", "Dính")),
    ],
)
def test_a_name_falls_into_its_parts(full_name: str, parts: Name) -> None:
    assert split(full_name) == parts


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Hoà", "hoa"),
        ("Hòa", "hoa"),
        ("Ho\u0300a", "hoa"),
        ("ĐẶNG  Thị\u00a0Thuỷ ", "dang thi thuy"),
        ("Ðỗ Mười", "do muoi"),
        ("Ngọc Đưỡng", "ngoc duong"),
        ("H’Hen Niê", "h'hen nie"),
        ("136-KH/TU", "136-kh/tu"),
        ("Hoà\x00 Bình\u200b", "hoa binh"),
    ],
)
def test_search_text_knows_no_tones(text: str, folded: str) -> None:
    assert fold(text) == folded
