import pytest

from khaigiang.vietnamese.syllables import is_syllable, looks_vietnamese, sound, title_name


@pytest.mark.parametrize(
    "word",
    "Nguyễn Huỳnh Quỳnh Giang Nghĩa Thuỷ Thúy Khuê Nguyệt Yến Quý Quyết Gì Giếng Khuyến Hoài Đức Xoan Uyên Ước".split(),  # noqa: SIM905  # read as a line
)
def test_what_vietnamese_can_say_is_a_syllable(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Stephen", "Wang", "Hàc", "Cê", "Kà", "Ngè", "Qa", "Áá", "NguyÔn"])
def test_what_vietnamese_cannot_say_is_none(word: str) -> None:
    assert not is_syllable(word)


def test_a_tone_sounds_the_same_wherever_its_mark_stands() -> None:
    assert sound("Hoà Thuỷ") == sound("HÒA THỦY") != sound("Hoá Thuỷ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("NGUYỄN VĂN AN", "Nguyễn Văn An"),
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("Y Thanh", "Y Thanh"),
    ],
)
def test_a_name_gets_its_capitals(text: str, name: str) -> None:
    assert title_name(text) == name


def test_signs_and_figures_say_nothing_against_vietnamese() -> None:
    assert looks_vietnamese("Lê Thị Hòe – 12")
    assert not looks_vietnamese("NguyÔn V¨n")
