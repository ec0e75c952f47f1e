"""How many fall due by quarter, as a drawing for pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from khaigiang.oversight.deadlines.queries import QuarterCount
from khaigiang.papers.charts import ColumnGroup, grouped_columns

_WIDTH, _HEIGHT = 400, 200


def quarters_chart(quarters: Sequence[QuarterCount]) -> str:
    """People who fall due by quarter, as SVG."""
    return grouped_columns(
        [ColumnGroup(label=one.label, values=(one.count,)) for one in quarters],
        series=(_("Fall due"),),
        title=_("Falling due by quarter"),
        width=_WIDTH,
        height=_HEIGHT,
        name="quarters",
    )
