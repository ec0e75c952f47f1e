"""The target group: its rule in words, and what the rule finds on its day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.rules import naming_unit
from khaigiang.registry.officials.models import Appointment, Post
from khaigiang.registry.units.models import COMMITTEES, Office, Unit, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule:
    """Holders of this post in units of these kinds on this day."""

    post: Post
    kinds: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetUnit:
    """One unit that the rule finds, and the committee that names its people, if there is one."""

    unit_id: int
    unit: str
    kind: str
    committee_id: int | None
    committee: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KindCount:
    """Posts in units of one kind."""

    kind: str
    posts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeCount:
    """Posts of which one committee names the people; vacant ones have no holder on the day."""

    committee: str
    posts: int
    vacant: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetPreview:
    """What a rule finds: how many posts, of which kinds, for which committees."""

    words: str
    total: int
    vacant: int
    kinds: list[KindCount]
    committees: list[CommitteeCount]
    without_committee: list[str]


def rule_of(plan: Plan) -> TargetRule:
    """The plan's own rule."""
    return TargetRule(post=plan.target_post, kinds=tuple(plan.target_kinds), on=plan.target_on)


def rule_in_words(rule: TargetRule) -> str:
    """The rule as a sentence in the reader's language."""
    kinds = ", ".join(str(UnitKind(kind).label) for kind in UnitKind.values if kind in rule.kinds)
    return _("%(post)s of every %(kinds)s as of %(day)s") % {
        "post": rule.post.title,
        "kinds": kinds or "…",
        "day": f"{rule.on.day}/{rule.on.month}/{rule.on.year}",
    }


def target_units(rule: TargetRule) -> list[TargetUnit]:
    """Every unit that the rule finds with its committee, by committee and unit; two statements."""
    offices = list(Office.objects.filter(kind__in=COMMITTEES, is_active=True).order_by("sort_key", "pk"))
    by_unit = {office.unit_id: office.pk for office in offices}
    names = {office.pk: office.name for office in offices}
    places = {office.pk: place for place, office in enumerate(offices)}
    units = Unit.objects.filter(valid_on(rule.on), kind__in=rule.kinds).order_by("sort_key", "pk")
    found = [_target_unit(unit, by_unit, names) for unit in units]
    return sorted(found, key=lambda one: places.get(one.committee_id or 0, len(places)))


def target_preview(rule: TargetRule) -> TargetPreview:
    """What the rule finds on its day, counted; three statements whatever it finds."""
    units = target_units(rule)
    held = set(
        Appointment.objects.filter(valid_on(rule.on), post=rule.post).values_list("unit_id", flat=True),
    )
    kinds = Counter(one.kind for one in units)
    return TargetPreview(
        words=rule_in_words(rule),
        total=len(units),
        vacant=sum(one.unit_id not in held for one in units),
        kinds=[KindCount(kind=str(UnitKind(kind).label), posts=posts) for kind, posts in kinds.most_common()],
        committees=_by_committee([one for one in units if one.committee_id], held),
        without_committee=[one.unit for one in units if one.committee_id is None],
    )


def _target_unit(unit: Unit, by_unit: dict[int, int], names: dict[int, str]) -> TargetUnit:
    committee_id = naming_unit(unit.pk, unit.parent_id, committees=by_unit)
    return TargetUnit(
        unit_id=unit.pk,
        unit=unit.name,
        kind=unit.kind,
        committee_id=committee_id,
        committee=names[committee_id] if committee_id else "",
    )


def _by_committee(units: Sequence[TargetUnit], held: set[int]) -> list[CommitteeCount]:
    posts = Counter(one.committee for one in units)
    vacant = Counter(one.committee for one in units if one.unit_id not in held)
    return [
        CommitteeCount(committee=committee, posts=count, vacant=vacant[committee]) for committee, count in posts.items()
    ]
