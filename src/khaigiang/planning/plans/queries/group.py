"""Posts that typed words name, in the target group of a plan or beyond it, to be left out or added one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries.targets import Place, TargetRule, rule_of
from khaigiang.registry.officials.models import Appointment
from khaigiang.registry.units.models import Unit
from khaigiang.vietnamese.names import fold

MOST_FOUND: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """One post of a unit that was found: is it in the group, and who holds it on the day?"""

    post_id: int
    post: str
    unit_id: int
    unit: str
    within: str
    holder: str
    is_in: bool
    exception_id: int | None


def group_rows(plan: Plan, text: str) -> list[GroupRow]:
    """Posts of units that the words name, and whatever post is held by whom they name; at most 30, five statements."""
    words = fold(text).split()
    if not words:
        return []
    rule = rule_of(plan)
    units = _units(rule, words)
    held = _held_by_them(rule, words)
    holders = {(one.post_id, one.unit_id): one.official.full_name for one in [*_held_there(rule, units), *held]}
    exceptions = {one.place: one for one in rule.exceptions}
    found = _in_order(rule, units, held)
    return [
        GroupRow(
            post_id=post_id,
            post=title,
            unit_id=unit.pk,
            unit=unit.name,
            within=unit.parent.name if unit.parent else "",
            holder=holders.get((post_id, unit.pk), ""),
            is_in=exceptions[place].adds if place in exceptions else rule.finds(post_id, unit),
            exception_id=exceptions[place].id if place in exceptions else None,
        )
        for place, (post_id, title, unit) in found.items()
    ]


def _in_order(
    rule: TargetRule, units: Iterable[Unit], held: Iterable[Appointment]
) -> dict[Place, tuple[int, str, Unit]]:
    found = [(post.pk, post.title, unit) for unit in units for post in rule.posts if post.unit_level == unit.level]
    found += [(one.post_id, one.post.title, one.unit) for one in held]
    rows = {(post_id, unit.pk): (post_id, title, unit) for post_id, title, unit in found[:MOST_FOUND]}
    return dict(sorted(rows.items(), key=lambda one: (one[1][2].sort_key, one[1][1], one[0])))


def _units(rule: TargetRule, words: Sequence[str]) -> list[Unit]:
    units = Unit.objects.on(rule.on).select_related("parent")
    for word in words:
        units = units.filter(Q(folded__contains=word) | Q(parent__folded__contains=word))
    return list(units.order_by("sort_key", "pk")[:MOST_FOUND])


def _held_there(rule: TargetRule, units: Iterable[Unit]) -> list[Appointment]:
    held = Appointment.objects.on(rule.on).filter(post__in=rule.posts, unit__in=[unit.pk for unit in units])
    return list(held.holders_last().select_related("official"))


def _held_by_them(rule: TargetRule, words: Sequence[str]) -> list[Appointment]:
    held = Appointment.objects.on(rule.on).filter(unit__in=Unit.objects.on(rule.on))
    for word in words:
        held = held.filter(official__folded__contains=word)
    return list(held.select_related("official", "post", "unit__parent").order_by("unit__sort_key", "pk")[:MOST_FOUND])
