"""Texts of old fonts and broken transfers made Unicode again: TCVN3, VNI, UTF-8 read as Latin; and when that is sure."""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import Final, NamedTuple

from khaigiang.vietnamese.syllables import looks_vietnamese


class Encoding(StrEnum):
    """What a text was written in, where it is not Unicode."""

    TCVN3 = "tcvn3"
    VNI = "vni"
    UTF8 = "utf8"  # read as if it were Latin


class Decoded(NamedTuple):
    """A text in Unicode; the encoding it was in; and whether it may have been in one that nobody can be sure of."""

    text: str
    encoding: Encoding | None = None
    is_doubtful: bool = False


class Habit(NamedTuple):
    """The old encoding a list is written in, and whether Unicode stands in it as well."""

    encoding: Encoding
    is_mixed: bool


# The single characters of TCVN3 (TCVN 5712:1993): accented capitals are drawn by the fonts whose name ends in H.
TCVN3: Final = dict(
    zip(
        "\u00b5\u00b8\u00b6\u00b7\u00b9\u00a8\u00bb\u00be\u00bc\u00bd\u00c6\u00a9\u00c7\u00ca\u00c8\u00c9\u00cb\u00ae\u00cc\u00d0\u00ce\u00cf\u00d1\u00aa\u00d2\u00d5\u00d3\u00d4\u00d6\u00d7\u00dd\u00d8\u00dc\u00de\u00df\u00e3\u00e1\u00e2\u00e4\u00ab\u00e5\u00e8\u00e6\u00e7\u00e9\u00ac\u00ea\u00ed\u00eb\u00ec\u00ee\u00ef\u00f3\u00f1\u00f2\u00f4\u00ad\u00f5\u00f8\u00f6\u00f7\u00f9\u00fa\u00fd\u00fb\u00fc\u00fe\u00a1\u00a2\u00a7\u00a3\u00a4\u00a5\u00a6",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    ),
)
# VNI writes a letter and then its marks as one character more; a few vowels and đ stand alone.
VNI_MARKS: Final = {
    "ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323",
    "â": "\u0302", "á": "\u0302\u0301", "à": "\u0302\u0300", "å": "\u0302\u0309", "ã": "\u0302\u0303", "ä": "\u0302\u0323",
    "ê": "\u0306", "é": "\u0306\u0301", "è": "\u0306\u0300", "ú": "\u0306\u0309", "ü": "\u0306\u0303", "ë": "\u0306\u0323",
}  # fmt: skip
VNI_ALONE: Final = {"æ": "ỉ", "ó": "ĩ", "ò": "ị", "ô": "ơ", "ö": "ư", "î": "ỵ", "ñ": "đ"}
_VNI_PAIR: Final = re.compile(f"([aeouyôö])([{''.join(VNI_MARKS)}])", re.IGNORECASE)
_TCVN3: Final = str.maketrans(TCVN3)
_VNI_SINGLE: Final = str.maketrans(
    {**VNI_ALONE, **{char.upper(): letter.upper() for char, letter in VNI_ALONE.items()}},
)
# Undefined in cp1252, and kept as they are by those who read UTF-8 with it.
_HOLES: Final = {chr(byte): bytes([byte]) for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_LATIN_ONLY: Final = re.compile(r"[\x00-\xff]*")
# Enough different texts of a column that are Vietnamese in one encoding and in no other.
ENOUGH: Final = 3


@lru_cache(maxsize=100_000)
def clean(text: str) -> str:
    """Unicode as the registers keep it: composed, no zero-width signs, plain spaces, đ for the Icelandic ð."""
    visible = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    return " ".join(visible.replace("ð", "đ").replace("Ð", "Đ").split())


@lru_cache(maxsize=100_000)
def from_tcvn3(text: str) -> str:
    """TCVN3 read as Unicode, in small accented letters."""
    return text.translate(_TCVN3)


@lru_cache(maxsize=100_000)
def from_vni(text: str) -> str:
    """VNI read as Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_pair, text).translate(_VNI_SINGLE))


@lru_cache(maxsize=100_000)
def from_utf8(text: str) -> str | None:
    """UTF-8 that was read as Latin, once or twice; None where it is not."""
    found: str | None = None
    for _ in range(2):
        raw = _bytes(found or text)
        if raw is None or raw.isascii():
            break
        try:
            found = raw.decode("utf-8")
        except UnicodeDecodeError:
            break
    return found


def encoding_of_font(font: str) -> Encoding | None:
    """What a font's name says of its texts: ".VnTimeH" and "VNI-Times" do, Unicode fonts say nothing."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni") else None


@lru_cache(maxsize=100_000)
def _is_unicode(text: str) -> bool:
    # The soft hyphen is the ư of TCVN3.
    return text.isascii() or ("\xad" not in text and looks_vietnamese(clean(text)))


def habit_of(texts: Iterable[str]) -> Habit | None:
    """The old encoding of a list: that in which its texts are Vietnamese, while as they stand they are not."""
    votes = dict.fromkeys((Encoding.TCVN3, Encoding.VNI), 0)
    against = 0
    is_mixed = False
    for text in set(texts):
        if _is_unicode(text):
            is_mixed = is_mixed or not _LATIN_ONLY.fullmatch(text)
            continue
        fitting = [encoding for encoding in votes if _reads(text, encoding)]
        against += not fitting
        if len(fitting) == 1:
            votes[fitting[0]] += 1
    best = max(votes, key=lambda encoding: votes[encoding])
    other = sum(votes.values()) - votes[best]
    return Habit(best, is_mixed) if votes[best] >= ENOUGH and votes[best] > 4 * (other + against) else None


def decode(text: str, font: str = "", habit: Habit | None = None) -> Decoded:
    """A text in Unicode. Sure is a decoding the font tells, or UTF-8 by its form, or the column's habit where it reads.

    What is not Vietnamese as it stands, and could be in an old encoding that neither font nor column tells, is doubtful.
    """
    if text.isascii():
        return Decoded(clean(text))
    told = encoding_of_font(font)
    if told and _LATIN_ONLY.fullmatch(text):
        return Decoded(_cased(_read(text, told), font), told)
    return _by_itself(text, habit)


@lru_cache(maxsize=100_000)
def _by_itself(text: str, habit: Habit | None) -> Decoded:
    mended = from_utf8(text)
    if mended is not None and looks_vietnamese(clean(mended)):
        return Decoded(clean(mended), Encoding.UTF8)
    if habit and _reads(text, habit.encoding):
        # Valid both ways, in a list that holds both: nobody can tell.
        is_doubtful = habit.is_mixed and _is_unicode(text)
        return Decoded(clean(_read(text, habit.encoding)), habit.encoding, is_doubtful)
    if _is_unicode(text):
        return Decoded(clean(text))
    return Decoded(clean(text), is_doubtful=any(_reads(text, old) for old in (Encoding.TCVN3, Encoding.VNI)))


def _cased(text: str, font: str) -> str:
    return clean(text).upper() if font.strip().lower().startswith(".vn") and font.strip().endswith("H") else clean(text)


def _read(text: str, encoding: Encoding) -> str:
    return from_tcvn3(text) if encoding is Encoding.TCVN3 else from_vni(text)


def _reads(text: str, encoding: Encoding) -> bool:
    return bool(_LATIN_ONLY.fullmatch(text)) and looks_vietnamese(clean(_read(text, encoding)))


def _pair(found: re.Match[str]) -> str:
    letter = found[1].translate(_VNI_SINGLE)
    return unicodedata.normalize("NFD", letter) + VNI_MARKS[found[2].lower()]


def _bytes(text: str) -> bytes | None:
    try:
        return b"".join(_HOLES.get(char) or _byte(char) for char in text)
    except UnicodeEncodeError:
        return None


def _byte(char: str) -> bytes:
    try:
        return char.encode("cp1252")
    except UnicodeEncodeError:
        return char.encode("latin-1")
