"""Lists of officials and the career of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import Cell, cells_of
from khaigiang.registry.officials.models import Appointment, Official


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRow:
    """One post that somebody holds or held."""

    id: int
    post: str
    short_post: str
    unit_id: int
    unit_name: str
    parent_name: str
    way: str
    valid_from: date
    valid_until: date | None
    is_current: bool
    is_later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialRow:
    """One official with the posts held on a day."""

    id: int
    full_name: str
    gender: str
    born_on: str
    phone: str
    posts: tuple[AppointmentRow, ...]
    own: tuple[Cell, ...] = ()


def official_rows(officials: Iterable[Official], on: date, *, own: Sequence[OwnField] = ()) -> list[OfficialRow]:
    """The officials of one page with what they hold on a day, and what they say in own fields, in one query each."""
    people = list(officials)
    cells = cells_of(people, own)
    posts: dict[int, list[AppointmentRow]] = defaultdict(list)
    for appointment in _with_names(Appointment.objects.on(on).filter(official__in=people)):
        posts[appointment.official_id].append(_row(appointment, on))
    return [
        OfficialRow(
            id=official.pk,
            full_name=official.full_name,
            gender=official.get_gender_display(),
            born_on=official.born_on,
            phone=official.phone,
            posts=tuple(posts[official.pk]),
            own=cells[official.pk],
        )
        for official in people
    ]


def posts_held(official: Official, on: date) -> list[AppointmentRow]:
    """What an official holds on a day, the oldest first."""
    return [_row(appointment, on) for appointment in _with_names(official.appointments.on(on))]


def career(official: Official, on: date) -> list[AppointmentRow]:
    """Everything an official ever held or will hold, the newest first; `on` tells what is current."""
    found = _with_names(official.appointments.all()).order_by("-valid_from", "-pk")
    return [_row(appointment, on) for appointment in found]


def _with_names(appointments: QuerySet[Appointment]) -> QuerySet[Appointment]:
    return appointments.select_related("post", "unit__parent").order_by("valid_from", "pk")


def _row(appointment: Appointment, on: date) -> AppointmentRow:
    ended = appointment.valid_until is not None and appointment.valid_until <= on
    return AppointmentRow(
        id=appointment.pk,
        post=appointment.post.title,
        short_post=appointment.post.short_title,
        unit_id=appointment.unit_id,
        unit_name=appointment.unit.name,
        parent_name=appointment.unit.parent.name if appointment.unit.parent else "",
        way=appointment.get_way_display(),
        valid_from=appointment.valid_from,
        valid_until=appointment.valid_until,
        is_current=appointment.valid_from <= on and not ended,
        is_later=appointment.valid_from > on,
    )
