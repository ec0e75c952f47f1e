"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "apply_timetable": _("applied a timetable"),
    "ask_for_timetable": _("asked for a timetable"),
    "begin_timetable_again": _("started the search of a timetable again"),
    "discard_timetable": _("discarded a proposed timetable"),
    "feed_of": _("made a calendar address"),
    "move_classes_over": _("let classes follow another version"),
    "propose_timetable": _("proposed a timetable"),
    "relax_timetable": _("took a way out of a contradiction of a timetable"),
    "release_timetable": _("released a timetable"),
    "remove_session": _("removed a session"),
    "renew_feed": _("renewed a calendar address"),
    "save_session": _("saved a session"),
    "swap_sessions": _("swapped two sessions"),
    "undo_move_over": _("let classes follow their old version again"),
    "undo_timetable": _("undid a timetable"),
    "undo_timetable_relaxation": _("took a way out of a timetable back"),
}
