import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khaigiang.vietnamese.encodings import TCVN3, VNI_ALONE, VNI_MARKS, Encoding, Habit, decode, from_vni, habit_of

NAMES = ("Nguyễn Văn Lưu", "Trần Thị Hường", "Đỗ Quốc Khánh", "Phạm Thuỳ Dương", "Lê Hữu Phước")
TO_TCVN3 = {letter: char for char, letter in TCVN3.items()}


def tcvn3(text: str) -> str:
    """A text as an old keyboard typed it: small letters for accented capitals, except those TCVN3 has."""
    return "".join(TO_TCVN3.get(char, TO_TCVN3.get(char.lower(), char)) for char in text)


def vni(text: str) -> str:
    """A text as VNI writes it: the letter, then its marks as one character."""
    marks = {mark: sign for sign, mark in VNI_MARKS.items()}
    alone = {letter: sign for sign, letter in VNI_ALONE.items()}
    written = []
    for char in text:
        if char.lower() in alone:
            sign = alone[char.lower()]
            written.append(sign if char.islower() else sign.upper())
            continue
        base, *signs = list(unicodedata.normalize("NFD", char))
        horn = [mark for mark in signs if mark == "\u031b"]
        base = unicodedata.normalize("NFC", base + "".join(horn))
        base = alone.get(base.lower(), base) if base.islower() else alone.get(base.lower(), base).upper()
        order = sorted((mark for mark in signs if mark != "\u031b"), key="\u0302\u0306".find, reverse=True)
        mark = marks["".join(order)] if order else ""
        written.append(base + (mark if char.islower() else mark.upper()))
    return "".join(written)


@pytest.mark.parametrize("name", NAMES)
def test_a_font_of_tcvn3_says_how_its_texts_are_read(name: str) -> None:
    assert decode(tcvn3(name), ".VnTime").text.lower() == name.lower()
    assert decode(tcvn3(name), ".VnTimeH") == (name.upper(), Encoding.TCVN3, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_font_of_vni_says_how_its_texts_are_read(name: str) -> None:
    assert decode(vni(name), "VNI-Times") == (name, Encoding.VNI, False)
    assert from_vni(vni(name.upper())) == name.upper()


@pytest.mark.parametrize("name", NAMES)
def test_utf_8_that_was_read_as_latin_once_or_twice_is_restored(name: str) -> None:
    once = name.encode().decode("latin-1")
    assert decode(once) == (name, Encoding.UTF8, False)
    assert decode(once.encode().decode("latin-1")) == (name, Encoding.UTF8, False)


def test_a_list_without_fonts_is_decoded_by_what_all_its_texts_show() -> None:
    assert habit_of([tcvn3(name) for name in NAMES]) == Habit(Encoding.TCVN3, is_mixed=False)
    assert habit_of([vni(name) for name in NAMES]) == Habit(Encoding.VNI, is_mixed=False)
    assert habit_of(NAMES) is None


def test_one_short_cell_in_an_old_encoding_is_doubted_not_decoded() -> None:
    assert decode(tcvn3(NAMES[0])).is_doubtful
    assert decode(tcvn3(NAMES[0])).encoding is None


def test_a_text_that_reads_both_ways_is_doubted_where_a_list_mixes_both() -> None:
    assert decode("Hé", "", Habit(Encoding.TCVN3, is_mixed=True)).is_doubtful
    assert not decode("Hé", "", Habit(Encoding.TCVN3, is_mixed=False)).is_doubtful


def test_icelandic_letters_invisible_signs_and_taken_apart_letters_become_plain_vietnamese() -> None:
    assert decode("Ðỗ\u200b Ngọc\u00a0Ánh").text == "Đỗ Ngọc Ánh"
    assert decode(unicodedata.normalize("NFD", "Nguyễn Thị Hoà")).text == "Nguyễn Thị Hoà"


@given(st.text(alphabet=st.characters(max_codepoint=127, min_codepoint=32)))
def test_plain_letters_are_never_touched_but_for_their_spaces(text: str) -> None:
    assert decode(text, ".VnTimeH", Habit(Encoding.VNI, is_mixed=False)) == (" ".join(text.split()), None, False)
