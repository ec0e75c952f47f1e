"""How grave a finding in a timetable is, and what may be found."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindingKind(models.TextChoices):
    """What a person should know about a session before it is published; double bookings never get this far."""

    NO_LECTURER = "no_lecturer", _("nobody teaches it yet")
    HALL_CLOSED = "hall_closed", _("%(hall)s is taken for something else then")
    LECTURER_AWAY = "lecturer_away", _("%(lecturer)s cannot teach in this half-day")
    LECTURER_RATHER_NOT = "lecturer_rather_not", _("%(lecturer)s would rather not teach in this half-day")
    LECTURER_WITHDRAWN = "lecturer_withdrawn", _("%(lecturer)s no longer teaches: name somebody else")
    HALL_TOO_SMALL = "hall_too_small", _("%(hall)s has %(seats)s seats for %(people)s people")
    HALL_LACKS = "hall_lacks", _("%(hall)s has not what it needs: %(needs)s")
    NOT_A_CLASS_DAY = "not_a_class_day", _("the class does not meet on this day")
    NOT_QUALIFIED = "not_qualified", _("%(lecturer)s is not among those who may teach it")
    TOO_MUCH_IN_A_DAY = "too_much_in_a_day", _("%(lecturer)s teaches %(count)s half-days on this day, %(most)s at most")
    TOO_MUCH_IN_A_WEEK = "too_much_in_a_week", _("%(lecturer)s teaches %(count)s half-days this week, %(most)s at most")
    OUT_OF_ORDER = "out_of_order", _("it comes before “%(other)s”, which the programme puts first")
    APART = "apart", _("it shares a half-day with “%(other)s”, which stands elsewhere")


# Published all the same, the people in question would stand before a closed door (L13: levels of conflicts).
BLOCKS_RELEASE: Final = frozenset(
    {
        FindingKind.NO_LECTURER,
        FindingKind.LECTURER_AWAY,
        FindingKind.HALL_CLOSED,
        FindingKind.HALL_TOO_SMALL,
        FindingKind.NOT_A_CLASS_DAY,
    },
)


class Level(models.TextChoices):
    """What comes of a finding: four levels, from an act that is refused to a finding that nobody is shown (L13)."""

    BLOCK_ACT = "act", _("refuses the act")
    BLOCK_RELEASE = "release", _("stops the release")
    WARN = "warn", _("warns")
    IGNORED = "ignored", _("is let pass")


STOPS_RELEASE: Final = frozenset({Level.BLOCK_ACT, Level.BLOCK_RELEASE})


def usual_level(kind: FindingKind) -> Level:
    """How grave a finding is where a plan says nothing else."""
    return Level.BLOCK_RELEASE if kind in BLOCKS_RELEASE else Level.WARN


class StepKind(models.TextChoices):
    """What somebody did to the timetable of a plan."""

    PLACE = "place", _("set")
    MOVE = "move", _("moved")
    SWAP = "swap", _("swapped")
    REMOVE = "remove", _("taken off")
    EDIT = "edit", _("changed")
    CHAIN = "chain", _("moved in a chain")
    SOLVED = "solved", _("set by the solver")
    UNDO = "undo", _("undone")
    REDO = "redo", _("done again")
    CHANGE = "change", _("by a change of the class")
    REPAIR = "repair", _("by a repair")
    VERSION = "version", _("with another version")


# Steps that take others back or do them again; the rest are acts of their own.
ECHOES: Final = frozenset({StepKind.UNDO, StepKind.REDO})
# Acts of other pages that leave a step: where each is taken back, for the board knows only its sessions.
TAKEN_BACK_ELSEWHERE: Final = {
    StepKind.CHANGE: _("open the class and undo its change there"),
    StepKind.REPAIR: _("open “Something has happened” and take the repair back there"),
    StepKind.VERSION: _("open the version of the programme and take the move of its classes back there"),
}


class ChangeKind(models.TextChoices):
    """What became of a session since the last release."""

    ADDED = "added", _("newly set")
    MOVED = "moved", _("other time")
    LECTURER = "lecturer", _("other lecturer")
    HALL = "hall", _("other hall")
    REMOVED = "removed", _("dropped")
