"""Keys by which the rows of a correction workbook are known when it comes back: nobody can guess or move them."""

from collections.abc import Iterable
from typing import Final

from django.utils.crypto import salted_hmac

from khaigiang.planning.rosters.models import Roster

SALT: Final = "khaigiang.rosters.correction"
LENGTH: Final = 20
Place = tuple[str, int]


def row_key(roster: Roster, place: Place) -> str:
    """The key of the row at a place of a list; its front part tells of which list it is."""
    sheet, number = place
    digest = salted_hmac(SALT, f"{roster.pk}\n{number}\n{sheet}", algorithm="sha256").hexdigest()
    return f"{roster.pk}-{digest[:LENGTH]}"


def places_by_key(roster: Roster, places: Iterable[Place]) -> dict[str, Place]:
    """The places of a list by their keys."""
    return {row_key(roster, place): place for place in places}


def is_of(roster: Roster, key: str) -> bool:
    """Does the front part of a key name this list?"""
    return key.partition("-")[0] == str(roster.pk)
