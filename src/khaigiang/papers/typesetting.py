"""Sets a paper's fields in type: one typst source per paper, data handed over as JSON, fonts by path only."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal, Self

import typst

from khaigiang.papers.fonts import PaperFont, official_font
from khaigiang.papers.plain import fields

SOURCES: Final = Path(__file__).parent / "typst"


class Pdf(bytes):
    """A PDF file's bytes, and the font it is set in ("Liberation Serif 2.1.5")."""

    font: str

    def __new__(cls, content: bytes, *, font: str) -> Self:
        pdf = super().__new__(cls, content)
        pdf.font = font
        return pdf


def typeset(name: str, values: Mapping[str, object], *, font: PaperFont | None = None) -> Pdf:
    """The PDF of `typst/<name>.typ` filled with these values; the same values give the same bytes."""
    font = font or official_font()
    content = _compile(name, values, font, "pdf")
    return Pdf(content, font=f"{font.family} {font.version}")


def picture(name: str, values: Mapping[str, object], *, ppi: int, font: PaperFont | None = None) -> bytes:
    """The same, as the PNG of a single page."""
    return _compile(name, values, font or official_font(), "png", ppi=ppi)


def _compile(
    name: str, values: Mapping[str, object], font: PaperFont, kind: Literal["pdf", "png"], ppi: int | None = None
) -> bytes:
    data = json.dumps(fields(values), ensure_ascii=False, separators=(",", ":"))
    return typst.compile(
        SOURCES / f"{name}.typ",
        root=SOURCES,
        font_paths=_fonts(font.folder),
        ignore_system_fonts=True,
        format=kind,
        ppi=ppi,
        sys_inputs={"data": data, "font": font.family, "font-version": font.version},
        timestamp=0,
    )


@lru_cache(maxsize=4)
def _fonts(folder: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
