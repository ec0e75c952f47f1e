"""Reduces a paper's fields to plain values: text, whole numbers, yes or no, lists and dictionaries of these."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

Plain = str | int | bool | None | list["Plain"] | dict[str, "Plain"]
Fields = dict[str, Plain]

# Characters that XML 1.0 forbids, and those that the Word template engine would take for layout.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u2028\u2029]")


def plain(value: object) -> Plain:
    """The same value built of plain parts only. Raises TypeError for anything that has behaviour."""
    if isinstance(value, str):
        return clean_text(value)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [plain(item) for item in value]
    message = f"a paper takes plain values only, not {type(value).__name__}"
    raise TypeError(message)


def fields(values: Mapping[str, object]) -> Fields:
    """The fields of a paper, plain all the way down."""
    return {key: plain(value) for key, value in values.items()}


def clean_text(text: str) -> str:
    """Text that prints: composed letters, line feeds only, no control characters."""
    return _UNPRINTABLE.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " ")))
