"""Writing timetables: by hand, from a proposal, and making them public."""

from khaigiang.teaching.timetable.services.board import (
    apply_chain,
    move_piece,
    redo_step,
    take_piece_off,
    undo_step,
)
from khaigiang.teaching.timetable.services.feeds import feed_of, renew_feed
from khaigiang.teaching.timetable.services.hours import set_school_hours, take_school_hours_away
from khaigiang.teaching.timetable.services.moving_over import move_classes_over, undo_move_over
from khaigiang.teaching.timetable.services.outside import (
    put_sessions_back_in_transaction,
    set_sessions_in_transaction,
)
from khaigiang.teaching.timetable.services.proposals import (
    TIMETABLE,
    apply_timetable,
    ask_for_the_rest,
    ask_for_timetable,
    begin_timetable_again,
    discard_timetable,
    propose_timetable,
    search_timetable,
    undo_timetable,
)
from khaigiang.teaching.timetable.services.relaxing import relax_timetable, undo_timetable_relaxation
from khaigiang.teaching.timetable.services.releases import release_timetable
from khaigiang.teaching.timetable.services.rules import heed_finding, ignore_finding, set_rule_level
from khaigiang.teaching.timetable.services.sessions import remove_session, save_session, swap_sessions
from khaigiang.teaching.timetable.services.steps import Cause

__all__ = [
    "TIMETABLE",
    "Cause",
    "apply_chain",
    "apply_timetable",
    "ask_for_the_rest",
    "ask_for_timetable",
    "begin_timetable_again",
    "discard_timetable",
    "feed_of",
    "heed_finding",
    "ignore_finding",
    "move_classes_over",
    "move_piece",
    "propose_timetable",
    "put_sessions_back_in_transaction",
    "redo_step",
    "relax_timetable",
    "release_timetable",
    "remove_session",
    "renew_feed",
    "save_session",
    "search_timetable",
    "set_rule_level",
    "set_school_hours",
    "set_sessions_in_transaction",
    "swap_sessions",
    "take_piece_off",
    "take_school_hours_away",
    "undo_move_over",
    "undo_step",
    "undo_timetable",
    "undo_timetable_relaxation",
]
