"""A plan's own page: its rule, places, quarters, duties and the documents above it."""

from dataclasses import dataclass

from khaigiang.planning.documents.queries import ChainRow, chain
from khaigiang.planning.plans.models import PlacesByRule, Plan
from khaigiang.planning.plans.queries.approval import SubmissionRow, submission_rows
from khaigiang.planning.plans.queries.duties import DutyRow, duty_rows
from khaigiang.planning.plans.queries.places import QuotaRow, last_places_by_rule, places_in_words, quota_rows
from khaigiang.planning.plans.queries.plans import QuarterRow, quarter_rows
from khaigiang.planning.plans.queries.targets import ExceptionRow, TargetPreview, rule_in_words, rule_of, target_preview
from khaigiang.planning.plans.states import PlacesRule


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPage:
    """What stands on a plan's page beside the plan; a draft shows what its rule finds now."""

    rule: str
    exceptions: tuple[ExceptionRow, ...]
    preview: TargetPreview | None
    places_rule: str
    places_by_rule: PlacesByRule | None
    quotas: list[QuotaRow]
    quarters: list[QuarterRow]
    duties: list[DutyRow]
    above: list[ChainRow]
    submissions: list[SubmissionRow]

    @property
    def posts(self) -> int:
        """Posts of the target group: fixed ones, or those that the rule of a draft finds."""
        return self.preview.total if self.preview else sum(row.posts for row in self.quotas)

    @property
    def places(self) -> int:
        return sum(row.places for row in self.quotas)

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


def plan_page(plan: Plan) -> PlanPage:
    """Everything on a plan's page; the same few statements whatever its size."""
    rule = rule_of(plan)
    return PlanPage(
        rule=rule_in_words(rule),
        exceptions=rule.exceptions,
        preview=None if plan.is_approved else target_preview(rule),
        places_rule=places_in_words(PlacesRule(plan.places_rule), plan.places_number),
        places_by_rule=last_places_by_rule(plan) if plan.is_open else None,
        quotas=quota_rows(plan),
        quarters=quarter_rows(plan),
        duties=duty_rows(plan),
        above=chain(plan.document).grounds,
        submissions=submission_rows(plan),
    )
