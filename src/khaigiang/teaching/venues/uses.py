"""What takes a hall, in words: bookings by their title; sessions as the timetable, which lies above, tells them."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What takes a hall: a short title, the rest of what there is to say, and the address where it is seen."""

    title: str
    note: str = ""
    url: str = ""


Teller = Callable[[Collection[int]], Mapping[int, Told]]
_tellers: Final[list[Teller]] = []


def tell_sessions_by(teller: Teller) -> None:
    """Say how sessions are told by their ids, in one statement."""
    _tellers[:] = [teller]


def sessions_told(session_ids: Collection[int]) -> dict[int, Told]:
    """Sessions in words, by id; those that nobody tells are left out."""
    return dict(_tellers[0](session_ids)) if _tellers and session_ids else {}
