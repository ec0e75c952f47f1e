"""What a measurement returns, and how it is timed."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """Our cost divided by a yardstick's, both in the same unit and taken in one run.

    `goal` is the largest ratio we want; None where nobody set one.
    """

    what: str
    beside: str
    ours: float
    yardstick: float
    goal: float | None = None

    @property
    def times(self) -> float:
        return self.ours / self.yardstick

    @property
    def verdict(self) -> str:
        if self.goal is None:
            return "–"
        return "held" if self.times <= self.goal else "MISSED"


def best_seconds(work: Callable[[], object], *, runs: int = 3) -> float:
    """Shortest wall-clock time of several runs: the one least disturbed by the machine's other work."""
    return min(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def table(ratios: list[Ratio]) -> str:
    """One line a ratio, in words that hold on any machine."""
    heads = ("what", "beside", "ratio", "goal", "")
    lines = [
        heads,
        *((r.what, r.beside, f"{r.times:.2f}", f"≤ {r.goal:g}" if r.goal else "", r.verdict) for r in ratios),
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(heads))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )
