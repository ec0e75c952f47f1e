"""The sex of a person as lists write it."""

from collections.abc import Mapping
from typing import Final

from khaigiang.lists.values.reading import NOTHING, Reading

WORDS: Final = {
    "nam": "M", "nữ": "F", "nu": "F", "nử": "F", "nứ": "F", "male": "M", "female": "F", "m": "M", "f": "F", "gái": "F", "trai": "M",
    "nam giới": "M", "nữ giới": "F", "phụ nữ": "F",
}  # fmt: skip
MARKS: Final = frozenset(
    {"x", "v", "✓", "✔", "√", "+", "*", "1", "có", "true", "nam", "nữ", "nu", "●", "•", "þ", "ü", "☑", "☒"}
)


def read_sex(text: str, figures: Mapping[str, str]) -> Reading:
    """ "M" or "F". Figures mean something only where the heading says what they are."""
    if not text:
        return NOTHING
    word = text.strip(" .-'").lower()
    sex = WORDS.get(word) or figures.get(word)
    return Reading(sex) if sex else Reading(None, ("sex_unclear",))


def is_mark(text: str) -> bool:
    """A sign that ticks a column."""
    return text.strip(" .()[]'").lower() in MARKS


def read_marks(male: str, female: str) -> Reading:
    """The sex by a mark in one of two columns."""
    marked = [sex for sex, text in (("M", male), ("F", female)) if is_mark(text)]
    if len(marked) == 1 and not (male and female and not _is_no(female if marked == ["M"] else male)):
        return Reading(marked[0])
    return Reading(None, ("sex_unclear",)) if male or female else NOTHING


def _is_no(text: str) -> bool:
    return text.strip(" .-").lower() in {"", "0", "không", "false"}
