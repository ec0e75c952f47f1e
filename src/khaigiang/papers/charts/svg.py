"""The pieces that all charts are drawn with."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

# Where no stylesheet reaches, the series differ by how strongly they are drawn.
_OPACITIES: Final = (1, 0.72, 0.5, 0.34, 0.22, 0.14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a whole: its name, its count, the words shown with it ("302 (70,7%)")."""

    label: str
    value: int
    shown: str = ""
    css_class: str = ""

    @property
    def text(self) -> str:
        """The count as it is shown."""
        return self.shown or str(self.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """A chart's size in user units, its name for the eye and for a screen reader, and its id on the page."""

    width: int
    height: int
    title: str
    description: str
    name: str = "chart"


def figure(canvas: Canvas, pieces: Iterable[str]) -> str:
    """The whole SVG element around these pieces."""
    title_id, description_id = f"{escape(canvas.name)}-title", f"{escape(canvas.name)}-desc"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {canvas.width} {canvas.height}"'
        f' role="img" aria-labelledby="{title_id} {description_id}">'
        f'<title id="{title_id}">{escape(canvas.title)}</title>'
        f'<desc id="{description_id}">{escape(canvas.description)}</desc>'
        f"{''.join(pieces)}</svg>"
    )


def tag(name: str, attributes: Mapping[str, str | float], content: str = "") -> str:
    """One element; `content` is markup already."""
    written = "".join(f' {key}="{escape(_value(value))}"' for key, value in attributes.items() if value != "")
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def label(x: float, y: float, text: str, *, size: float = 12, anchor: str = "start", css_class: str = "") -> str:
    """A piece of text at its baseline."""
    attributes: dict[str, str | float] = {
        "x": x,
        "y": y,
        "font-size": size,
        "text-anchor": anchor if anchor != "start" else "",
        "fill": "currentColor",
        "class": f"chart-text {css_class}".strip(),
    }
    return tag("text", attributes, escape(text))


def ink(place: int, css_class: str = "") -> dict[str, str | float]:
    """How the series at this place (from 0) is filled."""
    return {
        "class": f"chart-series chart-series-{place + 1} {css_class}".strip(),
        "fill": "currentColor",
        "fill-opacity": _OPACITIES[min(place, len(_OPACITIES) - 1)],
    }


def hint(text: str) -> str:
    """What the pointer shows over a shape."""
    return f"<title>{escape(text)}</title>"


def legend(
    parts: Sequence[tuple[str, str]], *, top: float, left: float, width: float, places: Sequence[int] | None = None
) -> tuple[list[str], float]:
    """Swatches and names, (name, class) each, in as many lines as the width needs; and how tall they came out.

    `places` says which ink each has; by default they follow one another.
    """
    pieces, x, y = [], left, top
    for place, (name, css_class) in zip(places or range(len(parts)), parts, strict=True):
        needed = 22 + text_width(name, 12) + 18
        if x > left and x + needed > left + width:
            x, y = left, y + 20
        pieces.append(tag("rect", {"x": x, "y": y, "width": 12, "height": 12, "rx": 3, **ink(place, css_class)}))
        pieces.append(label(x + 18, y + 10.5, name))
        x += needed
    return pieces, y + 20 - top


def text_width(text: str, size: float) -> float:
    """About how wide this text will be: enough to place things, whatever the font."""
    return len(text) * size * 0.56


def describe(parts: Iterable[Part]) -> str:
    """The parts as a sentence, for those who do not see the chart."""
    return "; ".join(f"{part.label}: {part.text}" for part in parts) + "."


def round_step(largest: int) -> int:
    """The scale's step: the smallest 1, 2 or 5 × 10ⁿ that reaches the largest value in five steps."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if 5 * step >= largest:
                return step
        power *= 10


def _value(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
