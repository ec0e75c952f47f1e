"""The hours of schools by season, and what other hours would make of sessions to come."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import IS_OVER
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import HalfDayTooShort
from khaigiang.teaching.timetable.hours import Hours
from khaigiang.teaching.timetable.models import ReleasedSession, Session
from khaigiang.teaching.timetable.queries.together import part_of
from khaigiang.teaching.venues.hours import HoursOfSchool, SeasonHours, day_of_year
from khaigiang.teaching.venues.models import SchoolHours
from khaigiang.teaching.venues.queries import table_kept

Together = Mapping[int, Sequence[ProgrammeItem]]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRow:
    """One season of a table as its page shows it."""

    hours: SeasonHours
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One table of a school."""

    id: int
    valid_from: date
    source: str
    set_by: str
    is_in_force: bool
    seasons: tuple[SeasonRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow:
    """A school with its tables, the newest first."""

    id: int
    name: str
    tables: tuple[TableRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHours:
    """Sessions of one class in one half of the day that get the same other hours.

    `released`: of how many people read the old hours until the next release.
    """

    class_name: str
    half_day: str
    was: Hours
    then: Hours
    first: date
    last: date
    sessions: int
    released: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatChanges:
    """What other hours of a school would make of its sessions to come; `typed` stay: they have hours of their own."""

    rows: tuple[OtherHours, ...]
    before: tuple[Draft, ...]
    after: tuple[Draft, ...]
    typed: int

    @property
    def released(self) -> int:
        """How many of the sessions that change are public already."""
        return sum(row.released for row in self.rows)

    @property
    def class_ids(self) -> set[int]:
        """The classes of which a session changes."""
        return {draft.class_id for draft in self.after}


def school_rows(schools: Iterable[Office], on: date) -> list[SchoolRow]:
    """Schools with their tables as of a day; two statements whatever their number."""
    some = list(schools)
    kept: defaultdict[int, list[SchoolHours]] = defaultdict(list)
    tables = SchoolHours.objects.filter(office__in=some).select_related("set_by").prefetch_related("seasons")
    for one in tables.order_by("-valid_from"):
        kept[one.office_id].append(one)
    return [SchoolRow(id=one.pk, name=one.name, tables=_tables(kept[one.pk], on)) for one in some]


def classes_that_follow(office_id: int) -> list[TrainingClass]:
    """The classes of a school that have its hours and are not over."""
    found = TrainingClass.objects.filter(plan__school=office_id, morning_from=None).exclude(state__in=IS_OVER)
    return list(found.order_by("plan", "number"))


def what_changes(office_id: int, was: HoursOfSchool, then: HoursOfSchool, *, on: date) -> WhatChanges:
    """What becomes of the sessions after a day once a school has other hours; four statements whatever their number.

    Sessions with hours typed by hand, with attendance, or too long for their half-day then, stay as they are.
    """
    classes = {one.pk: one for one in classes_that_follow(office_id)}
    before, changed = list[Draft](), list[tuple[Session, Hours, Hours]]()
    typed, together = 0, _together({one.version_id for one in classes.values()})
    for session in _to_come(classes, on):
        old, new = (hours.on(session.on, session.half_day) for hours in (was, then))
        if old is None or new is None or old == new:
            continue
        part = _part(session, old, new, together[session.item_id])
        if part is None:
            typed += 1
        else:
            before.append(Draft.of(session))
            changed.append((session, old, new))
            session.starts_at, session.ends_at = part
    return WhatChanges(
        rows=tuple(_rows(changed, classes, _public(classes))),
        before=tuple(before),
        after=tuple(Draft.of(session) for session, _old, _new in changed),
        typed=typed,
    )


def _tables(kept: Sequence[SchoolHours], on: date) -> tuple[TableRow, ...]:
    in_force = next((one.pk for one in kept if one.valid_from <= on), None)
    return tuple(
        TableRow(
            id=one.pk,
            valid_from=one.valid_from,
            source=one.source,
            set_by=str(one.set_by),
            is_in_force=one.pk == in_force,
            seasons=_seasons(one),
        )
        for one in kept
    )


def _seasons(kept: SchoolHours) -> tuple[SeasonRow, ...]:
    table = table_kept(kept)
    return tuple(
        SeasonRow(hours=one, first=day_of_year(one.begins), last=day_of_year(last))
        for one, last in zip(table.seasons, table.last_days, strict=True)
    )


def _to_come(classes: Mapping[int, TrainingClass], on: date) -> list[Session]:
    found = Session.objects.filter(training_class__in=classes, on__gt=on, attendances__isnull=True)
    return list(found.select_related("item").order_by("on", "starts_at", "pk"))


def _together(version_ids: set[int]) -> Together:
    items = ProgrammeItem.objects.filter(version__in=version_ids).order_by("version", "ordinal")
    return {
        item.pk: beside
        for _version, some in groupby(items, lambda item: item.version_id)
        for beside in by_half_day(list(some))
        for item in beside
    }


def _part(session: Session, old: Hours, new: Hours, beside: Sequence[ProgrammeItem]) -> Hours | None:
    """The hours of a session then, where it has those now that its half-day leaves it."""
    hours = (session.starts_at, session.ends_at)
    try:
        if part_of(old, session.item, beside) == hours:
            return part_of(new, session.item, beside)
    except HalfDayTooShort:
        return None
    return new if hours == old else None


def _public(classes: Mapping[int, TrainingClass]) -> set[tuple[int, int]]:
    """The pieces, by class and item, that people are shown."""
    shown = ReleasedSession.objects.filter(release__training_class__in=classes, release__is_current=True)
    return set(shown.values_list("release__training_class", "item"))


def _rows(
    changed: Sequence[tuple[Session, Hours, Hours]],
    classes: Mapping[int, TrainingClass],
    public: set[tuple[int, int]],
) -> Iterable[OtherHours]:
    alike: defaultdict[tuple[int, str, Hours, Hours], list[Session]] = defaultdict(list)
    for session, old, new in changed:
        alike[session.training_class_id, session.half_day, old, new].append(session)
    in_order = {pk: place for place, pk in enumerate(classes)}
    for (class_id, _half, old, new), some in sorted(alike.items(), key=lambda pair: in_order[pair[0][0]]):
        yield OtherHours(
            class_name=classes[class_id].name,
            half_day=some[0].get_half_day_display(),
            was=old,
            then=new,
            first=some[0].on,
            last=some[-1].on,
            sessions=len(some),
            released=sum((class_id, one.item_id) in public for one in some),
        )
