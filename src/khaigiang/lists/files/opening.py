"""Tells what a file is from its bytes, never from its name, and opens it with the reader of its format."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import olefile

from khaigiang.lists.files.archive import LARGEST_FILE, check_archive, chunks, opened
from khaigiang.lists.files.html import read_html
from khaigiang.lists.files.ods import read_ods
from khaigiang.lists.files.pdf import read_pdf
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.files.text import is_text, read_text
from khaigiang.lists.files.word import read_word
from khaigiang.lists.files.xls import read_xls
from khaigiang.lists.files.xlsx import read_xlsx
from khaigiang.lists.files.xml_2003 import read_xml_2003
from khaigiang.lists.grid import Book

FIRST_BYTES: Final = 65_536
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BARE_BIFF: Final = (
    b"\x09\x00\x04\x00",
    b"\x09\x02\x06\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x08\x10\x00",
)
PICTURES: Final = (
    b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*", b"BM",
    b"\x00\x00\x00\x18ftypheic", b"\x00\x00\x00\x1cftypheic", b"\x00\x00\x00\x24ftypheic",
)  # fmt: skip
OTHER_ARCHIVES: Final = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip"}
WORKBOOK_OF_2003: Final = re.compile(rb"<(?:\w+:)?workbook\b")
OTHER_TEXTS: Final = {b"<?xml": "XML", b"{\\rtf": "RTF", b"mime-version:": "a web page with its pictures (.mht)"}
PARTS: Final[Mapping[str, Callable[[Path], Book]]] = {
    "xl/workbook.xml": read_xlsx,
    "word/document.xml": read_word,
    "content.xml": read_ods,
}
OPEN_DOCUMENT: Final = b"application/vnd.oasis.opendocument.spreadsheet"


def open_book(path: Path) -> Book:
    """The book in that file.

    Raises Refused. Its sheets' lines may be read as they are walked, so that walking them may raise it too.
    """
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise refused(Reason.TOO_LARGE, f"{size // 1_000_000} MB")
    with path.open("rb") as source:
        first = source.read(FIRST_BYTES)
    if not first.strip(b"\0 \t\r\n"):
        raise refused(Reason.EMPTY_FORM)
    return _reader(path, first)(path)


def _reader(path: Path, first: bytes) -> Callable[[Path], Book]:
    if first.startswith(b"PK"):
        return _reader_of_zip(path)
    if first.startswith(OLE):
        return _reader_of_ole(path)
    if first.startswith(BARE_BIFF):
        return read_xls
    if b"%PDF-" in first[:1_024]:
        return read_pdf
    return _reader_of_text(first)


def _reader_of_zip(path: Path) -> Callable[[Path], Book]:
    check_archive(path)
    with opened(path) as archive:
        names = archive.namelist()
        if "xl/workbook.bin" in names:
            raise refused(Reason.BINARY_WORKBOOK)
        kind = next(chunks(archive, "mimetype"), b"") if "mimetype" in names else OPEN_DOCUMENT
        if not kind.startswith(OPEN_DOCUMENT):
            raise refused(Reason.NOT_A_WORKBOOK, "another kind of OpenDocument")
    for part, reader in PARTS.items():
        if part in names:
            return reader
    raise refused(Reason.NOT_A_WORKBOOK, "a zip of other files")


def _reader_of_ole(path: Path) -> Callable[[Path], Book]:
    try:
        with olefile.OleFileIO(path) as container:
            streams = {"/".join(steps).lower() for steps in container.listdir(streams=True, storages=True)}
    # olefile trusts the file's own offsets.
    except Exception as error:
        raise refused(Reason.DAMAGED) from error
    if "encryptedpackage" in streams:
        raise refused(Reason.PASSWORD)
    if "_vba_project_cur" in streams:
        raise refused(Reason.MACRO)
    if streams & {"workbook", "book"}:
        return read_xls
    if "worddocument" in streams:
        raise refused(Reason.OLD_WORD)
    raise refused(Reason.NOT_A_WORKBOOK, "another kind of Office file")


def _reader_of_text(first: bytes) -> Callable[[Path], Book]:
    _refuse_what_is_no_text(first)
    head = first.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith(b"<?xml") and WORKBOOK_OF_2003.search(head):
        return read_xml_2003
    if head.startswith(b"<") and any(tag in head for tag in (b"<table", b"<html", b"<tr")):
        return read_html
    for mark, name in OTHER_TEXTS.items():
        if head.startswith(mark):
            raise refused(Reason.NOT_A_WORKBOOK, name)
    return read_text


def _refuse_what_is_no_text(first: bytes) -> None:
    if first.startswith(PICTURES):
        raise refused(Reason.SCAN)
    for mark, name in OTHER_ARCHIVES.items():
        if first.startswith(mark):
            raise refused(Reason.NOT_A_WORKBOOK, name)
    if not is_text(first):
        raise refused(Reason.NOT_A_WORKBOOK, "unknown bytes")
