"""A ring cut into the parts of a whole, with the whole written in its middle."""

from collections.abc import Sequence
from math import cos, pi, sin

from khaigiang.papers.charts.svg import Canvas, Part, describe, figure, hint, ink, label, tag

_SIZE, _OUTER, _INNER = 220, 100, 64


def donut(
    parts: Sequence[Part], *, title: str, centre: str, caption: str = "", width: int = 480, name: str = "chart"
) -> str:
    """A donut with its legend beside it; `centre` is the figure in the middle, `caption` the word below it."""
    middle = _SIZE / 2
    written = [
        label(middle, middle + (2 if caption else 10), centre, size=32, anchor="middle", css_class="chart-figure"),
        *([label(middle, middle + 24, caption, size=13, anchor="middle")] if caption else []),
    ]
    canvas = Canvas(width=width, height=_SIZE, title=title, description=describe(parts), name=name)
    return figure(canvas, [*_ring(parts), *written, *_names(parts)])


def _ring(parts: Sequence[Part]) -> list[str]:
    total, start, pieces = sum(part.value for part in parts) or 1, 0.0, []
    for place, part in enumerate(parts):
        end = start + part.value / total
        if part.value:
            shape: dict[str, str | float] = {"d": _slice(start, end), "fill-rule": "evenodd"}
            pieces.append(tag("path", shape | ink(place, part.css_class), hint(f"{part.label}: {part.text}")))
        start = end
    return pieces


def _slice(start: float, end: float) -> str:
    if end - start >= 1:
        return _circle(_OUTER) + _circle(_INNER)
    large = int(end - start > 0.5)
    return (
        f"M{_point(start, _OUTER)}A{_OUTER} {_OUTER} 0 {large} 1 {_point(end, _OUTER)}"
        f"L{_point(end, _INNER)}A{_INNER} {_INNER} 0 {large} 0 {_point(start, _INNER)}Z"
    )


def _circle(radius: int) -> str:
    top, bottom = _point(0, radius), _point(0.5, radius)
    return f"M{top}A{radius} {radius} 0 1 1 {bottom}A{radius} {radius} 0 1 1 {top}Z"


def _point(turn: float, radius: int) -> str:
    angle = 2 * pi * turn
    return f"{_SIZE / 2 + radius * sin(angle):.2f} {_SIZE / 2 - radius * cos(angle):.2f}"


def _names(parts: Sequence[Part]) -> list[str]:
    top = (_SIZE - 26 * len(parts)) / 2
    pieces = []
    for place, part in enumerate(parts):
        y = top + place * 26
        swatch: dict[str, str | float] = {"x": _SIZE + 20, "y": y + 4, "width": 13, "height": 13, "rx": 3}
        pieces.append(tag("rect", swatch | ink(place, part.css_class)))
        pieces.append(label(_SIZE + 42, y + 15, f"{part.label}: {part.text}", size=13))
    return pieces
