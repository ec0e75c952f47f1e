"""Places by committee and class: the grid of a plan, what does not add up, what a click would spread."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from khaigiang.ground.shared.dates import quarter_of
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries import QuotaRow, Shares, SpreadCell, quota_rows, shares_now
from khaigiang.teaching.cohorts.models import ClassPlaces, Enrolment, PlacesChange, TrainingClass, Wish
from khaigiang.teaching.cohorts.queries.classes import days_by_class
from khaigiang.teaching.cohorts.queries.waiting import taking_classes, waiting_nominations
from khaigiang.teaching.cohorts.rules import Quarter, places_over_classes
from khaigiang.teaching.cohorts.states import ClassState

Cell = int | None
# Committee → class → places; a committee that is not there has no places by class.
Places = dict[int, dict[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesColumn:
    """One class of the grid; `is_settled`: its list is decided or drafted, so that its places are its people."""

    class_id: int
    name: str
    first_day: date | None
    wanted: int
    smallest: int
    largest: int
    is_settled: bool
    places: int = 0
    least: int = 0

    @property
    def quarter(self) -> Quarter | None:
        """The quarter in which it begins, once it has days."""
        return (self.first_day.year, quarter_of(self.first_day)) if self.first_day else None

    @property
    def told(self) -> str:
        """What does not fit into the class, in words; nothing where it does."""
        if self.is_settled or self.least <= self.places <= self.largest:
            return ""
        if self.places > self.largest:
            return _("%(count)s more than it takes") % {"count": self.places - self.largest}
        return _("%(count)s fewer than it needs") % {"count": self.least - self.places}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesRow:
    """One committee: its places of the plan, those of them that its classes are for, and its places class by class.

    A cell is None where nothing is given; `named` counts, class by class, whom the committee named for it.
    """

    committee_id: int
    committee: str
    quota: int
    places: int
    cells: tuple[Cell, ...]
    named: tuple[int, ...]
    open_cells: tuple[bool, ...]

    @property
    def is_given(self) -> bool:
        """Does the committee have places by class, or are its people placed directly?"""
        return any(cell is not None for cell, is_open in zip(self.cells, self.open_cells, strict=True) if is_open)

    @property
    def total(self) -> int:
        """Its places of all classes together."""
        return sum(cell or 0 for cell in self.cells)

    @property
    def told(self) -> str:
        """What does not add up, in words; nothing where it does, or where people are placed directly."""
        if not self.is_given:
            return ""
        difference = self.total - self.places
        if difference:
            words = _("%(count)s more than its places") if difference > 0 else _("%(count)s fewer than its places")
            return words % {"count": abs(difference)}
        return self.told_of_names

    @property
    def told_of_names(self) -> str:
        """That more people are named for a class than it has places, in words."""
        above = [max(0, count - (cell or 0)) for count, cell in zip(self.named, self.cells, strict=True)]
        return _("%(count)s more named than places") % {"count": sum(above)} if any(above) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPlacesGrid:
    """Committees down, classes across."""

    rows: list[PlacesRow]
    columns: list[PlacesColumn]

    @property
    def open_columns(self) -> list[PlacesColumn]:
        """The classes whose places can still be given."""
        return [column for column in self.columns if not column.is_settled]

    @property
    def given(self) -> int:
        """How many committees have places by class."""
        return sum(row.is_given for row in self.rows)

    @property
    def directly(self) -> int:
        """How many committees have none: their people are placed directly."""
        return len(self.rows) - self.given

    @property
    def places(self) -> int:
        """The places of all committees that the classes are for."""
        return sum(row.places for row in self.rows)

    @property
    def total(self) -> int:
        """The places of all committees in all classes."""
        return sum(row.total for row in self.rows)

    @property
    def unequal(self) -> int:
        """Committees and classes that do not add up."""
        return sum(bool(row.told) for row in self.rows) + sum(bool(column.told) for column in self.columns)

    @property
    def first_unequal(self) -> int | None:
        """The first committee that does not add up, to jump to."""
        return next((row.committee_id for row in self.rows if row.told), None)

    def cells(self) -> Places:
        """The places of the classes that are still open, of every committee that has any."""
        return {
            row.committee_id: {
                column.class_id: cell or 0
                for column, cell in zip(self.columns, row.cells, strict=True)
                if not column.is_settled
            }
            for row in self.rows
            if row.is_given
        }


def class_places_grid(plan: Plan) -> ClassPlacesGrid:
    """The places of a plan by committee and class as they are; the same statements whatever its size."""
    columns = _columns(plan)
    quotas, shares = quota_rows(plan), shares_now(plan)
    given, seated, named = places_now(plan), _seated(plan), _named(plan)
    rows = [_row(quota, columns, shares, given.get(quota.committee_id), seated, named) for quota in quotas]
    return _summed(rows, columns)


def retyped(grid: ClassPlacesGrid, cells: Mapping[int, Sequence[Cell]]) -> ClassPlacesGrid:
    """The same grid with what somebody has typed into it, or a click would: a cell for each class that is open."""
    rows = []
    for row in grid.rows:
        typed = iter(cells[row.committee_id])
        now = tuple(next(typed) if is_open else cell for cell, is_open in zip(row.cells, row.open_cells, strict=True))
        rows.append(replace(row, cells=now))
    return _summed(rows, grid.columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """One committee with its classes."""

    row: PlacesRow
    cells: list[SpreadCell]

    @property
    def is_changed(self) -> bool:
        """Would any class have another number than now?"""
        return any(cell.is_changed for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPreview:
    """What a click gives every committee in every class, beside what it has."""

    grid: ClassPlacesGrid
    rows: list[SpreadRow]

    @property
    def changed(self) -> int:
        """How many committees have other places than now."""
        return sum(row.is_changed for row in self.rows)


def spread_preview(plan: Plan) -> SpreadPreview:
    """What a click gives, beside what there is; the same statements whatever its size."""
    now = class_places_grid(plan)
    spread = _spread(now, shares_now(plan))
    rows = [
        SpreadRow(
            row=after,
            cells=[SpreadCell(now=one, places=other) for one, other in zip(before.cells, after.cells, strict=True)],
        )
        for before, after in zip(now.rows, spread.rows, strict=True)
    ]
    return SpreadPreview(grid=spread, rows=rows)


def spread_grid(plan: Plan) -> ClassPlacesGrid:
    """The grid as a click would make it.

    Each committee's places go over the classes of their quarter (over all, where the plan gives none by quarter) in
    proportion to their sizes: who is on a list or named for a class stays, every committee adds up to its places.
    """
    return _spread(class_places_grid(plan), shares_now(plan))


def _spread(grid: ClassPlacesGrid, shares: Shares) -> ClassPlacesGrid:
    found: Places = {row.committee_id: {} for row in grid.rows}
    quarters = {column.quarter if shares else None for column in grid.open_columns}
    for quarter in sorted(quarters, key=lambda one: one or (0, 0)):
        columns = [one for one in grid.open_columns if not shares or one.quarter == quarter]
        left = {row.committee_id: _left(row, grid.columns, shares, quarter) for row in grid.rows}
        held = {row.committee_id: _named_for(row, grid.columns, columns) for row in grid.rows}
        for committee, counts in places_over_classes(left, held, [one.wanted for one in columns]).items():
            found[committee] |= {one.class_id: count for one, count in zip(columns, counts, strict=True)}
    cells = {pk: [counts[column.class_id] for column in grid.open_columns] for pk, counts in found.items()}
    return retyped(grid, cells)


def places_now(plan: Plan) -> Places:
    """Each committee's places by class as they are kept; one statement."""
    found: Places = {}
    for one in ClassPlaces.objects.filter(training_class__plan=plan).order_by("committee", "training_class"):
        found.setdefault(one.committee_id, {})[one.training_class_id] = one.places
    return found


