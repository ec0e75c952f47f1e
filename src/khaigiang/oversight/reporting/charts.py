"""Charts of a programme for pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from khaigiang.oversight.reporting.queries.programme import MonthReport
from khaigiang.papers.charts import ColumnGroup, grouped_columns


def months_chart(months: Sequence[MonthReport]) -> str:
    """Planned and completed people by month, as SVG."""
    return grouped_columns(
        [
            ColumnGroup(label=_("M%(month)02d") % {"month": row.month}, values=(row.planned, row.completed))
            for row in months
        ],
        series=(_("Planned"), _("Completed")),
        title=_("Trainees by month"),
        name="months",
    )
