"""The sex of a person as lists write it."""

from typing import Final

from khaigiang.lists.values.reading import NOTHING, Reading

WORDS: Final = {"nam": "M", "nữ": "F", "nu": "F", "nử": "F", "male": "M", "female": "F", "m": "M", "f": "F"}
MARKS: Final = frozenset({"x", "v", "✓", "✔", "√", "+", "*", "1", "có", "true", "nam", "nữ", "nu"})


def read_sex(text: str, ones: str = "") -> Reading:
    """ "M" or "F". The figures 1 and 0 mean something only where the heading says what 1 is."""
    if not text:
        return NOTHING
    word = text.strip(" .").lower()
    if word in WORDS:
        return Reading(WORDS[word])
    if ones and word in {"0", "1"}:
        return Reading(ones if word == "1" else "M" if ones == "F" else "F")
    return Reading(None, ("sex_unclear",))


def read_marks(male: str, female: str) -> Reading:
    """The sex by a mark in one of two columns."""
    marked = [sex for sex, text in (("M", male), ("F", female)) if text.strip().lower() in MARKS]
    if len(marked) == 1:
        return Reading(marked[0])
    return Reading(None, ("sex_unclear",)) if male.strip() or female.strip() else NOTHING
