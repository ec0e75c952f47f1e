"""Reading changes of classes: what one would do, what became of them, which papers they have."""

from khaigiang.teaching.changes.queries.concerned import Concerned, concerned_by
from khaigiang.teaching.changes.queries.letters import (
    corrected_by,
    going_by,
    mail_of_letter,
    mail_with_old_days,
    touched_by_letter,
)
from khaigiang.teaching.changes.queries.people import Touched
from khaigiang.teaching.changes.queries.preview import Preview, SessionMove, preview_of, summoned_of
from khaigiang.teaching.changes.queries.rows import (
    ChangeRow,
    Papers,
    Way,
    carried_out,
    change_rows,
    changes_of,
    papers_of,
    waiting_changes,
    ways_of,
)
from khaigiang.teaching.changes.queries.small import (
    SmallClassRow,
    SmallClassRuleRow,
    days_ahead_on,
    held_small,
    small_class_rules,
    small_classes,
)
from khaigiang.teaching.changes.queries.wanted import Wanted, wanted_of

__all__ = [
    "ChangeRow",
    "Concerned",
    "Papers",
    "Preview",
    "SessionMove",
    "SmallClassRow",
    "SmallClassRuleRow",
    "Touched",
    "Wanted",
    "Way",
    "carried_out",
    "change_rows",
    "changes_of",
    "concerned_by",
    "corrected_by",
    "days_ahead_on",
    "going_by",
    "held_small",
    "mail_of_letter",
    "mail_with_old_days",
    "papers_of",
    "preview_of",
    "small_class_rules",
    "small_classes",
    "summoned_of",
    "touched_by_letter",
    "waiting_changes",
    "wanted_of",
    "ways_of",
]