def last_places_change(plan: Plan) -> PlacesChange | None:
    """The last time places by class were set and not undone, while they still are as it left them."""
    changes = plan.places_changes.filter(undone_at__isnull=True).select_related("made_by")
    last = changes.order_by("-made_at", "-pk").first()
    return last if last and last.after == places_as_text(places_now(plan)) else None


def places_as_text(places: Mapping[int, Mapping[int, int]]) -> dict[str, dict[str, int]]:
    """Places as they are kept for an undo."""
    return {
        str(committee): {str(class_id): count for class_id, count in sorted(cells.items())}
        for committee, cells in sorted(places.items())
    }


def places_from_text(kept: Mapping[str, Mapping[str, int]]) -> Places:
    """Places as they were kept for an undo."""
    return {int(pk): {int(class_id): count for class_id, count in cells.items()} for pk, cells in kept.items()}


def _columns(plan: Plan) -> list[PlacesColumn]:
    classes = list(plan.classes.exclude(state=ClassState.CANCELLED).order_by("number"))
    days, taking = days_by_class(classes), set(taking_classes(plan).values_list("pk", flat=True))
    return [_column(one, days.get(one.pk, ()), is_settled=one.pk not in taking) for one in classes]


def _column(training_class: TrainingClass, days: tuple[date, ...], *, is_settled: bool) -> PlacesColumn:
    return PlacesColumn(
        class_id=training_class.pk,
        name=training_class.name,
        first_day=days[0] if days else None,
        wanted=training_class.wanted_size,
        smallest=training_class.min_size,
        largest=training_class.max_size,
        is_settled=is_settled,
    )


