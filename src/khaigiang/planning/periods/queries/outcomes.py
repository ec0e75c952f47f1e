"""What became of lines, counted from the training plans that carry them out: nobody types it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Sum

from khaigiang.planning.periods.models import CarriedOut
from khaigiang.planning.plans.models import Quota
from khaigiang.planning.plans.outcomes import classes_of, completed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Places given, classes opened, people who completed."""

    places: int = 0
    classes: int = 0
    completed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LinePlan:
    """One training plan that carries a line out, with what became of it."""

    plan_id: int
    title: str
    number: str
    state: str
    state_label: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """The training plans of every line: those of an annual line, and for a term line those of the lines beneath it."""

    by_line: dict[int, list[LinePlan]] = field(default_factory=dict)

    def plans(self, line_ids: Iterable[int]) -> list[LinePlan]:
        """The training plans of some lines, each once."""
        found = {one.plan_id: one for pk in line_ids for one in self.by_line.get(pk, [])}
        return list(found.values())

    def outcome(self, line_ids: Iterable[int]) -> Outcome:
        """What became of some lines together."""
        return added_up(one.outcome for one in self.plans(line_ids))


def added_up(outcomes: Iterable[Outcome]) -> Outcome:
    """Several outcomes as one."""
    found = list(outcomes)
    return Outcome(
        places=sum(one.places for one in found),
        classes=sum(one.classes for one in found),
        completed=sum(one.completed for one in found),
    )


def carried(line_ids: Collection[int], on: date) -> Carried:
    """The training plans of lines with what became of them by a day; four statements whatever their number."""
    rows = list(
        CarriedOut.objects.filter(Q(line__in=line_ids) | Q(line__above__in=line_ids))
        .select_related("training_plan__document", "line")
        .order_by("training_plan__starts_on", "training_plan")
    )
    outcomes = outcomes_of_plans({row.training_plan_id for row in rows}, on)
    by_line: defaultdict[int, list[LinePlan]] = defaultdict(list)
    for row in rows:
        plan = row.training_plan
        made = LinePlan(
            plan_id=plan.pk,
            title=plan.title,
            number=plan.document.number,
            state=plan.state,
            state_label=plan.get_state_display(),
            outcome=outcomes[plan.pk],
        )
        by_line[row.line_id].append(made)
        if row.line.above_id:
            by_line[row.line.above_id].append(made)
    return Carried(by_line=dict(by_line))


def outcomes_of_plans(plan_ids: Collection[int], on: date) -> dict[int, Outcome]:
    """What became of training plans by a day; three statements."""
    places = dict(Quota.objects.filter(plan__in=plan_ids).values_list("plan").annotate(Sum("places")))
    opened = [one.plan_id for one in classes_of(plan_ids) if one.is_decided and one.starts_on <= on]
    completed: defaultdict[int, int] = defaultdict(int)
    for (plan_id, _committee_id), count in completed_in(plan_ids, on).items():
        completed[plan_id] += count
    return {pk: Outcome(places=places.get(pk, 0), classes=opened.count(pk), completed=completed[pk]) for pk in plan_ids}
