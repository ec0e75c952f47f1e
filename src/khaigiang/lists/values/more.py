"""What lists tell beyond the contract of the preview: people, learning, and words that are kept as they stand."""

import re
from typing import Final

from khaigiang.vietnamese.names import fold

# Each level is named in full or by its first letters; longer words stand first, "cử nhân" alone is a degree of theory
# only in a column of theory.
THEORY: Final = (
    ("elementary", re.compile(r"so cap|sc")),
    ("intermediate", re.compile(r"trung cap|tc")),
    ("advanced", re.compile(r"cao cap|cc")),
    ("bachelor", re.compile(r"cu nhan|cn")),
)
_BESIDE: Final = re.compile(r"\b(llct|ly luan chinh tri|chinh tri|ly luan|hanh chinh|trinh do|bang|lop|ly)\b")


def read_theory(text: str) -> str:
    """The level of political theory; "" where none of them, or more than one, is named."""
    words = " ".join(re.sub(r"[\W_]+", " ", _BESIDE.sub(" ", re.sub(r"[\W_]+", " ", fold(text)))).split())
    named = [level for level, spelling in THEORY if spelling.fullmatch(words)]
    return named[0] if named else ""


def read_ethnicity(text: str) -> str:
    """The name of a people with its capitals."""
    return text.title() if text.isupper() or text.islower() else text
