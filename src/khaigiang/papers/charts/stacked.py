"""Bars whose length is a whole, cut into its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

from khaigiang.papers.charts.svg import Canvas, Part, describe, figure, hint, ink, label, legend, tag, text_width

_BAR_HEIGHT = 26
_ROW_HEIGHT = 38


@dataclass(frozen=True, slots=True, kw_only=True)
class StackedRow:
    """One bar: what it stands for, and its parts in the order of the legend."""

    label: str
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """The whole that the parts make up."""
        return sum(part.value for part in self.parts)


def stacked_bar(parts: Sequence[Part], *, title: str, width: int = 640, name: str = "chart") -> str:
    """One bar over the full width, its parts as shares of their sum, with a legend that carries the counts."""
    drawn, height = legend(
        [(f"{part.label}: {part.text}", part.css_class) for part in parts], top=44, left=0, width=width
    )
    bar = _bar(StackedRow(label="", parts=tuple(parts)), left=0, top=4, length=width)
    canvas = Canvas(width=width, height=round(46 + height), title=title, description=describe(parts), name=name)
    return figure(canvas, [*bar, *drawn])


def stacked_bars(rows: Sequence[StackedRow], *, title: str, width: int = 640, name: str = "chart") -> str:
    """One bar per row, lengths to one scale, the total at each end, one legend below."""
    left = 12 + max((text_width(row.label, 13) for row in rows), default=0)
    largest = max((row.total for row in rows), default=0) or 1
    room = width - left - 48
    pieces = []
    for place, row in enumerate(rows):
        pieces += _row(row, top=4 + place * _ROW_HEIGHT, left=left, length=room * row.total / largest)
    below = len(rows) * _ROW_HEIGHT + 12
    names = [(part.label, part.css_class) for part in rows[0].parts] if rows else []
    drawn, height = legend(names, top=below, left=left, width=width - left)
    description = " ".join(f"{row.label} ({row.total}): {describe(row.parts)}" for row in rows)
    canvas = Canvas(width=width, height=round(below + height), title=title, description=description, name=name)
    return figure(canvas, [*pieces, *drawn])


def _row(row: StackedRow, *, top: float, left: float, length: float) -> list[str]:
    return [
        label(left - 10, top + 17.5, row.label, size=13, anchor="end"),
        *_bar(row, left=left, top=top, length=length),
        label(left + length + 8, top + 17.5, str(row.total), size=13, css_class="chart-total"),
    ]


def _bar(row: StackedRow, *, left: float, top: float, length: float) -> list[str]:
    pieces, x = [], left
    for place, part in enumerate(row.parts):
        share = length * part.value / (row.total or 1)
        if part.value:
            box = {"x": x, "y": top, "width": share, "height": _BAR_HEIGHT}
            pieces.append(tag("rect", {**box, **ink(place, part.css_class)}, hint(f"{part.label}: {part.text}")))
        if share > text_width(str(part.value), 12) + 8:
            pieces.append(
                label(x + share / 2, top + 17, str(part.value), anchor="middle", css_class=f"chart-on-{place + 1}")
            )
        x += share
    return pieces
