"""Vietnamese names: their parts, their order in a list, and their spelling without tones for search."""

import unicodedata
from dataclasses import dataclass
from typing import Final

# The order of ICU's `vi` collation: by letters first (đ after d, ă and â after a), by tones where letters are equal.
LETTERS: Final = "aăâbƀcdđeêfghijklmnoôơpqrstuưvwxyz"
SIGNS: Final = " -,.'()/"
# Ngang (no mark) comes before huyền, hỏi, ngã, sắc, nặng; then the marks of the minorities' alphabets (ĕ, č, ü …).
TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
OTHER_MARKS: Final = "\u0306\u0302\u030c\u030a\u0308\u030b\u0307\u0327\u0328\u0304\u031b\u032e\u0331"

# Keys are ASCII, so both databases and Python order them alike. "!" ends a part: it is below all that follows it here.
END: Final = "!"
PLACES: Final = {
    **{sign: chr(ord('"') + place) for place, sign in enumerate(SIGNS)},
    **{digit: digit for digit in "0123456789"},
    **{letter: chr(ord("A") + place) for place, letter in enumerate(LETTERS)},
}
UNKNOWN: Final = "~"
MARKS: Final = {mark: chr(ord("0") + place) for place, mark in enumerate(TONES + OTHER_MARKS)}
LONGEST_KEY: Final = 200

# One sign for what keyboards and Word write in many ways; the Icelandic ð is an old stand-in for đ.
APOSTROPHES: Final = "\u2019\u2018\u02bc\u00b4`"
HYPHENS: Final = "\u2010\u2011\u2013\u2014"
SAME: Final = str.maketrans({"ð": "đ", **dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(HYPHENS, "-")})

# Words before a given name that tell men from women among the Xơ Đăng, Ba Na, Ê Đê, Cơ Ho …: no family name.
SEX_MARKERS: Final = frozenset({"a", "y", "k'", "h'", "ka"})
JOINED_MARKERS: Final = ("k'", "h'")


@dataclass(frozen=True, slots=True)
class Name:
    """The parts of a name. A person may have no family name; everybody has a given name."""

    family: str
    middle: str
    given: str


def split(full_name: str) -> Name:
    """Family, middle and given name as lists print them: the last word is the given name.

    A mononym has a given name alone; a name that begins with a marker of sex (Y Thanh, H'Hen Niê) no family name.
    """
    words = tidy(full_name).split(" ")
    first = words[0].lower().translate(SAME)
    if len(words) == 1 or first in SEX_MARKERS or first.startswith(JOINED_MARKERS):
        return Name(family="", middle=" ".join(words[:-1]), given=words[-1])
    return Name(family=words[0], middle=" ".join(words[1:-1]), given=words[-1])


def fold(text: str) -> str:
    """Text for search: no tones, no marks, đ as d, small letters, single spaces ("Hoà" and "Hòa" are both "hoa").

    What cannot be printed is left out: PostgreSQL knows no text with a null character.
    """
    plain = unicodedata.normalize("NFD", tidy(text).lower().translate(SAME))
    letters = (char for char in plain if char.isprintable() and not unicodedata.combining(char))
    return "".join(letters).replace("đ", "d").replace("ƀ", "b")


def sort_key(full_name: str) -> str:
    """The place of a person's name in a list: by given, then middle, then family name, each as ICU `vi` orders it."""
    name = split(full_name)
    return END.join(text_key(part) for part in (name.given, name.middle, name.family))[:LONGEST_KEY]


def text_key(text: str) -> str:
    """The place of a plain text, such as a unit's name, in a list, as ICU `vi` orders it whatever its capitals."""
    letters: list[str] = []
    marks: list[str] = []
    since_last_mark = 0
    for letter, marks_on_it in _letters_with_marks(text):
        letters.append(PLACES.get(letter, UNKNOWN))
        since_last_mark += 1
        for mark in marks_on_it:
            # An earlier mark weighs more: of two words alike in letters, the later marked one comes first (hoà, hòa).
            marks.append(chr(max(ord(UNKNOWN) - since_last_mark, ord('"'))) + mark)
            since_last_mark = 0
    return ("".join(letters) + END + "".join(marks))[:LONGEST_KEY]


def _letters_with_marks(text: str) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for char in unicodedata.normalize("NFD", tidy(text).lower().translate(SAME)):
        if not unicodedata.combining(char):
            found.append((char, []))
            continue
        letter, marks = found.pop() if found else ("", [])
        joined = unicodedata.normalize("NFC", letter + char)
        if joined in LETTERS and len(joined) == 1:
            letter = joined
        else:
            marks.append(MARKS.get(char, UNKNOWN))
        found.append((letter, marks))
    return found


def tidy(text: str) -> str:
    """A text as the registers keep it: composed letters, single spaces, nothing invisible."""
    visible = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    return " ".join(visible.split())
