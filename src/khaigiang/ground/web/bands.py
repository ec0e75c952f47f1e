"""Arithmetic of stacked bars: counts become places on a line of 100."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A part of a whole; `tone` names its colour (band-1 … band-5, done, late, absent, rest)."""

    label: str
    count: int
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One drawn part. `x` and `width` are percent of the bar as SVG writes them, whatever the language."""

    label: str
    count: int
    tone: str
    x: str
    width: str


def segments(parts: Iterable[Band], whole: int = 0) -> list[Segment]:
    """The parts side by side; `whole` (when larger than their sum) leaves the rest of the bar empty."""
    shown = [part for part in parts if part.count > 0]
    total = max(whole, sum(part.count for part in shown)) or 1
    found, before = [], 0
    for part in shown:
        found.append(
            Segment(
                label=str(part.label),
                count=part.count,
                tone=part.tone,
                x=f"{before * 100 / total:.3f}%",
                width=f"{part.count * 100 / total:.3f}%",
            ),
        )
        before += part.count
    return found
