"""All writes around lists of offices."""

from khaigiang.planning.rosters.services.asking import refuse_asked, register_asked
from khaigiang.planning.rosters.services.confirming import confirm_roster
from khaigiang.planning.rosters.services.correcting import apply_returned, keep_returned
from khaigiang.planning.rosters.services.ending import discard_roster, enter_letter, name_older_version
from khaigiang.planning.rosters.services.naming import look_again, name_listed, take_names_back
from khaigiang.planning.rosters.services.settling import answer_doubts, correct_row, leave_out, take_in
from khaigiang.planning.rosters.services.staging import Sending, read_anew, stage_roster
from khaigiang.planning.rosters.services.typing import save_typed
from khaigiang.planning.rosters.services.undoing import undo_roster

__all__ = [
    "Sending",
    "answer_doubts",
    "apply_returned",
    "confirm_roster",
    "correct_row",
    "discard_roster",
    "enter_letter",
    "keep_returned",
    "leave_out",
    "look_again",
    "name_listed",
    "name_older_version",
    "read_anew",
    "refuse_asked",
    "register_asked",
    "save_typed",
    "stage_roster",
    "take_in",
    "take_names_back",
    "undo_roster",
]
