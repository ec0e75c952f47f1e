"""How grave rules are in the timetables of a plan."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.timetable.models import RuleLevel
from khaigiang.teaching.timetable.states import FindingKind, Level, usual_level

Levels = Mapping[FindingKind, Level]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleRow:
    """One rule of a plan with its level; who set it and why, where it is not as usual."""

    kind: FindingKind
    level: Level
    usual: Level
    reason: str = ""
    set_by: str = ""
    set_at: datetime | None = None

    @property
    def said(self) -> str:
        """The rule in words, with dots for what each finding names."""
        return str(self.kind.label) % defaultdict(lambda: "…")


def levels_of(plan_id: int) -> Levels:
    """The level of every kind of finding in the timetables of a plan; one statement."""
    told = dict(RuleLevel.objects.filter(plan=plan_id).values_list("kind", "level"))
    return {kind: Level(told.get(kind.value) or usual_level(kind)) for kind in FindingKind}


def rule_rows(plan: Plan) -> list[RuleRow]:
    """Every rule of a plan, the gravest as usual first."""
    told = {one.kind: one for one in plan.rule_levels.select_related("set_by")}
    return [_rule_row(kind, told.get(kind.value)) for kind in sorted(FindingKind, key=_gravity)]


def _gravity(kind: FindingKind) -> int:
    return list(Level).index(usual_level(kind))


def _rule_row(kind: FindingKind, told: RuleLevel | None) -> RuleRow:
    usual = usual_level(kind)
    if told is None:
        return RuleRow(kind=kind, level=usual, usual=usual)
    return RuleRow(
        kind=kind,
        level=Level(told.level),
        usual=usual,
        reason=told.reason,
        set_by=str(told.set_by),
        set_at=told.set_at,
    )
