"""When halls are taken: halls by days of a week, one hall by weeks, and which halls are free for what is needed."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlencode

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import HALF_DAY_ORDER, HANOI, HalfDay, days_between
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.venues.models import Hall, HallClosure, HallUse
from khaigiang.teaching.venues.queries.taken import Use, uses
from khaigiang.teaching.venues.rules import Hours, half_days_touched, monday_of

DAYS_OF_A_WEEK: Final = 7
WEEKS_OF_A_MONTH: Final = 5
# What is not said of a half-day counts as the beginning of one.
_FIRST_HALF: Final = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that takes a hall on a day: `kind` is "class", "booking" or "closed"."""

    kind: str
    when: str
    title: str
    note: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCell:
    """One hall on one day."""

    on: date
    is_today: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupancyRow:
    """One hall in a week, or one week of a hall; `sub` says more about it."""

    label: str
    sub: str
    url: str
    days: tuple[DayCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The halls in one week, from its Monday on."""

    days: tuple[date, ...]
    rows: tuple[OccupancyRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Needed:
    """What somebody looks for in a hall."""

    on: date
    hours: Hours
    people: int
    features: tuple[str, ...] = ()
    at_group_tables: bool = False
    with_people_elsewhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundHall:
    """A hall looked at for what is needed; without `reasons` it is to be had."""

    id: int
    name: str
    school: str
    seats: int
    features: str
    reasons: tuple[str, ...]
    ask_url: str


def weeks_of_halls(halls: QuerySet[Hall], *, first: date, weeks: int, today: date) -> list[Week]:
    """The halls in use by school and name, week by week; five statements however many halls and weeks."""
    monday = monday_of(first)
    found = list(halls.filter(is_active=True).select_related("office").order_by("office__sort_key", "name", "pk"))
    days = list(days_between(monday, monday + timedelta(days=DAYS_OF_A_WEEK * weeks - 1)))
    taken = _taken([hall.pk for hall in found], days)
    return [
        Week(
            days=tuple(week),
            rows=tuple(
                OccupancyRow(
                    label=hall.name,
                    sub=_("%(seats)s seats") % {"seats": hall.capacity},
                    url=reverse("venues:hall", args=[hall.pk]),
                    days=_cells(hall.pk, week, taken, today),
                )
                for hall in found
            ),
        )
        for week in _by_week(days)
    ]


def weeks_of_hall(hall: Hall, *, first: date, weeks: int, today: date) -> list[OccupancyRow]:
    """One hall, a row for each week; four statements."""
    monday = monday_of(first)
    days = list(days_between(monday, monday + timedelta(days=DAYS_OF_A_WEEK * weeks - 1)))
    taken = _taken([hall.pk], days)
    return [
        OccupancyRow(
            label=f"{week[0].day}/{week[0].month} – {day_in_words(week[-1])}",
            sub="",
            url="",
            days=_cells(hall.pk, week, taken, today),
        )
        for week in _by_week(days)
    ]


def next_uses(halls: QuerySet[Hall], now: datetime) -> dict[int, Use]:
    """What takes each hall next, or has it now; three statements however many halls."""
    here = now.astimezone(HANOI)
    ahead = HallUse.objects.filter(
        Q(on__gt=here.date()) | Q(on=here.date(), ends_at__gt=here.time()), hall=OuterRef("pk")
    )
    firsts = halls.annotate(first_use=Subquery(ahead.order_by("on", "starts_at").values("pk")[:1]))
    ids = [pk for pk in firsts.values_list("first_use", flat=True) if pk is not None]
    return {use.hall_id: use for use in uses(HallUse.objects.filter(pk__in=ids))}


def halls_for(halls: QuerySet[Hall], needed: Needed) -> list[FoundHall]:
    """The halls that can be had for what is needed, the smallest that is large enough first; then the others with
    what speaks against each. Five statements however many halls.
    """
    found = list(halls.filter(is_active=True).select_related("office").order_by("capacity", "name", "pk"))
    met = HallUse.objects.filter(
        hall__in=found, on=needed.on, starts_at__lt=needed.hours[1], ends_at__gt=needed.hours[0]
    )
    taken: defaultdict[int, list[Use]] = defaultdict(list)
    for use in uses(met):
        taken[use.hall_id].append(use)
    closed: defaultdict[int, list[HallClosure]] = defaultdict(list)
    for closure in HallClosure.objects.filter(hall__in=found, first_day__lte=needed.on, last_day__gte=needed.on):
        closed[closure.hall_id].append(closure)
    looked_at = [_found(hall, needed, taken[hall.pk], closed[hall.pk]) for hall in found]
    return sorted(looked_at, key=lambda one: bool(one.reasons))


def _found(hall: Hall, needed: Needed, taken: Sequence[Use], closed: Sequence[HallClosure]) -> FoundHall:
    asked = {
        "hall": hall.pk,
        "on": day_in_words(needed.on),
        "starts_at": f"{needed.hours[0]:%H:%M}",
        "ends_at": f"{needed.hours[1]:%H:%M}",
        "people": needed.people,
    }
    return FoundHall(
        id=hall.pk,
        name=hall.name,
        school=hall.office.name,
        seats=_seats(hall, needed),
        features=", ".join(hall.features),
        reasons=tuple(_reasons(hall, needed, taken, closed)),
        ask_url=f"{reverse('venues:ask')}?{urlencode(asked)}",
    )


def _seats(hall: Hall, needed: Needed) -> int:
    return hall.group_seats if needed.at_group_tables else hall.capacity


def _reasons(hall: Hall, needed: Needed, taken: Sequence[Use], closed: Sequence[HallClosure]) -> Iterable[str]:
    seats = _seats(hall, needed)
    if seats < needed.people:
        yield _("%(seats)s seats only") % {"seats": seats}
    has = {feature.casefold() for feature in hall.features}
    if lacking := [one for one in needed.features if one.casefold() not in has]:
        yield _("has not: %(needs)s") % {"needs": ", ".join(lacking)}
    if needed.with_people_elsewhere and not (hall.cameras and hall.microphones):
        yield _("no camera or microphone for people elsewhere")
    halves = half_days_touched(*needed.hours)
    yield from (one.reason for one in closed if any(one.takes(needed.on, half) for half in halves))
    yield from (f"{use.title}, {use.hours}" for use in taken)


def _taken(hall_ids: Sequence[int], days: Sequence[date]) -> dict[tuple[int, date], list[Entry]]:
    """What takes halls on these days, whole days first, then in the order of time."""
    found: defaultdict[tuple[int, date], list[tuple[tuple[int, time], Entry]]] = defaultdict(list)
    closures = HallClosure.objects.filter(hall__in=hall_ids, first_day__lte=days[-1], last_day__gte=days[0])
    for closure in closures.order_by("pk"):
        place = (HALF_DAY_ORDER[HalfDay(closure.half_day)] if closure.half_day else _FIRST_HALF, time.min)
        for on in days_between(max(closure.first_day, days[0]), min(closure.last_day, days[-1])):
            found[closure.hall_id, on].append((place, _closed(closure)))
    for use in uses(HallUse.objects.filter(hall__in=hall_ids, on__range=(days[0], days[-1]))):
        place = (HALF_DAY_ORDER[HalfDay(use.half_days[0])], use.starts_at)
        found[use.hall_id, use.on].append((place, _entry(use)))
    return {key: [entry for _place, entry in sorted(some, key=lambda one: one[0])] for key, some in found.items()}


def _closed(closure: HallClosure) -> Entry:
    when = str(HalfDay(closure.half_day).label) if closure.half_day else _("the whole day")
    return Entry(kind="closed", when=when, title=closure.reason, note="", url="")


def _entry(use: Use) -> Entry:
    if use.booking_id is None:
        return Entry(kind="class", when=use.hours, title=use.title, note=use.note, url=use.url)
    url = reverse("venues:booking", args=[use.booking_id])
    return Entry(kind="booking", when=use.hours, title=use.title, note="", url=url)


def _cells(
    hall_id: int, days: Sequence[date], taken: dict[tuple[int, date], list[Entry]], today: date
) -> tuple[DayCell, ...]:
    return tuple(DayCell(on=on, is_today=on == today, entries=tuple(taken.get((hall_id, on), ()))) for on in days)


def _by_week(days: Sequence[date]) -> list[Sequence[date]]:
    return [days[start : start + DAYS_OF_A_WEEK] for start in range(0, len(days), DAYS_OF_A_WEEK)]
