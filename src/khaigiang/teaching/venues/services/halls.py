"""Keeping the halls and the days on which they are closed."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues.errors import ClosureEndsBeforeItBegins, HallNameTaken
from khaigiang.teaching.venues.models import Hall, HallClosure


@transaction.atomic
def save_hall(
    hall: Hall | None,
    *,
    office: Office,
    name: str,
    capacity: int,
    address: str = "",
    place: str = "",
    features: Sequence[str] = (),
    group_seats: int = 0,
    cameras: int = 0,
    microphones: int = 0,
    network_points: int = 0,
    keeper: User | None = None,
    is_active: bool = True,
    by: User,
    at: datetime,
) -> Hall:
    """Add a hall of a school or correct one; without a keeper the school's training office answers for its bookings.

    Raises HallNameTaken.
    """
    name = " ".join(name.split())
    same = Hall.objects.filter(office=office, name=name)
    if (same.exclude(pk=hall.pk) if hall else same).exists():
        raise HallNameTaken(office=office, name=name)
    before = _facts(hall) if hall else None
    hall = hall or Hall()
    hall.office, hall.name, hall.capacity = office, name, capacity
    hall.address, hall.place, hall.is_active = address.strip(), " ".join(place.split()), is_active
    hall.features, hall.keeper = list(features), keeper
    hall.group_seats, hall.cameras = group_seats, cameras
    hall.microphones, hall.network_points = microphones, network_points
    hall.save()
    audit.record("save_hall", hall, by=by, at=at, before=before, after=_facts(hall))
    return hall


@transaction.atomic
def add_hall_closure(
    hall: Hall,
    *,
    first_day: date,
    last_day: date,
    reason: str,
    half_day: str = "",
    by: User,
    at: datetime,
) -> HallClosure:
    """Note days, or one half-day of each, on which a hall is not to be had; raises ClosureEndsBeforeItBegins."""
    if last_day < first_day:
        raise ClosureEndsBeforeItBegins
    closure = HallClosure.objects.create(
        hall=hall, first_day=first_day, last_day=last_day, half_day=half_day, reason=reason.strip()
    )
    audit.record("add_hall_closure", hall, by=by, at=at, after=_days(closure))
    return closure


@transaction.atomic
def remove_hall_closure(closure: HallClosure, *, by: User, at: datetime) -> Hall:
    """Take a closure back: the hall is to be had on these days after all."""
    hall, days = closure.hall, _days(closure)
    closure.delete()
    audit.record("remove_hall_closure", hall, by=by, at=at, before=days)
    return hall


def _facts(hall: Hall) -> dict[str, object]:
    return {
        "name": hall.name,
        "capacity": hall.capacity,
        "address": hall.address,
        "place": hall.place,
        "features": hall.features,
        "group_seats": hall.group_seats,
        "cameras": hall.cameras,
        "microphones": hall.microphones,
        "network_points": hall.network_points,
        "keeper": str(hall.keeper or ""),
        "is_active": hall.is_active,
    }


def _days(closure: HallClosure) -> dict[str, object]:
    return {
        "first_day": closure.first_day,
        "last_day": closure.last_day,
        "half_day": closure.half_day,
        "reason": closure.reason,
    }
