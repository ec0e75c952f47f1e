"""Reading term and annual plans: their lines, what carries them out, what changed them."""

from khaigiang.planning.periods.queries.amendments import (
    LineChange,
    PeriodAmendmentRow,
    amendment_rows,
    changed_lines,
    numbers_as_of,
    numbers_now,
)
from khaigiang.planning.periods.queries.outcomes import LinePlan, Outcome
from khaigiang.planning.periods.queries.page import (
    LineRow,
    PeriodPage,
    line_values,
    lines_of,
    period_page,
    period_values,
)
from khaigiang.planning.periods.queries.periods import CarriedRow, PeriodRow, carried_row, period_rows

__all__ = [
    "CarriedRow",
    "LineChange",
    "LinePlan",
    "LineRow",
    "Outcome",
    "PeriodAmendmentRow",
    "PeriodPage",
    "PeriodRow",
    "amendment_rows",
    "carried_row",
    "changed_lines",
    "line_values",
    "lines_of",
    "numbers_as_of",
    "numbers_now",
    "period_page",
    "period_rows",
    "period_values",
]
