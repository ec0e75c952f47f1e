"""Presence of a trainee in a session, and the life of a leave request."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.TextChoices):
    """What the attendance book says."""

    PRESENT = "present", _("present")
    LATE = "late", _("late")
    LEFT_EARLY = "left_early", _("left early")
    WITH_LEAVE = "with_leave", _("absent with leave")
    WITHOUT_LEAVE = "without_leave", _("absent without leave")


ATTENDED: Final = frozenset({Presence.PRESENT, Presence.LATE, Presence.LEFT_EARLY})
ABSENT: Final = frozenset({Presence.WITH_LEAVE, Presence.WITHOUT_LEAVE})

# The letters of the grid: what a teacher types.
LETTERS: Final = {
    "x": Presence.PRESENT,
    "m": Presence.LATE,
    "s": Presence.LEFT_EARLY,
    "p": Presence.WITH_LEAVE,
    "k": Presence.WITHOUT_LEAVE,
}

LETTER_OF: Final = {presence: letter for letter, presence in LETTERS.items()}


class LeaveState(models.TextChoices):
    """Life of a leave request."""

    ASKED = "asked", _("asked")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")


# A refused request leaves its sessions free to be asked for again.
STANDING: Final = frozenset({LeaveState.ASKED, LeaveState.GRANTED})

LEAVE_MOVES: Final = frozenset({(LeaveState.ASKED, LeaveState.GRANTED), (LeaveState.ASKED, LeaveState.REFUSED)})
