"""Who holds which post in which unit, from when until when."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import formats

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.registry.officials.errors import (
    AlreadyEnded,
    EndsBeforeItBegins,
    PostIsHeld,
    UnitNotThere,
    WrongLevel,
)
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Unit


@transaction.atomic
def appoint(
    official: Official,
    *,
    post: Post,
    unit: Unit,
    way: str = Appointment.Way.ELECTED,
    valid_from: date,
    by: User,
    at: datetime,
) -> Appointment:
    """Give an official a post in a unit from a day on; raises WrongLevel, UnitNotThere or PostIsHeld."""
    # The unit's row is the lock: two appointments to one post cannot both find it free.
    Unit.objects.select_for_update().get(pk=unit.pk)
    appointment = Appointment(official=official, post=post, unit=unit, way=way, valid_from=valid_from)
    require_possible([appointment])
    appointment.save()
    audit.record("appoint", appointment, by=by, at=at, after=facts_of(appointment))
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, by: User, at: datetime) -> Appointment:
    """The official holds the post no longer from this day on; raises EndsBeforeItBegins or AlreadyEnded."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    before = facts_of(appointment)
    if on <= appointment.valid_from:
        raise EndsBeforeItBegins(day=_in_words(appointment.valid_from))
    if appointment.valid_until and appointment.valid_until <= on:
        raise AlreadyEnded(day=_in_words(appointment.valid_until))
    appointment.valid_until = on
    appointment.save(update_fields=["valid_until"])
    audit.record("end_appointment", appointment, by=by, at=at, before=before, after=facts_of(appointment))
    return appointment


def require_possible(appointments: Sequence[Appointment]) -> None:
    """Raise WrongLevel, UnitNotThere or PostIsHeld for the first of these new, open appointments that cannot be."""
    taken: dict[tuple[int, int], list[Appointment]] = defaultdict(list)
    first_day = min(appointment.valid_from for appointment in appointments)
    posts = {appointment.post_id for appointment in appointments}
    for other in Appointment.objects.lasting_beyond(first_day).filter(post__in=posts).select_related("official"):
        taken[other.post_id, other.unit_id].append(other)
    for appointment in appointments:
        _require_fitting_unit(appointment)
        place = taken[appointment.post_id, appointment.unit_id]
        _require_free(appointment, place)
        place.append(appointment)


def _require_fitting_unit(appointment: Appointment) -> None:
    unit, post, day = appointment.unit, appointment.post, appointment.valid_from
    if unit.level != post.unit_level:
        raise WrongLevel(post=post.title, unit=unit.name)
    if day < unit.valid_from or (unit.valid_until and unit.valid_until <= day):
        raise UnitNotThere(unit=unit.name, day=_in_words(day))


def _require_free(appointment: Appointment, others: Sequence[Appointment]) -> None:
    for other in others:
        if other.valid_until is None or other.valid_until > appointment.valid_from:
            raise PostIsHeld(
                holder=other.official.full_name,
                post=appointment.post.title,
                unit=appointment.unit.name,
                day=_in_words(other.valid_from),
            )


def facts_of(appointment: Appointment) -> dict[str, object]:
    """What the audit keeps of an appointment."""
    return {
        "official": appointment.official.full_name,
        "post": appointment.post.title,
        "unit": appointment.unit.name,
        "way": appointment.way,
        "valid_from": appointment.valid_from,
        "valid_until": appointment.valid_until,
    }


def _in_words(day: date) -> str:
    return formats.date_format(day, "DATE_FORMAT")
