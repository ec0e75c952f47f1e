"""Reading halls."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.periods import valid_on
from khaigiang.registry.mandates.models import Mandate
from khaigiang.registry.mandates.states import Role
from khaigiang.teaching.venues.models import Hall, HallClosure
from khaigiang.teaching.venues.queries.taken import Use


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRow:
    """Days on which a hall is not to be had."""

    id: int
    first_day: date
    last_day: date
    half_day: str
    reason: str
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HallRow:
    """One line of the list of halls; `closed` are the closures that are not over."""

    id: int
    name: str
    office: str
    capacity: int
    address: str
    is_active: bool
    closed: tuple[ClosureRow, ...]
    next_use: Use | None = None


def hall_rows(
    halls: QuerySet[Hall], *, on: date, with_former: bool = False, next_of: Mapping[int, Use] | None = None
) -> list[HallRow]:
    """The visible halls by school and name; those no longer in use only when asked for, after the others.

    `next_of` is what takes each of them next.
    """
    found = halls if with_former else halls.filter(is_active=True)
    coming = HallClosure.objects.filter(last_day__gte=on).order_by("first_day", "pk")
    ordered = (
        found.select_related("office")
        .prefetch_related(Prefetch("closures", coming, to_attr="coming"))
        .order_by("-is_active", "office__sort_key", "name", "pk")
    )
    return [_row(hall, on, (next_of or {}).get(hall.pk)) for hall in ordered]


def closure_rows(hall: Hall, *, on: date) -> list[ClosureRow]:
    """All closures of a hall, the latest first."""
    return [_closure(closure, on) for closure in hall.closures.order_by("-first_day", "-pk")]


def features_of_halls() -> list[str]:
    """What the halls in use offer, each once, in order."""
    return sorted(
        {
            feature
            for found in Hall.objects.filter(is_active=True).values_list("features", flat=True)
            for feature in found
        }
    )


def keepers_on(on: date, office_ids: Collection[int]) -> QuerySet[User]:
    """Who may look after a hall: the head, the training office and the class teachers of these schools, by name."""
    works_there = Mandate.objects.filter(
        valid_on(on), role__in=(Role.HEAD, Role.OFFICE, Role.TEACHER), office__in=office_ids
    )
    return User.objects.filter(is_active=True, pk__in=works_there.values("user")).order_by("sort_key", "pk")


def _row(hall: Hall, on: date, next_use: Use | None) -> HallRow:
    return HallRow(
        id=hall.pk,
        name=hall.name,
        office=hall.office.name,
        capacity=hall.capacity,
        address=hall.address,
        is_active=hall.is_active,
        closed=tuple(_closure(closure, on) for closure in getattr(hall, "coming", ())),
        next_use=next_use,
    )


def _closure(closure: HallClosure, on: date) -> ClosureRow:
    return ClosureRow(
        id=closure.pk,
        first_day=closure.first_day,
        last_day=closure.last_day,
        half_day=closure.half_day,
        reason=closure.reason,
        is_over=closure.last_day < on,
    )
