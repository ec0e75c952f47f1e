"""What a person called by a summons has answered, and what became of it."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class AnswerState(models.TextChoices):
    """Where an answer stands."""

    SILENT = "silent", _("no answer yet")
    RECEIVED = "received", _("summons received")
    COMING = "coming", _("will come")
    CANNOT = "cannot", _("cannot come")
    LATER = "later", _("asks for a later class")
    REPLACED = "replaced", _("substitute named")
    DEFERRED = "deferred", _("later class agreed")
    HELD = "held", _("asked to come all the same")
    CALLED_OFF = "called_off", _("class not held, not confirmed")
    INFORMED = "informed", _("knows that the class is not held")


class Via(models.TextChoices):
    """How an answer came."""

    LINK = "link", _("personal link")
    SIGNED_IN = "signed_in", _("signed in")
    COMMITTEE = "committee", _("told the committee")
    OFFICE = "office", _("told the school")


class ReasonKind(models.TextChoices):
    """Why somebody cannot come."""

    ILLNESS = "illness", _("illness")
    DUTY = "duty", _("an urgent duty")
    FAMILY = "family", _("family affairs")
    STUDY = "study", _("attends another course")
    LEFT_POST = "left_post", _("no longer holds the post")
    OTHER = "other", _("another reason")


S = AnswerState
# A person may change these until the class begins.
OPEN: Final = frozenset({S.SILENT, S.RECEIVED, S.COMING, S.CANNOT, S.LATER, S.HELD})
# The committee has to say what follows.
WAITS_FOR_COMMITTEE: Final = frozenset({S.CANNOT, S.LATER})
NOT_COMING: Final = frozenset({S.CANNOT, S.LATER, S.REPLACED, S.DEFERRED})
# The class to which the summons called is not held.
OFF: Final = frozenset({S.CALLED_OFF, S.INFORMED})
# Reminders go to these alone.
UNANSWERED: Final = frozenset({S.SILENT, S.RECEIVED})

LIFE: Final = (
    Move(act="confirm_receipt", starts=frozenset({S.SILENT}), end=S.RECEIVED, page="answers:answer"),
    Move(act="accept_summons", starts=OPEN - {S.COMING}, end=S.COMING, page="answers:answer"),
    Move(act="decline_summons", starts=OPEN - {S.CANNOT}, end=S.CANNOT, page="answers:answer"),
    Move(act="ask_for_later_class", starts=OPEN - {S.LATER}, end=S.LATER, page="answers:answer"),
    Move(act="take_back_answer", starts=WAITS_FOR_COMMITTEE, end=S.RECEIVED, page="answers:answer"),
    Move(act="agree_to_later_class", starts=WAITS_FOR_COMMITTEE, end=S.DEFERRED, page="answers:settle"),
    Move(act="hold_to_summons", starts=WAITS_FOR_COMMITTEE, end=S.HELD, page="answers:settle"),
    Move(act="confirm_calling_off", starts=frozenset({S.CALLED_OFF}), end=S.INFORMED, page="answers:answer"),
)
MOVES: Final = steps(LIFE)
# Two acts may lead to one state from different ones: receiving the summons, and taking an answer back.
POSSIBLE: Final = frozenset((move.act, start) for move in LIFE for start in move.starts)

# The background job that drafts reminders, and after how long it asks for itself again.
REMIND: Final = "draft_reminders"
AGAIN_AFTER: Final = timedelta(days=1)
