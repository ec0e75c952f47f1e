"""What would come of adding people to the target group of a plan, and which posts of open plans a proof may excuse."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from khaigiang.oversight.deadlines.models import Proof
from khaigiang.oversight.deadlines.queries.due import DueRow
from khaigiang.planning.plans.models import Excuse, Plan, TargetPost
from khaigiang.planning.plans.queries import rule_of
from khaigiang.planning.plans.states import MAY_CHANGE, PlanState
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Joining:
    """One person who falls due, and what adding their unit to a target group does."""

    official_id: int
    official: str
    unit_id: int
    unit: str
    is_added: bool
    why_not: str


def joining(plan: Plan, rows: Sequence[DueRow]) -> list[Joining]:
    """What becomes of each of these people; four statements for any number."""
    rule = rule_of(plan)
    units = Unit.objects.on(plan.target_on).in_bulk([row.unit_id for row in rows])
    held = Appointment.objects.on(plan.target_on).filter(post=plan.target_post_id, unit__in=units).holders_last()
    holders = dict(held.values_list("unit_id", "official_id"))
    by_exception = {one.unit_id: one.adds for one in rule.exceptions}
    seen: set[int] = set()
    found = []
    for row in rows:
        unit = units.get(row.unit_id)
        why_not = _why_not(plan, row, unit, by_exception, holders)
        if not why_not and row.unit_id in seen:
            why_not = _("the unit is added already")
        seen.add(row.unit_id)
        found.append(
            Joining(
                official_id=row.official_id,
                official=row.official,
                unit_id=row.unit_id,
                unit=row.unit,
                is_added=not why_not,
                why_not=why_not,
            )
        )
    return found


def draft_plans(plans: QuerySet[Plan]) -> QuerySet[Plan]:
    """Plans whose target group may still change."""
    return plans.filter(state__in=MAY_CHANGE).select_related("document", "target_post").order_by("-starts_on", "pk")


def posts_to_excuse(proof: Proof, on: date) -> list[TargetPost]:
    """Posts of open plans that the official holds on a day and that nothing excuses yet; one statement."""
    holds = Appointment.objects.on(on).filter(official=proof.official_id, post=OuterRef("post"), unit=OuterRef("unit"))
    excused = Excuse.objects.filter(target_post=OuterRef("pk"), withdrawn_on__isnull=True)
    posts = TargetPost.objects.filter(~Exists(excused), Exists(holds), plan__state=PlanState.OPEN)
    return list(posts.select_related("plan__document", "post", "unit").order_by("plan", "pk"))


def of_people(rows: Iterable[DueRow], official_ids: Iterable[int]) -> list[DueRow]:
    """The rows of these people, each person once."""
    wanted = set(official_ids)
    found: dict[int, DueRow] = {}
    for row in rows:
        if row.official_id in wanted:
            found.setdefault(row.official_id, row)
    return list(found.values())


def _why_not(plan: Plan, row: DueRow, unit: Unit | None, by_exception: dict[int, bool], holders: dict[int, int]) -> str:
    if row.post_id != plan.target_post_id:
        return _("holds another post than the plan trains")
    if unit is None:
        return _("the unit does not exist on the day of the plan")
    if unit.pk in by_exception:
        return _("added to the group already") if by_exception[unit.pk] else _("left out of the group with a reason")
    if unit.kind in plan.target_kinds:
        return _("is in the group by the rule")
    if holders.get(unit.pk) != row.official_id:
        return _("does not hold the post on the day of the plan")
    return ""


def plan_of(rows: Sequence[DueRow], on: date) -> dict[str, list[str]]:
    """The target group of a new plan for these people: the post that most of them hold, and the kinds of their units."""
    if not rows:
        return {}
    posts = Counter(row.post_id for row in rows)
    kinds = sorted({row.kind for row in rows})
    return {"target_post": [str(posts.most_common(1)[0][0])], "target_kinds": kinds, "target_on": [f"{on:%d/%m/%Y}"]}
