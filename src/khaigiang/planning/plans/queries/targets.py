"""The target group: its rule in words, and what the rule finds on its day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.ground.shared.periods import valid_on
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.officials.models import Appointment, Official, Post
from khaigiang.registry.units.models import Office, Unit, UnitKind
from khaigiang.registry.units.queries import committees_for

NAMED_IN_WORDS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionRow:
    """One unit in or out of the group whatever the rule finds, whom it concerns, and why."""

    id: int
    unit_id: int
    unit: str
    adds: bool
    official_id: int | None
    official: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetRule:
    """Holders of this post in units of these kinds on this day, with single units more or fewer."""

    post: Post
    kinds: tuple[str, ...]
    on: date
    exceptions: tuple[ExceptionRow, ...] = ()

    @property
    def added(self) -> list[ExceptionRow]:
        """Units that belong to the group beyond the kinds."""
        return [one for one in self.exceptions if one.adds]

    @property
    def left_out(self) -> list[ExceptionRow]:
        """Units that do not belong to the group although they are of its kinds."""
        return [one for one in self.exceptions if not one.adds]


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
    """The plan's own rule with its exceptions; one statement."""
    return TargetRule(
        post=plan.target_post,
        kinds=tuple(plan.target_kinds),
        on=plan.target_on,
        exceptions=tuple(exception_rows(plan)),
    )


def exception_rows(plan: Plan) -> list[ExceptionRow]:
    """Units more or fewer than the kinds say, in the order of lists; one statement."""
    found = plan.exceptions.select_related("unit", "official").order_by("-adds", "unit__sort_key", "pk")
    return [
        ExceptionRow(
            id=one.pk,
            unit_id=one.unit_id,
            unit=one.unit.name,
            adds=one.adds,
            official_id=one.official_id,
            official=one.official.full_name if one.official else "",
            reason=one.reason,
        )
        for one in found
    ]


def rule_in_words(rule: TargetRule) -> str:
    """The rule as a sentence in the reader's language."""
    kinds = ", ".join(str(UnitKind(kind).label) for kind in UnitKind.values if kind in rule.kinds)
    words = _("%(post)s of every %(kinds)s as of %(day)s") % {
        "post": rule.post.title,
        "kinds": kinds or "…",
        "day": day_in_words(rule.on),
    }
    if rule.added:
        words += _("; besides %(units)s") % {"units": _some_units(rule.added)}
    if rule.left_out:
        words += _("; without %(units)s") % {"units": _some_units(rule.left_out)}
    return words


def target_units(rule: TargetRule) -> list[TargetUnit]:
    """Every unit that the rule finds with its committee, by committee and unit; two statements."""
    of_the_group = Q(kind__in=rule.kinds) | Q(pk__in=[one.unit_id for one in rule.added])
    found_units = Unit.objects.on(rule.on).filter(of_the_group).exclude(pk__in=[one.unit_id for one in rule.left_out])
    units = list(found_units.order_by("sort_key", "pk"))
    committees = committees_for(units, rule.on)
    found = [(unit, committees.get(unit.pk)) for unit in units]
    in_order = sorted(found, key=lambda one: (one[1] is None, one[1].sort_key if one[1] else ""))
    return [_target_unit(unit, committee) for unit, committee in in_order]


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


def holder_on(plan: Plan, unit: Unit, on: date) -> Official | None:
    """Who holds the plan's post in a unit on a day."""
    held = Appointment.objects.on(on).filter(post=plan.target_post_id, unit=unit).holders_last()
    last = held.select_related("official").last()
    return last.official if last else None


def _some_units(rows: Sequence[ExceptionRow]) -> str:
    named = ", ".join(one.unit for one in rows[:NAMED_IN_WORDS])
    return (
        named
        if len(rows) <= NAMED_IN_WORDS
        else _("%(units)s and %(count)s more")
        % {
            "units": named,
            "count": len(rows) - NAMED_IN_WORDS,
        }
    )


def _target_unit(unit: Unit, committee: Office | None) -> TargetUnit:
    return TargetUnit(
        unit_id=unit.pk,
        unit=unit.name,
        kind=unit.kind,
        committee_id=committee.pk if committee else None,
        committee=committee.name if committee else "",
    )


def _by_committee(units: Sequence[TargetUnit], held: set[int]) -> list[CommitteeCount]:
    posts = Counter(one.committee for one in units)
    vacant = Counter(one.committee for one in units if one.unit_id not in held)
    return [
        CommitteeCount(committee=committee, posts=count, vacant=vacant[committee]) for committee, count in posts.items()
    ]
