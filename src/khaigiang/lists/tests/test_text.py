"""What is read of text files: encodings, separators, quotes, line numbers."""

import unicodedata
from pathlib import Path

import pytest

from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.files.text import decoded
from khaigiang.lists.tests import makers

LIST = "STT;Họ và tên;Đơn vị\r\n1;Nguyễn Thị Thuỷ;Phường Phúc Xá\r\n2;Đặng Ửng Ơn;Xã Kim Nỗ\r\n"
ROWS = {
    1: ["STT", "Họ và tên", "Đơn vị"],
    2: ["1", "Nguyễn Thị Thuỷ", "Phường Phúc Xá"],
    3: ["2", "Đặng Ửng Ơn", "Xã Kim Nỗ"],
}
# cp1258 writes ễ as ê and a tilde after it; these pairs are what Windows itself writes for LIST.
MARKS = {"\u0300": 0xCC, "\u0309": 0xD2, "\u0303": 0xDE, "\u0301": 0xEC, "\u0323": 0xF2}
LETTERS = {"ă": 0xE3, "Ă": 0xC3, "đ": 0xF0, "Đ": 0xD0, "ơ": 0xF5, "Ơ": 0xD5, "ư": 0xFD, "Ư": 0xDD, "ê": 0xEA, "â": 0xE2}
WHOLE = LETTERS | {"ô": 0xF4, "Ê": 0xCA, "Ô": 0xD4, "Â": 0xC2}


def windows_1258(text: str) -> bytes:
    """Every tone as a mark of its own after its vowel, as the Vietnamese keyboard of Windows types it."""
    out = bytearray()
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = next((part for part in parts if part in MARKS), "")
        base = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
        out.append(WHOLE.get(base) or ord(base))
        if tone:
            out.append(MARKS[tone])
    return bytes(out)


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode(),
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        b"\xfe\xff" + LIST.encode("utf-16-be"),
        LIST.encode("utf-16-le"),
        LIST.encode("utf-16-be"),
        windows_1258(LIST),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16", "utf-16-be marked", "utf-16-le", "utf-16-be", "cp1258"],
)
def test_every_unicode_encoding_and_that_of_windows_give_the_same_composed_letters(tmp_path: Path, data: bytes) -> None:
    assert makers.read(makers.written(tmp_path / "a.csv", data)) == ROWS


@pytest.mark.parametrize(
    ("data", "kept"),
    [
        (b"Nguy\xd4n Th\xde B\xd7nh \xae\xb7ng vi\xaan", "NguyÔn ThÞ B×nh ®·ng viªn"),
        (b"Nguye\xe3n Th\xf2 Lie\xe2n \xf1a\xfbng vie\xe2n \xf6", "Nguyeãn Thò Lieân ñaûng vieân ö"),
    ],
    ids=["TCVN3", "VNI"],
)
def test_letters_of_old_fonts_are_kept_for_the_decoder(data: bytes, kept: str) -> None:
    assert decoded(data) == kept


def test_no_byte_is_lost_where_the_encoding_is_unknown() -> None:
    data = b"Lan\x81\x8d\xb5\xff"

    assert decoded(data).encode("latin-1") == data


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    text = f'STT{separator}Họ và tên{separator}Đơn vị\n1{separator}Lan{separator}"Phúc Xá, Ba Đình; 2|\t"\n'

    rows = makers.read(makers.written(tmp_path / "a.txt", text.encode()))

    assert rows == {1: ["STT", "Họ và tên", "Đơn vị"], 2: ["1", "Lan", "Phúc Xá, Ba Đình; 2|\t"]}


def test_commas_within_units_do_not_outweigh_the_semicolons_of_the_columns(tmp_path: Path) -> None:
    text = "STT;Họ tên;Đơn vị\n" + "".join(f"{n};Lan;Phường Phúc Xá, quận Ba Đình, Hà Nội\n" for n in range(1, 30))

    assert makers.read(makers.written(tmp_path / "a.csv", text.encode()))[2] == [
        "1",
        "Lan",
        "Phường Phúc Xá, quận Ba Đình, Hà Nội",
    ]


@pytest.mark.parametrize("first", ["sep=|", '"sep=|"', "SEP=|"])
def test_excels_first_line_tells_the_separator_and_is_no_row(tmp_path: Path, first: str) -> None:
    assert makers.read(makers.written(tmp_path / "a.csv", f"{first}\r\nTên|Tuổi\r\nLan|40\r\n".encode())) == {
        2: ["Tên", "Tuổi"],
        3: ["Lan", "40"],
    }


def test_a_row_is_numbered_by_the_line_where_it_opens(tmp_path: Path) -> None:
    text = 'Tên,Ghi chú\nLan,"hai\ndòng"\n\nBình,"có ""nháy"""\n'

    assert makers.read(makers.written(tmp_path / "a.csv", text.encode())) == {
        1: ["Tên", "Ghi chú"],
        2: ["Lan", "hai\ndòng"],
        5: ["Bình", 'có "nháy"'],
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_machine_ends_them(tmp_path: Path, end: str) -> None:
    data = end.join(["Tên\tTuổi", "Lan\t40", ""]).encode()

    assert makers.read(makers.written(tmp_path / "a.txt", data)) == {1: ["Tên", "Tuổi"], 2: ["Lan", "40"]}


def test_a_zero_kept_by_a_formula_of_text_is_read_as_its_text(tmp_path: Path) -> None:
    path = makers.written(tmp_path / "a.csv", b'Ten,SDT\nLan,"=""0912345678"""\n')

    assert makers.read(path)[2] == ["Lan", "0912345678"]


def test_lines_of_one_cell_are_read(tmp_path: Path) -> None:
    assert makers.read(makers.written(tmp_path / "a.txt", "Họ tên\nLan\n".encode())) == {1: ["Họ tên"], 2: ["Lan"]}


@pytest.mark.parametrize("text", ["," * 1_001, f"Lan;{'x' * 1_100_000};1"], ids=["columns", "one cell"])
def test_lines_beyond_all_measure_are_refused(tmp_path: Path, text: str) -> None:
    assert makers.refusal(makers.written(tmp_path / "a.csv", text.encode())) in (Reason.TOO_LARGE, Reason.DAMAGED)
