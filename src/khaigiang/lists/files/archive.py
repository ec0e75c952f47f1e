"""A look at the entries of a zip before anything opens it."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from khaigiang.lists.files.refusing import Reason, refused

LARGEST_FILE: Final = 50_000_000
MOST_ENTRIES: Final = 2_000
LARGEST_ENTRY: Final = 200_000_000
LARGEST_WHOLE: Final = 300_000_000
# Sheets of equal rows shrink a hundredfold; deflate's limit, which only a bomb comes near, is a thousandfold.
HIGHEST_RATIO: Final = 250
RATIO_MATTERS_FROM: Final = 5_000_000
# A document type stands before the root element; everything longer in front of it is no office file either.
PROLOG: Final = 65_536
CHUNK: Final = 1_000_000

XML: Final = (".xml", ".rels", ".vml")
DECLARES: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
MACRO_ENTRY: Final = re.compile(r"(?:^|/)(?:vbaProject\.bin$|macrosheets/)|^Basic/.+/.+", re.IGNORECASE)
MACRO_TYPE: Final = re.compile(rb"macroEnabled", re.IGNORECASE)
OUTWARD: Final = re.compile(r"^xl/externalLinks/", re.IGNORECASE)


def check_archive(path: Path) -> None:
    """Refuse a zip that is a bomb, is encrypted, holds macros or document types, or names files outside itself."""
    with opened(path) as archive:
        entries = archive.infolist()
        _check_counts(entries)
        _check_names([entry.filename for entry in entries])
        for entry in entries:
            _check_entry(entry)
        for entry in entries:
            if entry.filename.lower().endswith(XML):
                _check_xml(archive, entry)


def opened(path: Path) -> zipfile.ZipFile:
    """The zip, or a refusal."""
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise refused(Reason.DAMAGED) from error


def chunks(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
    """An entry piece by piece; a piece that does not unpack, or a false size or checksum, refuses the file."""
    try:
        with archive.open(name) as entry:
            while chunk := entry.read(CHUNK):
                yield chunk
    except MemoryError:
        raise
    # zlib.error derives from Exception alone; whatever is raised means the same here.
    except Exception as error:
        raise refused(Reason.DAMAGED) from error


def looks_outward(names: list[str]) -> bool:
    """Does the workbook take values from other workbooks? They are never followed; the values it keeps are read."""
    return any(OUTWARD.match(name) for name in names)


def _check_counts(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise refused(Reason.TOO_LARGE, f"{len(entries)} parts")
    whole = sum(entry.file_size for entry in entries)
    if whole > LARGEST_WHOLE:
        raise refused(Reason.TOO_LARGE, f"{whole // 1_000_000} MB unpacked")


def _check_names(names: list[str]) -> None:
    for name in names:
        steps = name.replace("\\", "/").split("/")
        if name.startswith(("/", "\\")) or ".." in steps or ":" in steps[0] or "\0" in name:
            raise refused(Reason.HOSTILE, "names of files outside it")
    # Two readers of one name read two different files.
    if len({name.lower() for name in names}) < len(names):
        raise refused(Reason.HOSTILE, "two parts of one name")
    if any(MACRO_ENTRY.search(name) for name in names):
        raise refused(Reason.MACRO)


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 1:
        raise refused(Reason.PASSWORD)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise refused(Reason.DAMAGED)
    ratio = entry.file_size / max(entry.compress_size, 1)
    if entry.file_size > LARGEST_ENTRY or (entry.file_size > RATIO_MATTERS_FROM and ratio > HIGHEST_RATIO):
        raise refused(Reason.TOO_LARGE, f"{entry.file_size // 1_000_000} MB unpacked")


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Reads the whole entry, so that a false size or checksum is found before another reader trusts it."""
    first = b""
    for number, chunk in enumerate(chunks(archive, entry)):
        if number == 0:
            first = chunk
    prolog = first[:PROLOG].replace(b"\0", b"")  # UTF-16 is ASCII with zeros between
    if DECLARES.search(prolog):
        raise refused(Reason.HOSTILE, "a document type")
    if entry.filename == "[Content_Types].xml" and MACRO_TYPE.search(first):
        raise refused(Reason.MACRO)
