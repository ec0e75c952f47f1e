"""The same charts on paper: fixed colours, and as pictures for Word."""

from typing import Final

from khaigiang.papers.typesetting import picture

# Dark to light, so that they stay apart in a black-and-white copy.
_COLOURS: Final = ("#1b4f8f", "#3f86c4", "#8cbfe3", "#c9d3de", "#c96f4a", "#7a7f87")
_STYLE: Final = (
    "<style>.chart-text{fill:#1d1d1f;fill-opacity:1}.chart-grid{stroke:#9aa1ab}"
    + "".join(
        f".chart-series-{place}{{fill:{colour};fill-opacity:1}}" for place, colour in enumerate(_COLOURS, start=1)
    )
    + ".chart-on-1,.chart-on-2,.chart-on-5,.chart-on-6{fill:#fff}</style>"
)


def for_paper(svg: str) -> str:
    """The chart with the colours of printed papers written into it."""
    head, _, rest = svg.partition("</desc>")
    return f"{head}</desc>{_STYLE}{rest}"


def png(svg: str, *, ppi: int = 220) -> bytes:
    """The chart as a picture, in paper colours and the font of official papers."""
    return picture("chart", {"svg": for_paper(svg)}, ppi=ppi)
