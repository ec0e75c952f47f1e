"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "apply_timetable": _("applied a timetable"),
    "ask_for_timetable": _("asked for a timetable"),
    "begin_timetable_again": _("started the search of a timetable again"),
    "chain_on_board": _("moved sessions in a chain on the board"),
    "discard_timetable": _("discarded a proposed timetable"),
    "feed_of": _("made a calendar address"),
    "move_classes_over": _("let classes follow another version"),
    "heed_finding": _("no longer let a finding pass"),
    "ignore_finding": _("let a finding pass"),
    "move_on_board": _("moved a session on the board"),
    "place_on_board": _("set a session on the board"),
    "propose_timetable": _("proposed a timetable"),
    "redo_on_board": _("did a step on the board again"),
    "relax_timetable": _("took a way out of a contradiction of a timetable"),
    "release_timetable": _("released a timetable"),
    "remove_on_board": _("took a session off the board"),
    "remove_session": _("removed a session"),
    "renew_feed": _("renewed a calendar address"),
    "save_session": _("saved a session"),
    "set_rule_level": _("set how grave a rule is"),
    "set_school_hours": _("set the hours of a school"),
    "take_school_hours_away": _("took hours of a school away"),
    "swap_on_board": _("swapped sessions on the board"),
    "swap_sessions": _("swapped two sessions"),
    "undo_move_over": _("let classes follow their old version again"),
    "undo_on_board": _("undid a step on the board"),
    "undo_timetable": _("undid a timetable"),
    "undo_timetable_relaxation": _("took a way out of a timetable back"),
}
