"""What a file is shows in its bytes; whatever is no list is refused with the reason."""

from pathlib import Path

import pytest

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.files.refusing import REASONS, Reason, sentence
from khaigiang.lists.grid import Refused
from khaigiang.lists.tests import makers

PAGE = b"<html><body><table><tr><td>Lan</td></tr></table></body></html>"
XML_2003 = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="DS"><Table><Row><Cell>'
    b'<Data ss:Type="String">Lan</Data></Cell></Row></Table></Worksheet></Workbook>'
)


def as_format(kind: str, path: Path) -> Path:
    """A list in that format, whatever its name says."""
    if kind == "xlsx":
        return makers.xlsx(path)
    if kind == "xls":
        return makers.xls(path)
    if kind == "ods":
        return makers.ods(path, makers.ods_table(makers.ods_row("Lan")))
    return makers.written(path, {"html": PAGE, "xml": XML_2003, "text": b"Lan;1980\n"}[kind])


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "html", "xml", "text"])
@pytest.mark.parametrize("ending", ["xls", "xlsx", "csv", "pdf"])
def test_the_ending_of_a_name_means_nothing(tmp_path: Path, kind: str, ending: str) -> None:
    book = open_book(as_format(kind, tmp_path / f"danh-sach.{ending}"))

    assert book.kind == kind
    assert any(makers.values(sheet) for sheet in book.sheets)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY_FORM),
        (b" \r\n\r\n", Reason.EMPTY_FORM),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Reason.SCAN),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Reason.SCAN),
        (b"II*\x00\x08\x00\x00\x00", Reason.SCAN),
        (b"Rar!\x1a\x07\x00", Reason.NOT_A_WORKBOOK),
        (b"7z\xbc\xaf\x27\x1c\x00\x04", Reason.NOT_A_WORKBOOK),
        (b"\x7fELF\x02\x01\x01\x00", Reason.NOT_A_WORKBOOK),
        (b"{\\rtf1 Lan}", Reason.NOT_A_WORKBOOK),
        (b"MIME-Version: 1.0\r\n", Reason.NOT_A_WORKBOOK),
        (b'<?xml version="1.0"?><list/>', Reason.NOT_A_WORKBOOK),
        (b"<html><p>Lan</p></html>", Reason.NOT_A_WORKBOOK),
        (b"PK\x03\x04" + b"\0" * 50, Reason.DAMAGED),
        (b"%PDF-1.7\nnothing", Reason.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Reason.DAMAGED),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(tmp_path: Path, data: bytes, reason: Reason) -> None:
    assert makers.refusal(makers.written(tmp_path / "a.xlsx", data)) == reason


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("xl/workbook.bin", Reason.BINARY_WORKBOOK),
        ("xl/vbaProject.bin", Reason.MACRO),
        ("xl/macrosheets/sheet1.xml", Reason.MACRO),
    ],
)
def test_binary_workbooks_and_macros_are_refused(tmp_path: Path, name: str, reason: Reason) -> None:
    assert makers.refusal(makers.changed(makers.xlsx(tmp_path / "a.xlsx"), {name: b"<x/>"})) == reason


def test_a_workbook_that_only_calls_itself_one_with_macros_is_refused(tmp_path: Path) -> None:
    path = makers.xlsx(tmp_path / "a.xlsx")
    types = makers.part(path, "[Content_Types].xml").replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )

    assert makers.refusal(makers.changed(path, {"[Content_Types].xml": types})) == Reason.MACRO


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("EncryptedPackage", Reason.PASSWORD),
        ("WordDocument", Reason.OLD_WORD),
        ("_VBA_PROJECT_CUR", Reason.MACRO),
        ("Contents", Reason.NOT_A_WORKBOOK),
    ],
)
def test_old_office_files_are_told_apart_by_what_lies_in_them(tmp_path: Path, stream: str, reason: Reason) -> None:
    assert makers.refusal(makers.ole_with_stream(tmp_path / "a.xls", stream)) == reason


def test_a_locked_workbook_is_refused_for_its_password(tmp_path: Path) -> None:
    manifest = b'<m:manifest xmlns:m="urn:x"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    table = makers.ods_table(makers.ods_row("Lan"))
    ods = makers.ods(tmp_path / "a.ods", table, more={"META-INF/manifest.xml": manifest})
    encrypted_entry = makers.xlsx(tmp_path / "a.xlsx")
    data = bytearray(encrypted_entry.read_bytes())
    at = data.index(b"PK\x01\x02") + 8
    data[at] |= 1
    encrypted_entry.write_bytes(data)

    assert makers.refusal(makers.locked_xls(tmp_path / "a.xls")) == Reason.PASSWORD
    assert makers.refusal(ods) == Reason.PASSWORD
    assert makers.refusal(encrypted_entry) == Reason.PASSWORD


def test_a_zip_of_other_files_and_other_open_documents_are_no_workbooks(tmp_path: Path) -> None:
    other = makers.zipped(tmp_path / "a.xlsx", {"danh-sach.txt": b"Lan"})
    text = makers.zipped(tmp_path / "a.ods", {"mimetype": b"application/vnd.oasis.opendocument.text"})

    assert makers.refusal(other) == makers.refusal(text) == Reason.NOT_A_WORKBOOK


def test_a_workbook_without_a_filled_cell_has_no_values(tmp_path: Path) -> None:
    assert makers.read(makers.xlsx(tmp_path / "a.xlsx", [])) == {}
    assert makers.read(makers.xls(tmp_path / "a.xls", [[]])) == {}
    assert makers.read(makers.ods(tmp_path / "a.ods", makers.ods_table(makers.ods_row("")))) == {}


def test_a_cut_off_workbook_is_damaged(tmp_path: Path) -> None:
    for path in (makers.xlsx(tmp_path / "a.xlsx"), makers.xls(tmp_path / "a.xls")):
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2])
        assert makers.refusal(path) == Reason.DAMAGED


@pytest.mark.parametrize("name", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"])
@pytest.mark.parametrize(
    "content",
    [b"<a><b></a>", b"<a>\xff\xfe</a>", b'<?xml version="1.0" encoding="none"?><a/>', b""],
    ids=["not closed", "no letters", "no encoding", "nothing"],
)
def test_a_workbook_with_a_broken_part_is_damaged(tmp_path: Path, name: str, content: bytes) -> None:
    assert makers.refusal(makers.changed(makers.xlsx(tmp_path / "a.xlsx"), {name: content})) == Reason.DAMAGED


def test_a_workbook_without_its_relations_is_damaged(tmp_path: Path) -> None:
    path = makers.xlsx(tmp_path / "a.xlsx")

    assert makers.refusal(makers.changed(path, {"xl/_rels/workbook.xml.rels": None})) == Reason.DAMAGED


def test_every_reason_has_its_sentence() -> None:
    assert set(REASONS) == set(Reason)
    assert sentence(Refused("too_large", detail="60 MB")) == "The file is too large to be read (60 MB)."
