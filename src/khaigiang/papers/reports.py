"""What the two reports share: how figures, committees, months and bands turn into tables and charts."""

from collections.abc import Iterable, Sequence

from khaigiang.papers import words
from khaigiang.papers.charts import Part, for_paper, png, stacked_bar
from khaigiang.papers.values import BandCount, CommitteeCount

CHART_WIDTH = 560


def committee_rows(committees: Iterable[CommitteeCount]) -> list[dict[str, str | int]]:
    """One line per committee."""
    return [
        {
            "no": number,
            "committee": row.committee,
            "planned": row.planned,
            "summoned": row.summoned,
            "attended": row.attended,
            "completed": row.completed,
            "remaining": row.remaining,
        }
        for number, row in enumerate(committees, start=1)
    ]


def committee_total(committees: Sequence[CommitteeCount]) -> dict[str, int]:
    """The committees' sums."""
    return {
        "planned": sum(row.planned for row in committees),
        "summoned": sum(row.summoned for row in committees),
        "attended": sum(row.attended for row in committees),
        "completed": sum(row.completed for row in committees),
        "remaining": sum(row.remaining for row in committees),
    }


def band_parts(bands: Iterable[BandCount]) -> list[Part]:
    """The bands as parts of a chart, with their percentages in words."""
    return [
        Part(label=band.band, value=band.count, shown=f"{band.count} ({words.percent_text(band.percent)})")
        for band in bands
    ]


def band_chart(bands: Sequence[BandCount]) -> str:
    """One bar of all bands."""
    return stacked_bar(band_parts(bands), title="Cơ cấu xếp loại học viên hoàn thành", width=CHART_WIDTH, name="bands")


def numbered_remarks(remarks: Iterable[str]) -> list[str]:
    """Remarks as paragraphs that each close with a full stop."""
    return [f"{remark.rstrip('.; ')}." for remark in remarks]


def printed(charts: dict[str, str]) -> dict[str, str]:
    """Charts as the typeset report takes them."""
    return {name: for_paper(svg) for name, svg in charts.items()}


def pictured(charts: dict[str, str]) -> dict[str, bytes]:
    """Charts as the Word report takes them, by the names of the pictures they replace."""
    return {f"{name}.png": png(svg) for name, svg in charts.items()}
