"""How a search stands, or went."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from khaigiang.papers.charts import Moment, best_and_bound
from khaigiang.teaching.runs.models import Run
from khaigiang.teaching.runs.rules import gap_of
from khaigiang.teaching.runs.states import RunState

# A search tells something every second: after so long a silence its worker is taken for dead; looking for a
# contradiction is done in silence.
SILENCE: Final = timedelta(seconds=75)
_WIDTH, _HEIGHT = 400, 210


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a search had found after so many seconds."""

    seconds: float
    cost: int | None
    bound: int | None

    @property
    def gap(self) -> float | None:
        """How far the plan may lie above the cheapest, in per cent; None without a plan or a bound."""
        if self.cost is None or self.bound is None:
            return None
        return gap_of(self.cost, self.bound)


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How a search stands: what it told, line by line, and whether it still tells anything."""

    lines: list[Line]
    limit: int
    is_silent: bool
    stop_asked: bool

    @property
    def last(self) -> Line:
        """What it told last."""
        return self.lines[-1] if self.lines else Line(seconds=0.0, cost=None, bound=None)

    @property
    def seconds(self) -> int:
        """For how long it has searched, in whole seconds, never above its limit."""
        return min(int(self.last.seconds), self.limit)

    @property
    def chart(self) -> str:
        """Best plan and bound over time as SVG; nothing before there are two points to join."""
        if len(self.lines) < 2:
            return ""
        return best_and_bound(
            [Moment(seconds=line.seconds, best=line.cost, bound=line.bound) for line in self.lines],
            names=(_("Best plan found"), _("No plan costs less")),
            title=_("Points off over time"),
            width=_WIDTH,
            height=_HEIGHT,
        )


def search_of(run: Run, *, now: datetime) -> Search:
    """How the search of a run stands at an instant of the machine's clock, or went; no statement of its own."""
    is_searching = run.state == RunState.SEARCHING
    return Search(
        lines=[Line(seconds=seconds, cost=cost, bound=bound) for seconds, cost, bound in run.progress],
        limit=run.limit,
        is_silent=is_searching and run.told_at is not None and now - run.told_at > SILENCE,
        stop_asked=run.stop_asked,
    )
