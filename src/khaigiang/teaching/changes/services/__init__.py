"""All writing of changes of classes: proposed, answered, carried out, undone, their papers issued."""

from khaigiang.teaching.changes.services.answering import approve_change, refuse_change, take_back_change
from khaigiang.teaching.changes.services.papers import draft_letter_mail, issue_change_decisions, issue_change_letter
from khaigiang.teaching.changes.services.proposing import propose_change
from khaigiang.teaching.changes.services.small import (
    ask_again_about_small_class,
    hold_small_class,
    set_small_class_rule,
)
from khaigiang.teaching.changes.services.undoing import undo_change

__all__ = [
    "approve_change",
    "ask_again_about_small_class",
    "draft_letter_mail",
    "hold_small_class",
    "issue_change_decisions",
    "issue_change_letter",
    "propose_change",
    "refuse_change",
    "set_small_class_rule",
    "take_back_change",
    "undo_change",
]
