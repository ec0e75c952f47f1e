"""Writing programmes, their versions, what is taught and by whom."""

from khaigiang.teaching.curriculum.services.approval import approve_version, withdraw_approval
from khaigiang.teaching.curriculum.services.editing import (
    move_line,
    remove_line,
    save_block,
    save_item,
    set_frame,
    step_line,
    undo_step,
)
from khaigiang.teaching.curriculum.services.items import set_items, set_lecturers
from khaigiang.teaching.curriculum.services.programmes import new_version, save_programme
from khaigiang.teaching.curriculum.services.topics import (
    add_material,
    note_source,
    remove_case,
    review_topic,
    save_case,
    set_duties,
)

__all__ = [
    "add_material",
    "approve_version",
    "move_line",
    "new_version",
    "note_source",
    "remove_case",
    "remove_line",
    "review_topic",
    "save_block",
    "save_case",
    "save_item",
    "save_programme",
    "set_duties",
    "set_frame",
    "set_items",
    "set_lecturers",
    "step_line",
    "undo_step",
    "withdraw_approval",
]
