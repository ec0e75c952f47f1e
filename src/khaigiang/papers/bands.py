"""How counts by band stand in papers."""

from collections.abc import Iterable

from khaigiang.papers import words
from khaigiang.papers.values import BandCount


def band_sentence(band: BandCount) -> str:
    """One band as in "Loại xuất sắc: 16 học viên (15,0%)"."""
    return f"Loại {band.band.lower()}: {band.count} học viên ({words.percent_text(band.percent)})"


def band_rows(bands: Iterable[BandCount]) -> list[dict[str, str | int]]:
    """The bands as lines of a table."""
    return [
        {"no": number, "band": band.band, "count": band.count, "percent": words.percent_text(band.percent)}
        for number, band in enumerate(bands, start=1)
    ]
