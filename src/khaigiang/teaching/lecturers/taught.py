"""The half-days in which a lecturer already teaches: features above know them and say so here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """One half-day that a lecturer is told to teach: what, to whom, which office to speak to, and where it is changed."""

    on: date
    half_day: str
    what: str
    office: str
    link: str = ""


Callback = Callable[[int, date, date], list[Taught]]

_callbacks: list[Callback] = []


def register(callback: Callback) -> None:
    """Ask this for what a lecturer teaches from a day to a day (call it in `AppConfig.ready`)."""
    if callback not in _callbacks:
        _callbacks.append(callback)


def taught_by(lecturer_id: int, first: date, last: date) -> list[Taught]:
    """What a lecturer is told to teach from the first day to the last."""
    return [one for callback in _callbacks for one in callback(lecturer_id, first, last)]
