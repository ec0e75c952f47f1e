"""Who holds which post in which unit, from when until when."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet
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

# A post in a unit, and the official whom it is about (None: whoever holds it alone).
Place = tuple[int, int, int | None]


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
    appointment = _give(official, post, unit, way, valid_from)
    audit.record("appoint", appointment, by=by, at=at, after=facts_of(appointment))
    return appointment


@transaction.atomic
def end_appointment(appointment: Appointment, *, on: date, by: User, at: datetime) -> Appointment:
    """The official holds the post no longer from this day on; raises EndsBeforeItBegins or AlreadyEnded."""
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    before = facts_of(appointment)
    _end(appointment, on)
    audit.record("end_appointment", appointment, by=by, at=at, before=before, after=facts_of(appointment))
    return appointment


@transaction.atomic
def transfer(
    appointment: Appointment, *, post: Post, unit: Unit, way: str, valid_from: date, by: User, at: datetime
) -> Appointment:
    """The official leaves one post for another on the same day: both or neither, one act.

    Raises what end_appointment and appoint raise.
    """
    leaving = Appointment.objects.select_for_update().get(pk=appointment.pk)
    before = facts_of(leaving)
    _end(leaving, valid_from)
    taken = _give(leaving.official, post, unit, way, valid_from)
    audit.record("transfer_official", taken, by=by, at=at, before=before, after=facts_of(taken))
    return taken


def lock_places(unit_ids: Collection[int], post_ids: Collection[int]) -> None:
    """Hold units and posts, in one order: two appointments to one post cannot both find it free, nor wait for each other."""
    for model, ids in ((Unit, unit_ids), (Post, post_ids)):
        list(model.objects.select_for_update().filter(pk__in=ids).order_by("pk").values_list("pk"))


def new_appointment(official: Official, *, post: Post, unit: Unit, way: str, valid_from: date) -> Appointment:
    """An appointment that is not saved yet; sole unless the post is shared or the official stands in for its holder."""
    is_sole = not post.is_shared and way != Appointment.Way.ACTING
    return Appointment(official=official, post=post, unit=unit, way=way, valid_from=valid_from, is_sole=is_sole)


def _give(official: Official, post: Post, unit: Unit, way: str, valid_from: date) -> Appointment:
    lock_places([unit.pk], [post.pk])
    post.refresh_from_db(fields=["is_shared"])
    appointment = new_appointment(official, post=post, unit=unit, way=way, valid_from=valid_from)
    require_possible([appointment])
    appointment.save()
    return appointment


def end_in_act(appointment: Appointment, *, on: date) -> None:
    """A step of larger acts: an appointment ends on a day; raises what end_appointment raises."""
    _end(Appointment.objects.select_for_update().get(pk=appointment.pk), on)


def _end(appointment: Appointment, on: date) -> None:
    if on <= appointment.valid_from:
        raise EndsBeforeItBegins(day=_in_words(appointment.valid_from))
    if appointment.valid_until and appointment.valid_until <= on:
        raise AlreadyEnded(day=_in_words(appointment.valid_until))
    appointment.valid_until = on
    appointment.save(update_fields=["valid_until"])


def require_possible(appointments: Sequence[Appointment]) -> None:
    """Raise WrongLevel, UnitNotThere or PostIsHeld for the first of these new, open appointments that cannot be."""
    in_the_way: dict[Place, list[Appointment]] = defaultdict(list)
    for other in _others_in_these_places(appointments):
        _stand(other, in_the_way)
    for appointment in appointments:
        _require_fitting_unit(appointment)
        for place in _places(appointment):
            _require_free(appointment, in_the_way[place])
        _stand(appointment, in_the_way)


def _others_in_these_places(appointments: Sequence[Appointment]) -> QuerySet[Appointment]:
    """Who may be in the way: sole holders, and these officials themselves. A shared post may have thousands of others."""
    first_day = min(appointment.valid_from for appointment in appointments)
    same = Q(is_sole=True) | Q(official__in={appointment.official_id for appointment in appointments})
    places = {
        "post__in": {appointment.post_id for appointment in appointments},
        "unit__in": {appointment.unit_id for appointment in appointments},
    }
    return Appointment.objects.lasting_beyond(first_day).filter(same, **places).select_related("official")


def _stand(appointment: Appointment, in_the_way: dict[Place, list[Appointment]]) -> None:
    for place in _places(appointment):
        in_the_way[place].append(appointment)


def _places(appointment: Appointment) -> list[Place]:
    """Where an appointment stands in the way of others: of the same official, and of every other sole holder."""
    own = (appointment.post_id, appointment.unit_id, appointment.official_id)
    return [own, (appointment.post_id, appointment.unit_id, None)] if appointment.is_sole else [own]


def require_free_place(appointment: Appointment) -> None:
    """Raise PostIsHeld where somebody else holds the place within the period of this appointment."""
    lock_places([appointment.unit_id], [appointment.post_id])
    others = Appointment.objects.lasting_beyond(appointment.valid_from).exclude(pk=appointment.pk)
    others = others.filter(post=appointment.post_id, unit=appointment.unit_id).select_related("official")
    if appointment.valid_until:
        others = others.filter(valid_from__lt=appointment.valid_until)
    _require_free(appointment, list(others))


def _require_fitting_unit(appointment: Appointment) -> None:
    unit, post, day = appointment.unit, appointment.post, appointment.valid_from
    if unit.level != post.unit_level:
        raise WrongLevel(post=post.title, unit=unit.name)
    if day < unit.valid_from or (unit.valid_until and unit.valid_until <= day):
        raise UnitNotThere(unit=unit.name, day=_in_words(day))


def _require_free(appointment: Appointment, others: Sequence[Appointment]) -> None:
    for other in others:
        lasts = other.valid_until is None or other.valid_until > appointment.valid_from
        if lasts and ((appointment.is_sole and other.is_sole) or appointment.official == other.official):
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
