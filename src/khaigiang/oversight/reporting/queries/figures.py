"""The figures of a programme at the end of a day, each computed from the ledger or counted from the programme."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.figures import percent
from khaigiang.oversight.coverage.queries import LedgerRow, StateCount, ledger, remaining_by_state
from khaigiang.oversight.reporting.indicators import BY_ID, INDICATORS
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.states import ItemKind

COUNTED: Final[dict[str, Promise]] = {
    "classes": _("Classes"),
    "topics": _("Topics"),
    "discussions": _("Discussions"),
    "days": _("Days"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure; where it is a share, of how many, in percent to one decimal."""

    id: str
    label: str
    value: int
    of: int | None = None

    @property
    def percent(self) -> Decimal | None:
        return None if self.of is None else percent(self.value, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Every figure of a programme on a day, the ledger they come from, and how the two remainders are split."""

    on: date
    ledger: list[LedgerRow]
    by_id: Mapping[str, Figure]
    other_bands: list[tuple[str, int]]
    remaining: list[StateCount]


def figures_of(plan: Plan, on: date) -> Figures:
    """The twelve figures of a programme at the end of a day; a few statements for any number of posts."""
    rows = ledger(plan, on)
    values = {indicator.id: len(indicator.rows(rows)) for indicator in INDICATORS}
    shares = {
        indicator.id: Figure(
            id=indicator.id,
            label=str(indicator.label),
            value=values[indicator.id],
            of=values[indicator.of] if indicator.of else None,
        )
        for indicator in INDICATORS
    }
    other = Counter(row.band_name for row in BY_ID["other"].rows(rows))
    return Figures(
        on=on,
        ledger=rows,
        by_id={**shares, **_counted(plan)},
        other_bands=other.most_common(),
        remaining=remaining_by_state(rows),
    )


def _counted(plan: Plan) -> dict[str, Figure]:
    topics, discussions, days = _taught(plan)
    counts = {"classes": plan.classes.count(), "topics": topics, "discussions": discussions, "days": days}
    return {key: Figure(id=key, label=str(COUNTED[key]), value=value) for key, value in counts.items()}


def _taught(plan: Plan) -> tuple[int, int, int]:
    """Topics, discussions and days of the programme version that most classes of the plan are taught by."""
    found = (
        ProgrammeVersion.objects.filter(classes__plan=plan)
        .annotate(
            taught=Count("classes", filter=Q(classes__plan=plan), distinct=True),
            topics=Count("items", filter=Q(items__kind=ItemKind.TOPIC), distinct=True),
            discussions=Count("items", filter=Q(items__kind=ItemKind.DISCUSSION), distinct=True),
        )
        .order_by("-taught", "-pk")
        .values_list("topics", "discussions", "days")
        .first()
    )
    return found or (0, 0, 0)
