"""Filling the fields of a text, and how long a mail server that does not answer is left alone."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Final

FIELD: Final = re.compile(r"\{(\w+)\}")
# Minutes after the first try, the second and so on: a server that is away for a day loses nothing.
PAUSES: Final = (1, 5, 15, 60, 120, 240, 480, 960)


def fields_of(text: str) -> list[str]:
    """The fields that a text names, such as `{name}`, each once and in their order."""
    return list(dict.fromkeys(FIELD.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its fields filled; a field without a value stays as it is written."""
    return FIELD.sub(lambda field: values.get(field[1], field[0]), text)


def unknown_fields(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """Fields that these texts name and nobody fills."""
    named = dict.fromkeys(field for text in texts for field in fields_of(text))
    return [field for field in named if field not in set(known)]


def pause_after(tries: int) -> timedelta | None:
    """How long to wait after so many tries that failed; None when it is given up."""
    return timedelta(minutes=PAUSES[tries - 1]) if 0 < tries <= len(PAUSES) else None
