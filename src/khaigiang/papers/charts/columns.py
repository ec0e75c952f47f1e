"""Columns side by side in groups, over a scale."""

from collections.abc import Sequence
from dataclasses import dataclass

from khaigiang.papers.charts.svg import Canvas, figure, hint, ink, label, legend, round_step, tag

_TOP, _BOTTOM, _LEFT = 22, 26, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGroup:
    """One group of columns: what it stands for ("T3"), and one value per series."""

    label: str
    values: tuple[int, ...]


def grouped_columns(
    groups: Sequence[ColumnGroup], *, series: Sequence[str], title: str, width: int = 640, height: int = 300,
    name: str = "chart",
) -> str:  # fmt: skip
    """Columns per group and series ("planned", "completed"), with a scale of round numbers and a legend."""
    names = [(text, "") for text in series]
    drawn, tall = legend(names, top=height - 18, left=_LEFT, width=width - _LEFT, places=_inks(series))
    floor = height - 24 - _BOTTOM
    largest = max((value for group in groups for value in group.values), default=0)
    step = round_step(largest)
    top = step * max(-(-largest // step), 1)
    pieces = [*_scale(top, step, floor=floor, width=width)]
    room = (width - _LEFT) / max(len(groups), 1)
    for place, group in enumerate(groups):
        pieces += _group(group, series, left=_LEFT + place * room, room=room, floor=floor, unit=(floor - _TOP) / top)
    canvas = Canvas(
        width=width, height=round(height - 18 + tall), title=title, description=_sentence(groups, series), name=name
    )
    return figure(canvas, [*pieces, *drawn])


def _scale(top: int, step: int, *, floor: float, width: int) -> list[str]:
    pieces = []
    for value in range(0, top + 1, step):
        y = floor - (floor - _TOP) * value / top
        line = {"x1": _LEFT, "x2": width, "y1": y, "y2": y, "stroke-opacity": 0.16 if value else 0.55}
        pieces.append(tag("line", {**line, "stroke": "currentColor", "class": "chart-grid"}))
        pieces.append(label(_LEFT - 8, y + 4, str(value), anchor="end", css_class="chart-scale"))
    return pieces


def _group(
    group: ColumnGroup, series: Sequence[str], *, left: float, room: float, floor: float, unit: float
) -> list[str]:
    column = min(34, room * 0.76 / max(len(series), 1))
    start = left + (room - column * len(series)) / 2
    pieces = [label(left + room / 2, floor + 18, group.label, anchor="middle")]
    for place, (name, value, strength) in enumerate(zip(series, group.values, _inks(series), strict=True)):
        x, tall = start + place * column, value * unit
        if value:
            box = {"x": x + 1.5, "y": floor - tall, "width": column - 3, "height": tall, "rx": min(3, tall)}
            pieces.append(tag("rect", {**box, **ink(strength)}, hint(f"{group.label} - {name}: {value}")))
            pieces.append(label(x + column / 2, floor - tall - 5, str(value), size=11, anchor="middle"))
    return pieces


def _inks(series: Sequence[str]) -> list[int]:
    """The last series is what came of the others: it is drawn strongest."""
    return [*reversed(range(len(series)))]


def _sentence(groups: Sequence[ColumnGroup], series: Sequence[str]) -> str:
    pieces = (
        f"{group.label}: " + ", ".join(f"{name} {value}" for name, value in zip(series, group.values, strict=True))
        for group in groups
    )
    return "; ".join(pieces) + "."
