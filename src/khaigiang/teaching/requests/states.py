"""The life of a session that a lecturer is asked to teach, and the steps by which an answer is waited for."""

from datetime import timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class AskedState(models.TextChoices):
    """Where a session stands that somebody is asked to teach."""

    SENT = "sent", _("waits for the lecturer")
    ACCEPTED = "accepted", _("the lecturer accepts")
    DECLINED = "declined", _("the lecturer declines")
    WITHDRAWN = "withdrawn", _("no longer asked to teach")
    LAPSED = "lapsed", _("lapsed")


class Via(models.TextChoices):
    """How an answer came."""

    SIGNED_IN = "signed_in", _("signed in")
    LINK = "link", _("personal link")
    OFFICE = "office", _("told the school")


class ReminderStep(models.TextChoices):
    """Who is told while an answer is waited for, in this order."""

    BEFORE = "before", _("lecturer, before the day")
    DUE = "due", _("lecturer, on the day")
    ASKER = "asker", _("who asked")
    HEAD = "head", _("head of the school")


S = AskedState
# What a lecturer is asked for or has promised; of each session a lecturer has one such at a time.
STANDS: Final = frozenset({S.SENT, S.ACCEPTED})
LIFE: Final = (
    Move(act="accept_request", starts=frozenset({S.SENT}), end=S.ACCEPTED, page="requests:answer"),
    Move(act="decline_request", starts=STANDS, end=S.DECLINED, page="requests:answer"),
    Move(act="withdraw_request", starts=STANDS, end=S.WITHDRAWN, page="requests:withdraw"),
)
MOVES: Final = steps(LIFE)
TONES: Final[dict[str, str]] = {
    S.SENT: "warning",
    S.ACCEPTED: "success",
    S.DECLINED: "danger",
    S.WITHDRAWN: "neutral",
    S.LAPSED: "neutral",
}

# As long as a browser stays let in by a link: a working day.
GUEST_STAYS: Final = timedelta(hours=12)
# By this name a message is filled with a guest's link only while it goes.
GUEST_LINK: Final = "guest_link"
# The background job that reminds and escalates, and after how long it asks for itself again.
REMIND_LECTURERS: Final = "remind_lecturers"
AGAIN_AFTER: Final = timedelta(days=1)


def possible(act: str, state: str) -> bool:
    """May the act be done in this state?"""
    return any(move.act == act and state in move.starts for move in LIFE)
