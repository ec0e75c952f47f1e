"""What fills a field of a message only while it goes: features above say what their sealed names stand for."""

from collections.abc import Callable, Mapping
from typing import Final

Opener = Callable[[str], str]

_openers: Final[dict[str, Opener]] = {}


def register(kind: str, opener: Opener) -> None:
    """Let `opener` fill what is sealed as "<kind> <rest>"; it gets the rest (call it in `AppConfig.ready`)."""
    _openers[kind] = opener


def opened(sealed: Mapping[str, str]) -> dict[str, str]:
    """The fields with what they stand for at this moment; one that nobody can open is left out."""
    found = {}
    for field, name in sealed.items():
        kind, _space, rest = name.partition(" ")
        if kind in _openers:
            found[field] = _openers[kind](rest)
    return found
