"""What is known of lists that offices sent."""

from khaigiang.planning.rosters.queries.comparing import compare, likely_older
from khaigiang.planning.rosters.queries.correction import correction_workbook, returned_workbooks
from khaigiang.planning.rosters.queries.doubts import doubt_groups, next_row, unit_labels
from khaigiang.planning.rosters.queries.names import (
    OpenList,
    asked_lines,
    asked_page,
    asked_rows,
    open_lists,
    places_left,
    remarks,
)
from khaigiang.planning.rosters.queries.returned import returned
from khaigiang.planning.rosters.queries.rosters import (
    columns_to_explain,
    habit_used,
    notices_of,
    roster_lines,
    tally,
)
from khaigiang.planning.rosters.queries.rows import row_lines, row_sheet, rows_shown
from khaigiang.planning.rosters.queries.typed import OTHER, grid, grid_headings, kind_of_picture, typed_lines

__all__ = [
    "OTHER",
    "OpenList",
    "asked_lines",
    "asked_page",
    "asked_rows",
    "columns_to_explain",
    "compare",
    "correction_workbook",
    "doubt_groups",
    "grid",
    "grid_headings",
    "habit_used",
    "kind_of_picture",
    "likely_older",
    "next_row",
    "notices_of",
    "open_lists",
    "places_left",
    "remarks",
    "returned",
    "returned_workbooks",
    "roster_lines",
    "row_lines",
    "row_sheet",
    "rows_shown",
    "tally",
    "typed_lines",
    "unit_labels",
]
