"""Reading programmes, their versions, what they teach, and what is known of each topic."""

from khaigiang.teaching.curriculum.queries.topics import ReviewRow, TopicPage, due_for_review, topic_page
from khaigiang.teaching.curriculum.queries.versions import (
    BlockRows,
    ChoicesOfALine,
    ItemRow,
    VersionPage,
    choices_of_a_line,
    demands_of,
    last_step,
    lecturers_to_choose,
    line_to_edit,
    outline_holds,
    outline_of,
    programme_rows,
    version_page,
    version_rows,
)

__all__ = [
    "BlockRows",
    "ChoicesOfALine",
    "ItemRow",
    "ReviewRow",
    "TopicPage",
    "VersionPage",
    "choices_of_a_line",
    "demands_of",
    "due_for_review",
    "last_step",
    "lecturers_to_choose",
    "line_to_edit",
    "outline_holds",
    "outline_of",
    "programme_rows",
    "topic_page",
    "version_page",
    "version_rows",
]