def _seated(plan: Plan) -> Counter[tuple[int, int]]:
    """Who is on a list or drafted for one, by committee and class."""
    on_a_list = Q(is_current=True) | Q(valid_from__isnull=True, valid_until__isnull=True, added_by__isnull=False)
    found = Enrolment.objects.filter(on_a_list, training_class__plan=plan)
    return Counter(found.order_by().values_list("target_post__committee", "training_class"))


def _named(plan: Plan) -> Counter[tuple[int, int]]:
    """Who is pinned and waits for a list, by committee and class."""
    waiting = waiting_nominations().filter(plan=plan)
    found = Wish.objects.filter(nomination__in=waiting.values("pk"), kind=Wish.Kind.PINNED)
    return Counter(found.order_by().values_list("nomination__committee", "training_class"))


def _row(
    quota: QuotaRow,
    columns: Sequence[PlacesColumn],
    shares: Shares,
    given: Mapping[int, int] | None,
    seated: Mapping[tuple[int, int], int],
    named: Mapping[tuple[int, int], int],
) -> PlacesRow:
    pk = quota.committee_id
    cells = [_cell(column, given, seated.get((pk, column.class_id), 0)) for column in columns]
    if given is None or not any(column.class_id in given for column in columns if not column.is_settled):
        cells = [cell if column.is_settled else None for cell, column in zip(cells, columns, strict=True)]
    own = shares.get(pk, {})
    elsewhere = sum(count for quarter, count in own.items() if quarter not in {column.quarter for column in columns})
    return PlacesRow(
        committee_id=pk,
        committee=quota.committee,
        quota=quota.places,
        places=max(0, quota.places - elsewhere),
        cells=tuple(cells),
        named=tuple(0 if column.is_settled else named.get((pk, column.class_id), 0) for column in columns),
        open_cells=tuple(not column.is_settled for column in columns),
    )


def _cell(column: PlacesColumn, given: Mapping[int, int] | None, seated: int) -> Cell:
    return seated if column.is_settled else (given or {}).get(column.class_id, 0)


def _summed(rows: list[PlacesRow], columns: Sequence[PlacesColumn]) -> ClassPlacesGrid:
    is_whole = bool(rows) and all(row.is_given for row in rows)
    summed = [
        replace(
            column,
            places=sum(row.cells[place] or 0 for row in rows),
            least=column.smallest if is_whole else 0,
        )
        for place, column in enumerate(columns)
    ]
    return ClassPlacesGrid(rows=rows, columns=summed)


def _left(row: PlacesRow, columns: Sequence[PlacesColumn], shares: Shares, quarter: Quarter | None) -> int:
    """What a committee still has to give among the open classes of a quarter: its places less who is on a list."""
    own = shares.get(row.committee_id, {})
    if shares and quarter is None:
        places = row.quota - sum(own.values())
    else:
        places = own.get(quarter, 0) if shares and quarter else row.quota
    settled = [column.is_settled and (not shares or column.quarter == quarter) for column in columns]
    seated = sum(cell or 0 for cell, counts in zip(row.cells, settled, strict=True) if counts)
    return max(0, places - seated)


def _named_for(row: PlacesRow, columns: Sequence[PlacesColumn], wanted: Sequence[PlacesColumn]) -> list[int]:
    named = {column.class_id: count for column, count in zip(columns, row.named, strict=True)}
    return [named[column.class_id] for column in wanted]
