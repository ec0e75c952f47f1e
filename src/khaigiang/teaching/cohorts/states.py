"""Life of a training class."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class ClassState(models.TextChoices):
    """Where a class stands."""

    TENTATIVE = "tentative", _("tentative")
    CONFIRMED = "confirmed", _("confirmed")
    OPEN = "open", _("decided")
    RUNNING = "running", _("running")
    CLOSING = "closing", _("teaching ended")
    CLOSED = "closed", _("class closed")
    CANCELLED = "cancelled", _("class cancelled")


S = ClassState
LIFE: Final = (
    Move(act="confirm_class", starts=frozenset({S.TENTATIVE}), end=S.CONFIRMED, page="cohorts:step"),
    Move(act="withdraw_confirmation", starts=frozenset({S.CONFIRMED}), end=S.TENTATIVE, page="cohorts:step"),
    Move(act="issue_class_decision", starts=frozenset({S.CONFIRMED}), end=S.OPEN, page="cohorts:decision"),
    Move(act="start_class", starts=frozenset({S.OPEN}), end=S.RUNNING, page="cohorts:step"),
    Move(act="begin_closing", starts=frozenset({S.RUNNING}), end=S.CLOSING, page="cohorts:step"),
    Move(act="close_class", starts=frozenset({S.CLOSING}), end=S.CLOSED, page="cohorts:step"),
    Move(
        act="cancel_class",
        starts=frozenset({S.TENTATIVE, S.CONFIRMED, S.OPEN}),
        end=S.CANCELLED,
        page="changes:approve",
    ),
)
MOVES: Final = steps(LIFE)
# Until their first day these take people from the waiting list: their days are settled.
FILLS_UP: Final = frozenset({ClassState.CONFIRMED, ClassState.OPEN})
TAKES_PEOPLE: Final = frozenset({ClassState.TENTATIVE, ClassState.CONFIRMED})
HAS_A_LIST: Final = frozenset({ClassState.OPEN, ClassState.RUNNING, ClassState.CLOSING, ClassState.CLOSED})
ENDS: Final = frozenset({ClassState.CLOSING, ClassState.CLOSED})
LIST_MAY_CHANGE: Final = HAS_A_LIST - {ClassState.CLOSED}
# Nothing about the class itself changes any more.
IS_OVER: Final = frozenset({ClassState.CLOSED, ClassState.CANCELLED})
BEFORE_IT_BEGINS: Final = frozenset({ClassState.TENTATIVE, ClassState.CONFIRMED, ClassState.OPEN})


class Whom(models.TextChoices):
    """To whom the e-mails of a summons go."""

    COMMITTEES = "committees", _("committees")
    PEOPLE = "people", _("people called")


def mail_key(summons_id: int, whom: Whom) -> str:
    """How the outbox knows what the e-mails of a summons are about."""
    return f"summons {summons_id} {whom.value}"


# Filled by the feature that takes the answers, only while a message goes: nobody else reads a personal link.
ANSWER_LINK: Final = "answer_link"


def answer_link(summons_id: int, enrolment_id: int) -> str:
    """How the outbox knows whose personal link fills a message."""
    return f"{ANSWER_LINK} {summons_id} {enrolment_id}"
