"""Reading requests to lecturers."""

from khaigiang.teaching.requests.queries.choosing import (
    LONGEST_ID,
    LecturerRow,
    SessionRow,
    chosen_sessions,
    lecturers_to_ask,
    sessions_to_ask_for,
    usual_due,
)
from khaigiang.teaching.requests.queries.home import Home, home_of
from khaigiang.teaching.requests.queries.preview import Preview, preview_of
from khaigiang.teaching.requests.queries.rows import (
    RequestRow,
    acts_to_take_back,
    counts_of,
    narrowed,
    overdue_count,
    own_page,
    own_waiting,
    request_row,
    request_rows,
    seen_of,
    waiting_requests,
    waits_of,
)
from khaigiang.teaching.requests.queries.rule import described, rule_of, waiting_of
from khaigiang.teaching.requests.queries.substitutes import (
    Instead,
    Substitute,
    declined_by_class,
    declined_without_another,
    instead_of,
    session_to_ask_for,
)

__all__ = [
    "LONGEST_ID",
    "Home",
    "Instead",
    "LecturerRow",
    "Preview",
    "RequestRow",
    "SessionRow",
    "Substitute",
    "acts_to_take_back",
    "chosen_sessions",
    "counts_of",
    "declined_by_class",
    "declined_without_another",
    "described",
    "home_of",
    "instead_of",
    "lecturers_to_ask",
    "narrowed",
    "overdue_count",
    "own_page",
    "own_waiting",
    "preview_of",
    "request_row",
    "request_rows",
    "rule_of",
    "seen_of",
    "session_to_ask_for",
    "sessions_to_ask_for",
    "usual_due",
    "waiting_of",
    "waiting_requests",
    "waits_of",
]
