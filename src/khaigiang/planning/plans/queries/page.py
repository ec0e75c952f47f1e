"""A plan's own page: its rule, places, quarters, duties and the documents above it."""

from dataclasses import dataclass, replace
from datetime import date

from khaigiang.planning.documents.queries import ChainRow, chain
from khaigiang.planning.plans.models import PlacesByRule, Plan, QuartersSpread
from khaigiang.planning.plans.queries.amendments import AmendmentRow, PlanAsOf, amendment_rows, plan_as_of
from khaigiang.planning.plans.queries.approval import SubmissionRow, submission_rows
from khaigiang.planning.plans.queries.duties import DutyRow, duty_rows
from khaigiang.planning.plans.queries.exceptions import ExceptionRow
from khaigiang.planning.plans.queries.grid import PlacesGrid, grid_of
from khaigiang.planning.plans.queries.places import (
    QuarterCell,
    QuotaRow,
    last_places_by_rule,
    places_by_rule,
    places_in_words,
    places_preview,
    quota_rows,
)
from khaigiang.planning.plans.queries.plans import QuarterRow, above_quarter, quarter_rows
from khaigiang.planning.plans.queries.shares import last_spread, shares_now
from khaigiang.planning.plans.queries.targets import TargetPreview, rule_in_words, rule_of, target_preview
from khaigiang.planning.plans.rules import quarters_between
from khaigiang.planning.plans.states import AboveQuarter, AmendedField, PlacesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """What stands on a plan's page beside the plan; a draft shows what its rule finds now."""

    rule: str
    rule_changed_by: AmendmentRow | None
    exceptions: list[ExceptionRow]
    preview: TargetPreview | None
    places_rule: str
    places_promised: int
    places_by_rule: PlacesByRule | None
    quotas: list[QuotaRow]
    grid: PlacesGrid | None
    last_spread: QuartersSpread | None
    quarters: list[QuarterRow]
    duties: list[DutyRow]
    above: list[ChainRow]
    submissions: list[SubmissionRow]
    amendments: list[AmendmentRow]
    as_of: PlanAsOf | None
    starts_on: date
    ends_on: date
    due_on: date | None
    above_quarter: AboveQuarter

    @property
    def posts(self) -> int:
        """Posts of the target group: fixed ones, or those that the rule of a draft finds."""
        return self.preview.total if self.preview else sum(row.posts for row in self.quotas)

    @property
    def places(self) -> int:
        """Places asked of the committees: as they are, or as the rule of a plan that is not approved will give them."""
        return self.places_promised if self.preview else sum(row.places for row in self.quotas)

    @property
    def committees(self) -> int:
        """How many committees name people."""
        return len(self.preview.committees if self.preview else self.quotas)

    @property
    def classes_wanted(self) -> int:
        return sum(row.classes or 0 for row in self.quarters)

    @property
    def places_wanted(self) -> int:
        return sum(row.places or 0 for row in self.quarters)

    @property
    def last_submission(self) -> SubmissionRow | None:
        """When it was sent up last, and what was answered."""
        return self.submissions[0] if self.submissions else None

    @property
    def unsettled(self) -> int:
        """Papers for which nobody is named yet."""
        return sum(not row.is_settled for row in self.duties)


def plan_page(plan: Plan, *, on: date | None = None, today: date | None = None) -> PlanPage:
    """Everything on a plan's page, as it was in force on a day when one is asked for; few statements whatever its size."""
    as_of, amendments = plan_as_of(plan, on) if on else None, amendment_rows(plan)
    rule = as_of.rule if as_of else rule_of(plan)
    quotas, quarters = _quotas(quota_rows(plan), as_of), _quarters(quarter_rows(plan), as_of)
    grid = _grid(plan, quotas, quarters, as_of) if plan.is_approved else None
    preview = None if plan.is_approved else target_preview(rule)
    return PlanPage(
        rule=rule_in_words(rule),
        rule_changed_by=_changed_by(amendments, on),
        exceptions=[one for one in rule.exceptions if one.id],
        preview=preview,
        places_rule=places_in_words(PlacesRule(plan.places_rule), plan.places_number),
        places_promised=_promised(plan, preview) if preview else 0,
        places_by_rule=last_places_by_rule(plan) if plan.is_open or plan.is_draft else None,
        quotas=_by_quarter(quotas, grid),
        grid=grid,
        last_spread=last_spread(plan) if grid and plan.is_open and not as_of else None,
        quarters=quarters,
        duties=duty_rows(plan),
        above=chain(plan.document, today=today).grounds,
        submissions=submission_rows(plan),
        amendments=amendments,
        as_of=as_of,
        starts_on=(as_of and as_of.starts_on) or plan.starts_on,
        ends_on=(as_of and as_of.ends_on) or plan.ends_on,
        above_quarter=as_of.above_quarter if as_of else above_quarter(plan),
        due_on=as_of.due_on if as_of else plan.nominations_due_on,
    )


def _changed_by(amendments: list[AmendmentRow], on: date | None) -> AmendmentRow | None:
    """The latest amendment of the rule, of those in force on the day when one is asked for."""
    return next((row for row in amendments if row.rule and (on is None or row.in_force_on <= on)), None)


def _promised(plan: Plan, preview: TargetPreview) -> int:
    if plan.places_rule == PlacesRule.GIVEN:
        return places_preview(plan, PlacesRule.GIVEN, None, plan.places_given).places
    posts = dict(enumerate(row.posts for row in preview.committees))
    return sum(places_by_rule(posts, PlacesRule(plan.places_rule), plan.places_number).values())


def _quotas(rows: list[QuotaRow], as_of: PlanAsOf | None) -> list[QuotaRow]:
    if as_of is None:
        return rows
    then = {row.committee_id: as_of.number(AmendedField.PLACES, committee_id=row.committee_id) for row in rows}
    return [
        replace(row, places=then[row.committee_id] or 0, posts=as_of.posts.get(row.committee_id, 0))
        for row in rows
        if then[row.committee_id] is not None
    ]


def _grid(plan: Plan, quotas: list[QuotaRow], quarters: list[QuarterRow], as_of: PlanAsOf | None) -> PlacesGrid | None:
    wanted = {(row.year, row.quarter): row.places for row in quarters if row.places}
    grid = grid_of(quotas, as_of.shares() if as_of else shares_now(plan), wanted)
    return grid if grid.is_spread else None


def _by_quarter(rows: list[QuotaRow], grid: PlacesGrid | None) -> list[QuotaRow]:
    if grid is None:
        return rows
    labels = [f"{column.quarter}/{column.year}" for column in grid.columns]
    cells = {
        row.committee_id: tuple(
            QuarterCell(label=label, places=count) for label, count in zip(labels, row.cells, strict=True)
        )
        for row in grid.rows
    }
    return [replace(row, cells=cells[row.committee_id]) for row in rows]


def _quarters(rows: list[QuarterRow], as_of: PlanAsOf | None) -> list[QuarterRow]:
    if as_of is None or as_of.starts_on is None or as_of.ends_on is None:
        return rows
    return [
        QuarterRow(
            year=year,
            quarter=quarter,
            classes=as_of.number(AmendedField.CLASSES, year=year, quarter=quarter),
            places=as_of.number(AmendedField.PEOPLE, year=year, quarter=quarter),
        )
        for year, quarter in quarters_between(as_of.starts_on, as_of.ends_on)
    ]
