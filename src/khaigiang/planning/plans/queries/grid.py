"""Places by committee and quarter: the grid of a plan, with its sums and what does not add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries.places import QuotaRow, places_preview, quota_rows
from khaigiang.planning.plans.queries.shares import Quarter, shares_now, spread_shares, targets_of
from khaigiang.planning.plans.states import PlacesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterColumn:
    """One quarter of the grid: the places that the plan wants in it, and those of all committees together."""

    year: int
    quarter: int
    target: int
    places: int

    @property
    def key(self) -> Quarter:
        return self.year, self.quarter

    @property
    def told(self) -> str:
        """What does not add up, in words; nothing where it does."""
        return _told(self.places - self.target, of_quarter=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One committee: its posts, its places, and these by quarter in the order of the columns."""

    committee_id: int
    committee: str
    posts: int
    places: int
    cells: tuple[int, ...]

    @property
    def total(self) -> int:
        """All its quarters together."""
        return sum(self.cells)

    @property
    def told(self) -> str:
        """What does not add up, in words; nothing where it does."""
        return _told(self.total - self.places)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesGrid:
    """Committees down, quarters across; without columns where no quarter wants people."""

    rows: list[GridRow]
    columns: list[QuarterColumn]
    is_spread: bool

    @property
    def posts(self) -> int:
        return sum(row.posts for row in self.rows)

    @property
    def places(self) -> int:
        """Places of all committees."""
        return sum(row.places for row in self.rows)

    @property
    def total(self) -> int:
        """Places of all committees in all quarters."""
        return sum(row.total for row in self.rows)

    @property
    def target(self) -> int:
        """Places wanted in all quarters."""
        return sum(column.target for column in self.columns)

    @property
    def unequal(self) -> int:
        """Committees and quarters that do not add up."""
        return sum(bool(row.told) for row in self.rows) + sum(bool(column.told) for column in self.columns)

    @property
    def can_be_spread(self) -> bool:
        """Does any quarter want people?"""
        return self.target > 0


def places_grid(plan: Plan) -> PlacesGrid:
    """The places of a plan by committee and quarter: as they are, before the approval as it will give them.

    A constant number of statements.
    """
    if plan.is_approved:
        return grid_of(quota_rows(plan), shares_now(plan), targets_of(plan))
    promised = places_preview(plan, PlacesRule(plan.places_rule), plan.places_number, plan.places_given).rows
    rows = [
        QuotaRow(
            quota_id=0,
            committee_id=row.committee_id,
            committee=row.committee,
            phone="",
            posts=row.posts,
            places=row.places,
        )
        for row in promised
    ]
    targets = targets_of(plan)
    return grid_of(rows, spread_shares({row.committee_id: row.places for row in rows}, targets), targets)


def retyped(grid: PlacesGrid, places: Mapping[int, int], cells: Mapping[int, Sequence[int]]) -> PlacesGrid:
    """The same grid with what somebody has typed into it."""
    rows = [replace(row, places=places[row.committee_id], cells=tuple(cells[row.committee_id])) for row in grid.rows]
    columns = [
        replace(column, places=sum(row.cells[place] for row in rows)) for place, column in enumerate(grid.columns)
    ]
    return replace(grid, rows=rows, columns=columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadCell:
    """Places of a committee in a quarter or class: as they are (None: none are given), and as the rule gives them."""

    now: int | None
    places: int | None

    @property
    def is_changed(self) -> bool:
        return self.now != self.places


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadRow:
    """One committee with its quarters."""

    committee: str
    places: int
    cells: list[SpreadCell]

    @property
    def is_changed(self) -> bool:
        """Would any quarter have another number than now?"""
        return any(cell.is_changed for cell in self.cells)


@dataclass(frozen=True, slots=True, kw_only=True)
class SpreadPreview:
    """What the rule gives every committee in every quarter, beside what it has."""

    rows: list[SpreadRow]
    columns: list[QuarterColumn]
    places: int

    @property
    def changed(self) -> int:
        """How many committees have other quarters than now."""
        return sum(row.is_changed for row in self.rows)

    @property
    def target(self) -> int:
        """Places wanted in all quarters."""
        return sum(column.target for column in self.columns)


def spread_preview(plan: Plan) -> SpreadPreview:
    """What the rule gives: every committee's places in proportion to the quarters' targets; a constant number of statements."""
    rows, targets, now = quota_rows(plan), targets_of(plan), shares_now(plan)
    grid = grid_of(rows, spread_shares({row.committee_id: row.places for row in rows}, targets), targets)
    lines = [
        SpreadRow(
            committee=row.committee,
            places=row.places,
            cells=[
                SpreadCell(now=now.get(row.committee_id, {}).get(column.key, 0), places=count)
                for column, count in zip(grid.columns, row.cells, strict=True)
            ],
        )
        for row in grid.rows
    ]
    return SpreadPreview(rows=lines, columns=grid.columns, places=grid.places)


def grid_of(
    rows: Sequence[QuotaRow], shares: Mapping[int, Mapping[Quarter, int]], targets: Mapping[Quarter, int]
) -> PlacesGrid:
    """The grid of committees with these shares and quarters with these targets."""
    quarters = sorted(set(targets) | {quarter for cells in shares.values() for quarter in cells})
    lines = [
        GridRow(
            committee_id=row.committee_id,
            committee=row.committee,
            posts=row.posts,
            places=row.places,
            cells=tuple(shares.get(row.committee_id, {}).get(quarter, 0) for quarter in quarters),
        )
        for row in rows
    ]
    columns = [
        QuarterColumn(
            year=quarter[0],
            quarter=quarter[1],
            target=targets.get(quarter, 0),
            places=sum(line.cells[place] for line in lines),
        )
        for place, quarter in enumerate(quarters)
    ]
    return PlacesGrid(rows=lines, columns=columns, is_spread=any(shares.values()))


def _told(difference: int, *, of_quarter: bool = False) -> str:
    if difference == 0:
        return ""
    if of_quarter:
        words = _("%(count)s more than its target") if difference > 0 else _("%(count)s fewer than its target")
    else:
        words = _("%(count)s more than its places") if difference > 0 else _("%(count)s fewer than its places")
    return words % {"count": abs(difference)}
