"""Charts of a programme for pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from khaigiang.oversight.reporting.queries.programme import MonthReport
from khaigiang.papers.charts import ColumnGroup, grouped_columns

# Narrow enough to be read on a phone; on a wide page the letters stay small (css, .chart).
_WIDTH, _HEIGHT = 400, 232


def months_chart(months: Sequence[MonthReport]) -> str:
    """Planned and completed people by month, as SVG."""
    return grouped_columns(
        [
            ColumnGroup(label=_("M%(month)02d") % {"month": row.month}, values=(row.planned, row.completed))
            for row in months
        ],
        series=(_("Planned"), _("Completed")),
        title=_("Trainees by month"),
        width=_WIDTH,
        height=_HEIGHT,
        name="months",
    )
