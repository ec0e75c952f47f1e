"""Where an official stands with a requirement on a day, and the lives of reliefs and proofs."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move


class DueState(models.TextChoices):
    """Each official whom a requirement reaches is in exactly one of these on any day (features.md A7)."""

    OVERDUE = "overdue", _("overdue")
    THIS_QUARTER = "this_quarter", _("due this quarter")
    NEXT_QUARTER = "next_quarter", _("due next quarter")
    LATER = "later", _("due later")
    EXTENDED = "extended", _("extended")
    NAMED = "named", _("named for a class")
    IN_CLASS = "in_class", _("in a class now")
    DONE = "done", _("has learned in a class")
    ELSEWHERE = "elsewhere", _("has learned elsewhere")
    EXEMPT = "exempt", _("exempt")


# For these somebody still has to find a class.
WANTED: Final = frozenset({DueState.OVERDUE, DueState.THIS_QUARTER, DueState.NEXT_QUARTER, DueState.LATER})
# These are not to learn before the quarter after the next, or not at all.
AT_REST: Final = frozenset({DueState.DONE, DueState.ELSEWHERE, DueState.EXEMPT})


class ReliefKind(models.TextChoices):
    """What is granted to one official."""

    EXTENSION = "extension", _("extension")
    EXEMPTION = "exemption", _("exemption")


class ReliefState(models.TextChoices):
    """An extension holds from the day it is entered, an exemption once another person has approved it."""

    ASKED = "asked", _("waiting for approval")
    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


class ProofState(models.TextChoices):
    """A proof counts once a clerk of the training office has accepted it."""

    HANDED_IN = "handed_in", _("handed in")
    ACCEPTED = "accepted", _("accepted")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("taken back")


R, P = ReliefState, ProofState
STANDING: Final = frozenset({R.ASKED, R.GRANTED})
LIFE: Final = (
    Move(act="approve_exemption", starts=frozenset({R.ASKED}), end=R.GRANTED, page="deadlines:answer_exemption"),
    Move(act="refuse_exemption", starts=frozenset({R.ASKED}), end=R.REFUSED, page="deadlines:answer_exemption"),
    Move(act="take_back_relief", starts=STANDING, end=R.TAKEN_BACK, page="deadlines:take_back_relief"),
    Move(act="accept_proof", starts=frozenset({P.HANDED_IN}), end=P.ACCEPTED, page="deadlines:accept_proof"),
    Move(act="refuse_proof", starts=frozenset({P.HANDED_IN}), end=P.REFUSED, page="deadlines:refuse_proof"),
    Move(act="withdraw_proof", starts=frozenset({P.HANDED_IN}), end=P.TAKEN_BACK, page="deadlines:withdraw_proof"),
    Move(act="reconsider_proof", starts=frozenset({P.ACCEPTED}), end=P.HANDED_IN, page="deadlines:reconsider"),
)
