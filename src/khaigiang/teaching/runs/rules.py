"""What is kept of a search's progress."""

from collections.abc import Sequence
from typing import Final, TypeAlias

# Seconds, the cost of the best plan, the bound; either number is None as long as there is none.
Point: TypeAlias = tuple[float, int | None, int | None]

MOST_POINTS: Final = 240


def with_point(points: Sequence[Point], point: Point) -> list[Point]:
    """The progress with what was told last: a silent second moves the end on, news is a point of its own."""
    if len(points) > 1 and points[-2][1:] == points[-1][1:] == point[1:]:
        return [*points[:-1], point]
    return thinned([*points, point])


def thinned(points: list[Point]) -> list[Point]:
    """Every other of the inner points goes once there are too many to draw."""
    if len(points) <= MOST_POINTS:
        return points
    return [points[0], *points[1:-1:2], points[-1]]


def gap_of(cost: int, bound: int) -> float:
    """How far the plan may lie above the cheapest, in per cent of its own cost."""
    return 100 * (cost - bound) / cost if cost else 0.0
