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
# What no list writes: signs of UTF-8 read as Latin, and the stand-ins of letters that were lost.
_BROKEN: Final = re.compile(
    "[\\x7f-\\x9f\\xa1-\\xa9\\xab-\\xaf\\xb1-\\xb4\\xb6\\xb8-\\xbf\\xc4-\\xc6"
    "\\ufffd\\u0152\\u0153\\u0161\\u0178\\u017d\\u017e\\u0192\\u02c6\\u02dc\\u20ac\\u2030\\u2039\\u203a\\u2122]"
    r"|\w\?+[a-zà-ỹ]|[a-zà-ỹ]\? [A-Z]"
)
_LONE: Final = re.compile(r"\w*Ã(?!\w)")
# The à of UTF-8 read as Latin ends in a no-break space, which programs make a plain one or cut off.
_CUT_OFF: Final = re.compile("\u00c3( ?)(?=[^\u0080-\u00bf]|$)")
# Words of composed letters and common signs between single spaces; a capital Ã may be what is left of an à.
_LETTERS: Final = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_WORD: Final = f'[!-"$->@-~{_LETTERS}{_LETTERS.upper().replace("Ã", "")}]+'
_PLAIN: Final = re.compile(f"{_WORD}(?: {_WORD})*")
# Signs without width; the soft hyphen is none of them, since it is the ư of TCVN3.
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u2060\ufeff]")
# Letters that Vietnamese has in Unicode alone: a text with one of them is in no old encoding.
_UNICODE_ONLY: Final = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
# Enough different texts of a column that are Vietnamese in one encoding and in no other.
ENOUGH: Final = 3


def clean(text: str) -> str:
    """Unicode as the registers keep it: composed, no zero-width signs, plain spaces, đ for the Icelandic ð."""
    composed = unicodedata.normalize("NFC", text)
    visible = composed if composed.isprintable() else _visible(composed)
    return " ".join(visible.replace("ð", "đ").replace("Ð", "Đ").split())


def _visible(text: str) -> str:
    return "".join(char for char in text if unicodedata.category(char) != "Cf")


@lru_cache(maxsize=20_000)
def from_tcvn3(text: str) -> str:
    """TCVN3 read as Unicode, in small accented letters."""
    return text.translate(_TCVN3)


@lru_cache(maxsize=20_000)
def from_vni(text: str) -> str:
    """VNI read as Unicode."""
    return unicodedata.normalize("NFC", _VNI_PAIR.sub(_pair, text).translate(_VNI_SINGLE))


@lru_cache(maxsize=20_000)
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


def is_plain(text: str) -> bool:
    """Whether a text is just as the registers keep it, so that nothing is to be decoded or doubted; most are."""
    if text.isascii() and text.isalnum():
        return True
    return _PLAIN.fullmatch(text) is not None and (text.isascii() or _UNICODE_ONLY.search(text) is not None)


def has_lost_letters(text: str) -> bool:
    """Question marks within words: what a program writes for letters it does not know."""
    return "?" in text and _BROKEN.search(text) is not None


def encoding_of_font(font: str) -> Encoding | None:
    """What a font's name says of its texts: ".VnTimeH" and "VNI-Times" do, Unicode fonts say nothing."""
    name = font.strip().lower()
    if name.startswith(".vn"):
        return Encoding.TCVN3
    return Encoding.VNI if name.startswith("vni") else None


@lru_cache(maxsize=20_000)
def _is_unicode(text: str) -> bool:
    # The soft hyphen is the ư of TCVN3.
    return text.isascii() or ("\xad" not in text and looks_vietnamese(clean(text)))


def habit_of(texts: Iterable[str]) -> Habit | None:
    """The old encoding of a list: that in which its texts are Vietnamese, while as they stand they are not."""
    votes = dict.fromkeys((Encoding.TCVN3, Encoding.VNI), 0)
    against = utf_8 = 0
    is_mixed = False
    for text in set(texts):
        if not text.isascii() and _is_utf_8(text):
            utf_8 += 1
            continue
        if _is_unicode(text):
            is_mixed = is_mixed or not _LATIN_ONLY.fullmatch(text)
            continue
        fitting = [encoding for encoding in votes if _reads(text, encoding)]
        against += not fitting
        if len(fitting) == 1:
            votes[fitting[0]] += 1
    if utf_8 >= ENOUGH and utf_8 > sum(votes.values()):
        return Habit(Encoding.UTF8, is_mixed)
    best = max(votes, key=lambda encoding: votes[encoding])
    other = sum(votes.values()) - votes[best]
    return Habit(best, is_mixed) if votes[best] >= ENOUGH and votes[best] > 4 * (other + against) else None


def decode(text: str, font: str = "", habit: Habit | None = None) -> Decoded:
    """A text in Unicode. Sure is a decoding the font tells, or UTF-8 by its form, or the column's habit where it reads.

    What is not Vietnamese as it stands, and could be in an old encoding that neither font nor column tells, is doubtful.
    """
    if text.isascii():
        return Decoded(clean(text))
    text = _INVISIBLE.sub("", text)
    if _UNICODE_ONLY.search(text):
        return Decoded(clean(text), is_doubtful=_is_damaged(text))
    told = encoding_of_font(font)
    if told and _LATIN_ONLY.fullmatch(text):
        return Decoded(_cased(_read(text, told), font), told)
    return _by_itself(text, habit)


@lru_cache(maxsize=20_000)
def _by_itself(text: str, habit: Habit | None) -> Decoded:
    if found := _from_utf8_surely(text, habit):
        return found
    if habit and _reads(text, habit.encoding):
        # Valid both ways, in a list that holds both: nobody can tell.
        is_doubtful = habit.is_mixed and _is_unicode(text)
        return Decoded(_as_seen(clean(_read(text, habit.encoding)), text), habit.encoding, is_doubtful)
    if _is_unicode(text):
        return Decoded(clean(text), is_doubtful=_is_damaged(text))
    if habit and habit.encoding is not Encoding.UTF8 and _LATIN_ONLY.fullmatch(text):
        # A word of another language in a list of old letters: most likely as old as they.
        return Decoded(clean(_read(text, habit.encoding)), habit.encoding, is_doubtful=True)
    is_old = any(_reads(text, old) for old in (Encoding.TCVN3, Encoding.VNI))
    return Decoded(clean(text), is_doubtful=is_old or _is_damaged(text))


def _from_utf8_surely(text: str, habit: Habit | None) -> Decoded | None:
    """UTF-8 read as Latin: by its form, or in a list full of it."""
    if _is_utf_8(text) or (habit and habit.encoding is Encoding.UTF8 and from_utf8(text)):
        return Decoded(clean(from_utf8(text) or ""), Encoding.UTF8)
    return _restored(text) if "\xc3" in text else None


def _is_damaged(text: str) -> bool:
    return _BROKEN.search(text) is not None or _has_lone_capital(text)


def _is_utf_8(text: str) -> bool:
    mended = from_utf8(text)
    return mended is not None and looks_vietnamese(clean(mended))


def _restored(text: str) -> Decoded | None:
    """UTF-8 read as Latin whose no-break spaces were lost: sure where one way only reads as Vietnamese."""
    ways = {
        clean(mended)
        for put in ("\xc3\xa0", "\xc3\xa0 ")
        if (mended := from_utf8(_CUT_OFF.sub(put, text))) and looks_vietnamese(clean(mended))
    }
    words = {word for word in text.split() if "\xc3" in word}
    # "HÃ" in capitals is a word; a capital Ã after small letters, or after one capital beside small ones, is none.
    if not ways or (all(_is_unicode(word) and word.isupper() for word in words) and text.isupper()):
        return None
    way = min(ways, key=len)
    return Decoded(way, Encoding.UTF8, is_doubtful=len(ways) > 1)


def _has_lone_capital(text: str) -> bool:
    """A capital Ã at the end of a word beside small letters: what may be left of an à."""
    if "Ã" not in text or text.isupper() or not (found := _LONE.search(text)):
        return False
    return not any(char.isupper() for word in text.split() for char in word[1:] if word != found[0])


def _as_seen(text: str, source: str) -> str:
    """TCVN3 without its font: small accented letters among capitals were drawn as capitals."""
    plain = [char for char in source if char.isascii() and char.isalpha()]
    return text.upper() if len(plain) >= 2 and all(char.isupper() for char in plain) else text


def _cased(text: str, font: str) -> str:
    return clean(text).upper() if font.strip().lower().startswith(".vn") and font.strip().endswith("H") else clean(text)


def _read(text: str, encoding: Encoding) -> str:
    if encoding is Encoding.UTF8:
        return from_utf8(text) or text
    return from_tcvn3(text) if encoding is Encoding.TCVN3 else from_vni(text)


def _reads(text: str, encoding: Encoding) -> bool:
    if encoding is Encoding.UTF8:
        return False
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
