"""Posts that typed words name, in the target group of a plan or beyond it, to be left out or added one by one."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, NamedTuple

from django.db.models import Q

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.queries.exceptions import Place
from khaigiang.planning.plans.queries.targets import TargetRule, rule_of
from khaigiang.registry.officials.models import Appointment, Post
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


class _Found(NamedTuple):
    """A post of a unit, and who holds it on the day."""

    post_id: int
    post: str
    unit: Unit
    holder: str


def group_rows(plan: Plan, text: str) -> list[GroupRow]:
    """Posts of units that the words name, and whatever post is held by whom they name; at most 30, five statements."""
    words = fold(text).split()
    if not words:
        return []
    rule = rule_of(plan)
    exceptions = {one.place: one for one in rule.exceptions}
    return [
        _row(
            one,
            is_in=exceptions[place].adds if place in exceptions else rule.finds(one.post_id, one.unit),
            exception_id=exceptions[place].id if place in exceptions else None,
        )
        for place, one in _found(rule, words).items()
    ]


def amendable_rows(plan: Plan, text: str, kept: Collection[Place], on: date) -> list[GroupRow]:
    """Posts that an amendment may add or take out: those kept so far, and what the words name; eight statements."""
    rule, words = replace(rule_of(plan), on=on), fold(text).split()
    found = _kept(kept, on) | (_found(rule, words) if words else {})
    members = plan.target_posts.standing().filter(unit__in={unit_id for _post, unit_id in found})
    standing = set(members.values_list("post_id", "unit_id"))
    return [_row(one, is_in=place in standing) for place, one in found.items()]


def _row(one: _Found, *, is_in: bool, exception_id: int | None = None) -> GroupRow:
    return GroupRow(
        post_id=one.post_id,
        post=one.post,
        unit_id=one.unit.pk,
        unit=one.unit.name,
        within=one.unit.parent.name if one.unit.parent else "",
        holder=one.holder,
        is_in=is_in,
        exception_id=exception_id,
    )


def _found(rule: TargetRule, words: Sequence[str]) -> dict[Place, _Found]:
    units = _units(rule, words)
    held = _held_by_them(rule, words)
    holders = {(one.post_id, one.unit_id): one.official.full_name for one in [*_held_there(rule, units), *held]}
    return {
        place: _Found(post_id, title, unit, holders.get(place, ""))
        for place, (post_id, title, unit) in _in_order(rule, units, held).items()
    }


def _kept(places: Collection[Place], on: date) -> dict[Place, _Found]:
    units = Unit.objects.on(on).select_related("parent").in_bulk({unit_id for _post, unit_id in places})
    posts = Post.objects.in_bulk({post_id for post_id, _unit in places})
    held = Appointment.objects.on(on).filter(post__in=posts, unit__in=units).holders_last().select_related("official")
    holders = {(one.post_id, one.unit_id): one.official.full_name for one in held}
    return {
        (post_id, unit_id): _Found(post_id, posts[post_id].title, units[unit_id], holders.get((post_id, unit_id), ""))
        for post_id, unit_id in places
        if post_id in posts and unit_id in units
    }


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
