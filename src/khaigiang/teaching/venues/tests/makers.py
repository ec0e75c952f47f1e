"""Halls for tests."""

from datetime import UTC, date, datetime, time
from itertools import count

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.units.models import Office
from khaigiang.registry.units.tests.makers import make_office
from khaigiang.teaching.venues.models import Booking, Hall, HallClosure
from khaigiang.teaching.venues.states import BookingState

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


def make_booking(
    hall: Hall | None = None,
    *,
    on: date = date(2023, 4, 3),
    hours: tuple[time, time] = (time(8), time(10)),
    title: str = "Họp giao ban",
    state: BookingState = BookingState.APPROVED,
    asked_by: User | None = None,
) -> Booking:
    """A booking of a hall for two hours of a morning, approved unless another state is given."""
    return Booking.objects.create(
        hall=hall or make_hall(),
        title=title,
        on=on,
        starts_at=hours[0],
        ends_at=hours[1],
        people=20,
        state=state,
        asked_by=asked_by or make_user(),
        asked_at=datetime(2023, 3, 1, 1, 0, tzinfo=UTC),
    )
