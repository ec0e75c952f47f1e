"""Charts as SVG, for pages and for papers.

A chart carries its own title and description, has no inline style (strict CSP) and takes its colours from the page:
each series has the class `chart-series-1` … `chart-series-6` (by place) or the class its part names, filled with
`currentColor`, so `color` in a stylesheet themes it. Without a stylesheet the series still differ, by opacity; a
stylesheet that sets colours sets `fill-opacity: 1` with them. Counts that stand on a series have `chart-on-1` ….
"""

from khaigiang.papers.charts.columns import ColumnGroup, grouped_columns
from khaigiang.papers.charts.donut import donut
from khaigiang.papers.charts.prints import for_paper, png
from khaigiang.papers.charts.search import Moment, best_and_bound
from khaigiang.papers.charts.stacked import StackedRow, stacked_bar, stacked_bars
from khaigiang.papers.charts.svg import Part

__all__ = [
    "ColumnGroup",
    "Moment",
    "Part",
    "StackedRow",
    "best_and_bound",
    "donut",
    "for_paper",
    "grouped_columns",
    "png",
    "stacked_bar",
    "stacked_bars",
]
