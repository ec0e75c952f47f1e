"""Reading timetables."""

from khaigiang.teaching.timetable.queries.choices import (
    Choice,
    hall_choices,
    items_to_set,
    lecturer_choices,
    session_at,
    session_of_item,
    session_to_begin_with,
    sessions_to_swap_with,
    typed_values,
)
from khaigiang.teaching.timetable.queries.clashes import Clashes, clashes_of
from khaigiang.teaching.timetable.queries.feeds import FeedRow, calendar_of, feed_row
from khaigiang.teaching.timetable.queries.findings import Finding, findings_of, missing_items
from khaigiang.teaching.timetable.queries.held import are_held
from khaigiang.teaching.timetable.queries.overview import ClassRow, class_rows, load_rows, occupancy_rows
from khaigiang.teaching.timetable.queries.pages import (
    Bookings,
    ClassTimetable,
    bookings_of,
    class_timetable,
    public_bookings,
    sessions_of_class,
    sessions_on,
)
from khaigiang.teaching.timetable.queries.released import (
    ReleaseRow,
    changes_since_release,
    current_release,
    people_to_tell,
    release_rows,
    released_rows,
    released_sessions,
)
from khaigiang.teaching.timetable.queries.rows import Grid, SessionRow, grid_of, row_of, weekday
from khaigiang.teaching.timetable.queries.runs import RunPage, RunRow, drafts_of, run_page, run_rows
from khaigiang.teaching.timetable.queries.situation import (
    Situation,
    people_in,
    situation_of,
    with_people,
)

__all__ = [
    "Bookings",
    "Choice",
    "Clashes",
    "ClassRow",
    "ClassTimetable",
    "FeedRow",
    "Finding",
    "Grid",
    "ReleaseRow",
    "RunPage",
    "RunRow",
    "SessionRow",
    "Situation",
    "are_held",
    "bookings_of",
    "calendar_of",
    "changes_since_release",
    "clashes_of",
    "class_rows",
    "class_timetable",
    "current_release",
    "drafts_of",
    "feed_row",
    "findings_of",
    "grid_of",
    "hall_choices",
    "items_to_set",
    "lecturer_choices",
    "load_rows",
    "missing_items",
    "occupancy_rows",
    "people_in",
    "people_to_tell",
    "public_bookings",
    "release_rows",
    "released_rows",
    "released_sessions",
    "row_of",
    "run_page",
    "run_rows",
    "session_at",
    "session_of_item",
    "session_to_begin_with",
    "sessions_of_class",
    "sessions_on",
    "sessions_to_swap_with",
    "situation_of",
    "typed_values",
    "weekday",
    "with_people",
]
