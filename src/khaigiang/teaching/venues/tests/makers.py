"""Halls for tests."""

from datetime import date
from itertools import count

from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues.models import Hall, HallClosure

_serial = count(1)


def make_hall(
    name: str = "",
    *,
    office: Office | None = None,
    capacity: int = 200,
    is_active: bool = True,
    place: str = "",
) -> Hall:
    """A hall of a school, of a new one unless one is given."""
    return Hall.objects.create(
        office=office or make_office(),
        name=name or f"Hội trường {next(_serial)}",
        capacity=capacity,
        is_active=is_active,
        place=place,
    )


def make_closure(
    hall: Hall,
    first_day: date,
    last_day: date | None = None,
    *,
    half_day: str = "",
    reason: str = "Họp giao ban",
) -> HallClosure:
    """A closure, of one day when no last day is given, of whole days when no half-day is."""
    return HallClosure.objects.create(
        hall=hall, first_day=first_day, last_day=last_day or first_day, half_day=half_day, reason=reason
    )
