"""Units that typed words name, in the target group of a plan or beyond it, to be left out or added one by one."""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries.targets import TargetRule, rule_of
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit
from khaigiang.vietnamese.names import fold

MOST_FOUND: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One unit that was found: is it in the group, and who holds the post on the day?"""

    unit_id: int
    unit: str
    within: str
    holder: str
    is_in: bool
    exception_id: int | None


def group_rows(plan: Plan, text: str) -> list[GroupRow]:
    """Units of the rule's day that the words name, or whose holder of the post they name; at most 30, four statements."""
    words = fold(text).split()
    if not words:
        return []
    rule = rule_of(plan)
    found = list(_found(rule, words).select_related("parent").order_by("sort_key", "pk")[:MOST_FOUND])
    held = Appointment.objects.on(rule.on).filter(post=rule.post, unit__in=found).holders_last()
    holders = {one.unit_id: one.official.full_name for one in held.select_related("official")}
    exceptions = {one.unit_id: one for one in rule.exceptions}
    return [
        GroupRow(
            unit_id=unit.pk,
            unit=unit.name,
            within=unit.parent.name if unit.parent else "",
            holder=holders.get(unit.pk, ""),
            is_in=exceptions[unit.pk].adds if unit.pk in exceptions else unit.kind in rule.kinds,
            exception_id=exceptions[unit.pk].id if unit.pk in exceptions else None,
        )
        for unit in found
    ]


def _found(rule: TargetRule, words: list[str]) -> QuerySet[Unit]:
    held = Appointment.objects.on(rule.on).filter(post=rule.post, unit=OuterRef("pk"))
    by_unit, by_holder = Q(), Q()
    for word in words:
        by_unit &= Q(folded__contains=word) | Q(parent__folded__contains=word)
        by_holder &= Q(official__folded__contains=word)
    return Unit.objects.on(rule.on).filter(by_unit | Exists(held.filter(by_holder)))
