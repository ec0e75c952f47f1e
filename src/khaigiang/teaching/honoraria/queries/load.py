"""What lecturers have taught in a year, in hours as they count, against norm and mean."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from khaigiang.ground.shared.figures import percent
from khaigiang.papers.charts import Part, StackedRow, stacked_bars
from khaigiang.registry.units.models import Office
from khaigiang.teaching.curriculum.states import LESSONS, ItemKind
from khaigiang.teaching.honoraria.models import LoadFactor, LoadNorm
from khaigiang.teaching.honoraria.queries.taught import taught_sessions
from khaigiang.teaching.honoraria.rules import by_quarter, hours_between, in_force, mean_of, without_idle_zeros
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.timetable.models import ReleasedSession

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindHours:
    """Hours of one kind: as the clock tells them, and as they count."""

    kind: str
    label: str
    hours: Decimal
    counted: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadOfLecturer:
    """One lecturer's year. `from_mean` is above (or below, negative) the mean of those who may teach the same classes."""

    id: int
    name: str
    kinds: tuple[KindHours, ...]
    months: tuple[Decimal, ...]
    quarters: tuple[Decimal, ...]
    total: Decimal
    norm: int | None
    of_norm: Decimal | None
    from_mean: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The year of everybody who taught or might have, with the mean of these, and kinds without a factor."""

    rows: tuple[LoadOfLecturer, ...]
    mean: Decimal
    without_factor: tuple[str, ...]

    def chart(self, title: str) -> str:
        """Bars of the hours as they count, cut by kind."""
        drawn = {one.kind for row in self.rows for one in row.kinds if one.counted}
        rows = [
            StackedRow(
                label=row.name,
                parts=tuple(Part(label=one.label, value=_whole(one.counted)) for one in row.kinds if one.kind in drawn),
            )
            for row in self.rows
            if row.total
        ]
        return stacked_bars(rows, title=title) if rows else ""


def load_of_year(school: Office, year: int, *, now: datetime, only: Lecturer | None = None) -> Load:
    """What lecturers of a school have taught in a year so far; five statements. `only` narrows the rows, not the mean."""
    sessions = list(taught_sessions(school, date(year, 1, 1), date(year, 12, 31), now=now))
    factors = list(LoadFactor.objects.filter(school=school))
    norms = list(LoadNorm.objects.filter(school=school))
    taught = _by_lecturer(sessions)
    versions = {one.release.training_class.version_id for one in sessions}
    qualified = Lecturer.objects.filter(items__version__in=versions, is_active=True).distinct()
    people = {one.pk: one for one in [*qualified, *(one.lecturer for one in sessions if one.lecturer)]}
    may_teach = set(qualified.values_list("pk", flat=True)) if versions else set()
    totals = {pk: _counted(taught[pk], factors) for pk in people}
    mean = mean_of([totals[pk] for pk in may_teach])
    rows = [
        _row(one, taught[pk], factors, _norm(norms, one, date(year, 12, 31)), mean if pk in may_teach else None)
        for pk, one in people.items()
        if only is None or pk == only.pk
    ]
    kinds = {one.item.kind for one in sessions}
    known = {one.kind for one in factors}
    return Load(
        rows=tuple(sorted(rows, key=lambda row: (-row.total, row.name))),
        mean=mean,
        without_factor=tuple(str(kind.label) for kind in ItemKind if kind in kinds - known and kind in LESSONS),
    )


def _by_lecturer(sessions: Iterable[ReleasedSession]) -> defaultdict[int, list[ReleasedSession]]:
    found: defaultdict[int, list[ReleasedSession]] = defaultdict(list)
    for one in sessions:
        if one.lecturer_id is not None:
            found[one.lecturer_id].append(one)
    return found


def _counts(session: ReleasedSession, factors: Sequence[LoadFactor]) -> Decimal:
    """The hours of a session as they count on its day; without a factor an hour is an hour, ceremonies count nothing."""
    factor = in_force([one for one in factors if one.kind == session.item.kind], session.on)
    if factor is None and session.item.kind not in LESSONS:
        return NOTHING
    return hours_between(session.starts_at, session.ends_at) * (factor.factor if factor else 1)


def _counted(sessions: Iterable[ReleasedSession], factors: Sequence[LoadFactor]) -> Decimal:
    return sum((_counts(one, factors) for one in sessions), NOTHING)


def _norm(norms: Sequence[LoadNorm], lecturer: Lecturer, on: date) -> int | None:
    own = in_force([one for one in norms if one.lecturer_id == lecturer.pk], on)
    by_title = [one for one in norms if one.lecturer_id is None and one.title == lecturer.title]
    found = own or in_force(by_title, on)
    return found.hours if found else None


def _row(
    lecturer: Lecturer,
    sessions: Sequence[ReleasedSession],
    factors: Sequence[LoadFactor],
    norm: int | None,
    mean: Decimal | None,
) -> LoadOfLecturer:
    months: defaultdict[int, Decimal] = defaultdict(Decimal)
    for one in sessions:
        months[one.on.month] += _counts(one, factors)
    total = sum(months.values(), NOTHING)
    return LoadOfLecturer(
        id=lecturer.pk,
        name=str(lecturer),
        kinds=tuple(_of_kinds(sessions, factors)),
        months=tuple(without_idle_zeros(months[month]) for month in range(1, 13)),
        quarters=tuple(map(without_idle_zeros, by_quarter(months))),
        total=without_idle_zeros(total),
        norm=norm,
        of_norm=percent(_whole(total), norm) if norm else None,
        from_mean=without_idle_zeros(total - mean) if mean is not None else None,
    )


def _of_kinds(sessions: Sequence[ReleasedSession], factors: Sequence[LoadFactor]) -> Iterable[KindHours]:
    by_kind: Mapping[str, list[ReleasedSession]] = {
        kind.value: [one for one in sessions if one.item.kind == kind] for kind in ItemKind
    }
    for kind in ItemKind:
        found = by_kind[kind.value]
        yield KindHours(
            kind=kind.value,
            label=str(kind.label),
            hours=without_idle_zeros(sum((hours_between(one.starts_at, one.ends_at) for one in found), NOTHING)),
            counted=without_idle_zeros(_counted(found, factors)),
        )


def _whole(hours: Decimal) -> int:
    return int(hours.quantize(Decimal(1), rounding=ROUND_HALF_UP))
