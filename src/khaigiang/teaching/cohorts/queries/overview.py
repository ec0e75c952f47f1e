"""The classes of each plan at a glance."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries.classes import ClassRow, class_rows
from khaigiang.teaching.cohorts.queries.waiting import waiting_nominations
from khaigiang.teaching.cohorts.states import TAKES_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanClasses:
    """The classes of one plan, and how many accepted people have no class yet."""

    plan_id: int
    title: str
    number: str
    is_open: bool
    rows: list[ClassRow]
    waiting: int

    @property
    def class_ids(self) -> list[int]:
        """The classes by their ids."""
        return [row.id for row in self.rows]

    @property
    def people(self) -> int:
        """Everybody placed or listed."""
        return sum(row.people for row in self.rows)

    @property
    def wanted(self) -> int:
        """The places of all classes as wanted."""
        return sum(row.wanted for row in self.rows if not row.is_cancelled)

    @property
    def count(self) -> int:
        """How many classes there are or were; a cancelled one counts no longer."""
        return sum(not row.is_cancelled for row in self.rows)


def classes_by_plan(classes: QuerySet[TrainingClass], plans: QuerySet[Plan], on: date) -> list[PlanClasses]:
    """Every visible plan that runs or has classes, the newest first, with its visible classes; three statements."""
    of_plan: defaultdict[int, list[ClassRow]] = defaultdict(list)
    for row in class_rows(classes, on):
        of_plan[row.plan_id].append(row)
    shown = plans.filter(Q(state=PlanState.OPEN) | Q(pk__in=of_plan)).select_related("document")
    waiting = _waiting_counts(shown)
    return [_shown(plan, of_plan[plan.pk], waiting) for plan in shown.order_by("-starts_on", "-pk")]


def classes_of_plan(plan: Plan, classes: QuerySet[TrainingClass], on: date) -> PlanClasses:
    """The visible classes of one plan; two statements."""
    waiting = _waiting_counts(Plan.objects.filter(pk=plan.pk))
    return _shown(plan, class_rows(classes.filter(plan=plan), on), waiting)


def _shown(plan: Plan, rows: list[ClassRow], waiting: Mapping[int, int]) -> PlanClasses:
    return PlanClasses(
        plan_id=plan.pk,
        title=plan.title,
        number=plan.document.number,
        is_open=plan.is_open,
        rows=rows,
        waiting=waiting.get(plan.pk, 0),
    )


def _waiting_counts(plans: QuerySet[Plan]) -> dict[int, int]:
    found = waiting_nominations().filter(plan__in=plans.order_by())
    found = found.exclude(placement__training_class__state__in=TAKES_PEOPLE)
    return dict(found.order_by().values_list("plan").annotate(count=Count("pk")))
