"""How a search went: the best plan found and what is proven, over time."""

from collections.abc import Sequence
from dataclasses import dataclass

from khaigiang.papers.charts.svg import Canvas, figure, hint, label, legend, round_step, tag

_TOP, _BOTTOM, _LEFT, _RIGHT = 10, 26, 50, 8
# First plans are often many times as dear as the best: the scale ends here, in times of the best.
_HIGHEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """After so many seconds: the cost of the best plan, and what no plan can cost less than; None while unknown."""

    seconds: float
    best: int | None
    bound: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Where a point of time and a cost lie on the drawing."""

    until: float
    top: int
    width: int
    floor: float

    def x(self, seconds: float) -> float:
        return _LEFT + (self.width - _LEFT - _RIGHT) * seconds / self.until

    def y(self, cost: int) -> float:
        return self.floor - (self.floor - _TOP) * min(cost, self.top) / self.top


def best_and_bound(
    moments: Sequence[Moment], *, names: tuple[str, str], title: str, width: int = 640, height: int = 300,
    name: str = "course",
) -> str:  # fmt: skip
    """Two lines in steps over the seconds, the best plan's cost falling and the bound rising, with the gap between."""
    drawn, tall = legend([(text, "") for text in names], top=height - 18, left=_LEFT, width=width - _LEFT)
    largest = _largest(moments)
    step = round_step(largest)
    field = _Field(
        until=max(moments[-1].seconds, 1.0), top=step * max(-(-largest // step), 1), width=width,
        floor=height - 24 - _BOTTOM,
    )  # fmt: skip
    best = [(one.seconds, one.best) for one in moments if one.best is not None]
    bound = [(one.seconds, one.bound) for one in moments if one.bound is not None]
    pieces = [*_scale(field, step), *_gap(best, bound, field), *_line(bound, field, 1), *_line(best, field, 0)]
    canvas = Canvas(
        width=width, height=round(height - 18 + tall), title=title, description=_sentence(moments, names), name=name
    )
    return figure(canvas, [*pieces, *drawn])


def _largest(moments: Sequence[Moment]) -> int:
    costs = [one.best for one in moments if one.best is not None]
    bounds = [one.bound for one in moments if one.bound is not None]
    highest = _HIGHEST * costs[-1] if costs and costs[-1] else max(costs, default=0)
    return max([1, *bounds, *(min(cost, highest) for cost in costs)])


def _scale(field: _Field, step: int) -> list[str]:
    pieces = []
    for value in range(0, field.top + 1, step):
        y = field.y(value)
        line = {"x1": _LEFT, "x2": field.width, "y1": y, "y2": y, "stroke-opacity": 0.16 if value else 0.55}
        pieces.append(tag("line", {**line, "stroke": "currentColor", "class": "chart-grid"}))
        pieces.append(label(_LEFT - 8, y + 4, str(value), anchor="end", css_class="chart-scale"))
    for share, anchor in ((0.0, "start"), (0.5, "middle"), (1.0, "end")):
        text = f"{field.until * share:.0f} s"
        pieces.append(label(field.x(field.until * share), field.floor + 18, text, anchor=anchor))
    return pieces


def _line(points: Sequence[tuple[float, int]], field: _Field, place: int) -> list[str]:
    if not points:
        return []
    path = f"M{_steps(points, field, last=field.until)}"
    drawn: dict[str, str | float] = {
        "d": path,
        "fill": "currentColor",
        "fill-opacity": 0,
        "stroke": "currentColor",
        "stroke-width": 2.5,
        "stroke-opacity": 1 if place == 0 else 0.7,
        "stroke-linejoin": "round",
        "class": f"chart-line chart-series-{place + 1}",
    }
    seconds, cost = points[-1]
    return [tag("path", drawn, hint(f"{seconds:.0f} s: {cost}"))]


def _gap(best: Sequence[tuple[float, int]], bound: Sequence[tuple[float, int]], field: _Field) -> list[str]:
    """The room between the two lines, from the first moment both are known."""
    if not best or not bound:
        return []
    start = max(best[0][0], bound[0][0])
    upper = _steps(_since(best, start), field, last=field.until)
    lower = _steps(_since(bound, start), field, last=field.until)
    path = f"M{upper} L{' '.join(reversed(lower.replace(' L', ' ').split(' ')))} Z"
    return [tag("path", {"d": path, "fill": "currentColor", "fill-opacity": 0.1, "class": "chart-gap"})]


def _since(points: Sequence[tuple[float, int]], start: float) -> list[tuple[float, int]]:
    before = [cost for seconds, cost in points if seconds <= start]
    return [(start, before[-1]), *((seconds, cost) for seconds, cost in points if seconds > start)]


def _steps(points: Sequence[tuple[float, int]], field: _Field, *, last: float) -> str:
    """The corners of a line that stays where it is until the next point."""
    corners: list[str] = []
    level: float | None = None
    for seconds, cost in points:
        x, y = field.x(seconds), field.y(cost)
        if level is not None:
            corners.append(f"{x:.1f},{level:.1f}")
        corners.append(f"{x:.1f},{y:.1f}")
        level = y
    corners.append(f"{field.x(last):.1f},{level or field.floor:.1f}")
    return " L".join(corners)


def _sentence(moments: Sequence[Moment], names: tuple[str, str]) -> str:
    last = moments[-1]
    found = ((names[0], last.best), (names[1], last.bound))
    told = ", ".join(f"{name}: {value}" for name, value in found if value is not None)
    return f"{last.seconds:.0f} s: {told}." if told else f"{last.seconds:.0f} s."
