"""Reading answers: of a class, of one person, and who is silent."""

from khaigiang.teaching.answers.queries.answers import (
    AnswerRow,
    Counts,
    answer_rows,
    chosen,
    counts_of,
    not_coming,
    of_class,
    own_unanswered,
    unlinked,
)
from khaigiang.teaching.answers.queries.person import (
    Call,
    Said,
    call_of,
    last_correction,
    only,
    open_links,
    said_of,
    without_email,
)
from khaigiang.teaching.answers.queries.reminders import (
    Due,
    ReminderRow,
    described,
    due_reminders,
    reminder_rows,
    rule_of,
    unanswered,
)

__all__ = [
    "AnswerRow",
    "Call",
    "Counts",
    "Due",
    "ReminderRow",
    "Said",
    "answer_rows",
    "call_of",
    "chosen",
    "counts_of",
    "described",
    "due_reminders",
    "last_correction",
    "not_coming",
    "of_class",
    "only",
    "open_links",
    "own_unanswered",
    "reminder_rows",
    "rule_of",
    "said_of",
    "unanswered",
    "unlinked",
    "without_email",
]
