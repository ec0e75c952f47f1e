"""Lists as text: whichever encoding, whichever separator."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.grid import Book, Cell, Line, Sheet

SEPARATORS: Final = ("\t", ";", ",", "|")
LOOKED_AT: Final = 200
LARGEST_TEXT: Final = 50_000_000
MOST_CELLS_OF_A_LINE: Final = 1_000
# What cp1258 writes after a vowel: grave, hook above, tilde, acute, dot below.
TONES: Final = frozenset(b"\xcc\xd2\xde\xec\xf2")
VOWELS: Final = frozenset(b"aeiouyAEIOUY\xc2\xca\xd4\xe2\xea\xf4\xc3\xe3\xd5\xf5\xdd\xfd")
# Vietnamese letters that cp1258 has whole; TCVN3 and VNI use other ones for the commonest vowels and for đ.
OWN_LETTERS: Final = frozenset("ÀÁÂÈÉÊÍÓÔÙÚàáâèéêíóôùúĂăĐđƠơƯư".encode("cp1258"))
LEGACY_LETTERS: Final = frozenset(range(0xA8, 0xAF)) | frozenset(range(0xB5, 0x100)) - OWN_LETTERS - TONES
MOST_STRAY: Final = 0.02
SAMPLE: Final = 1_000_000
# Excel's way to keep a lost zero in text: ="0912".
KEPT_AS_TEXT: Final = re.compile(r'="(.*)"')
CONTROLS: Final = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a")


def read_text(path: Path) -> Book:
    """The lines of a text file; a quoted cell with line ends is one line, at the number where it opens."""
    data = path.read_bytes()
    if len(data) > LARGEST_TEXT:
        raise refused(Reason.TOO_LARGE, f"{len(data) // 1_000_000} MB")
    return Book("text", [Sheet(None, _lines(decoded(data)))])


def is_text(data: bytes) -> bool:
    """Could these first bytes be text?"""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) or _utf_16(data):
        return True
    return not any(byte in CONTROLS for byte in data)


def decoded(data: bytes) -> str:
    """The text; TCVN3 and VNI, which only a font tells, come as the Latin letters that stand for them."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if encoding := _utf_16(data):
        return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _is_cp1258(data):
        return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    return data.decode("cp1252", "replace") if _fits_cp1252(data) else data.decode("latin-1")


def _utf_16(data: bytes) -> str:
    """UTF-16 without its mark shows by zeros in every second place: Vietnamese is mostly ASCII."""
    sample = data[:4_000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(len(sample) // 2, 1)
    if odd > 0.3 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.3 * half and odd < 0.05 * half:
        return "utf-16-be"
    return ""


def _is_cp1258(data: bytes) -> bool:
    """Nearly every tone mark follows a vowel, and nearly every other letter is one of its own."""
    sample = data[:SAMPLE]
    placed = sum(byte in TONES and before in VOWELS for before, byte in pairwise(sample))
    tones = sum(byte in TONES for byte in sample)
    legacy = sum(byte in LEGACY_LETTERS for byte in sample)
    own = sum(byte in OWN_LETTERS for byte in sample)
    return placed > 0 and tones - placed + legacy <= MOST_STRAY * (tones + own)


def _fits_cp1252(data: bytes) -> bool:
    return not any(byte in data for byte in b"\x81\x8d\x8f\x90\x9d")


def _lines(text: str) -> Iterator[Line]:
    text, separator, number = _told_separator(text)
    source = io.StringIO(text.replace("\0", ""), newline="")
    csv.field_size_limit(1_000_000)
    reader = csv.reader(source, delimiter=separator or _separator(text))
    before = 0
    try:
        for values in reader:
            if len(values) > MOST_CELLS_OF_A_LINE:
                raise refused(Reason.TOO_LARGE, f"{len(values)} columns")
            yield Line(number + before + 1, tuple(_cell(value) for value in values))
            before = reader.line_num
    except csv.Error as error:
        raise refused(Reason.DAMAGED) from error


def _cell(value: str) -> Cell | None:
    if not value.strip():
        return None
    kept = KEPT_AS_TEXT.fullmatch(value)
    return Cell(kept[1] if kept else value)


def _told_separator(text: str) -> tuple[str, str, int]:
    """Excel's own first line `sep=;`, which is no line of the list."""
    first, end, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    if end and told.startswith("sep=") and len(told) == 5:
        return rest, told[4], 1
    return (rest, "\t", 1) if end and first.strip("\r") == "sep=\t" else (text, "", 0)


def _separator(text: str) -> str:
    """The one that divides most lines into equally many cells, more than one."""
    return max(SEPARATORS, key=lambda separator: _consistency(text, separator))


def _consistency(text: str, separator: str) -> float:
    sample = io.StringIO(text[:200_000], newline="")
    counts: Counter[int] = Counter()
    try:
        for number, values in enumerate(csv.reader(sample, delimiter=separator)):
            counts[len(values)] += 1
            if number > LOOKED_AT:
                break
    except csv.Error:
        return 0
    divided = {count: times for count, times in counts.items() if count > 1}
    # As many cells again weigh as many lines again: a comma inside a few units loses against the columns' semicolon.
    return max((times * (count - 1) ** 0.5 for count, times in divided.items()), default=0)
