"""The life of a mailing, of each of its messages, and what came of one sending."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move

# The background job that sends a mailing.
SEND: Final = "send_mailing"


class MailingState(models.TextChoices):
    """How far a mailing is."""

    DRAFT = "draft", _("draft to be read")
    RELEASED = "released", _("released")
    DISCARDED = "discarded", _("thrown away")


class MessageState(models.TextChoices):
    """How far the message to one receiver is."""

    DRAFT = "draft", _("not let go yet")
    LEFT_OUT = "left_out", _("left out")
    WAITING = "waiting", _("waits to be sent")
    SENDING = "sending", _("being sent")
    SENT = "sent", _("sent")
    PERHAPS = "perhaps", _("perhaps sent: look")
    FAILED = "failed", _("could not be sent")


class Outcome(models.TextChoices):
    """What came of one sending."""

    BEGUN = "begun", _("begun")
    TAKEN = "taken", _("taken by the mail server")
    LATER = "later", _("to be tried again")
    REFUSED = "refused", _("refused by the mail server")
    UNCLEAR = "unclear", _("nobody knows")


LIFE: Final = (
    Move(
        act="correct_mailing",
        starts=frozenset({MailingState.DRAFT}),
        end=MailingState.DRAFT,
        page="outbox:correct",
    ),
    Move(
        act="release_mailing",
        starts=frozenset({MailingState.DRAFT}),
        end=MailingState.RELEASED,
        page="outbox:release",
    ),
    Move(
        act="stop_mailing",
        starts=frozenset({MailingState.RELEASED}),
        end=MailingState.DRAFT,
        page="outbox:stop",
    ),
    Move(
        act="discard_mailing",
        starts=frozenset({MailingState.DRAFT}),
        end=MailingState.DISCARDED,
        page="outbox:discard",
    ),
)

# What a person may still correct, and leave out or take in.
OPEN_TO_CORRECTION: Final = frozenset({MessageState.DRAFT, MessageState.LEFT_OUT})
# What a person may send once more, with a reason.
MAY_GO_AGAIN: Final = frozenset({MessageState.SENT, MessageState.PERHAPS, MessageState.FAILED})
# A message in one of these states has an address.
ON_ITS_WAY: Final = frozenset(
    {MessageState.WAITING, MessageState.SENDING, MessageState.SENT, MessageState.PERHAPS, MessageState.FAILED}
)
# Of these at most one each time a person asked for the message: it may have reached its receiver.
MAY_HAVE_ARRIVED: Final = frozenset({Outcome.BEGUN, Outcome.TAKEN, Outcome.UNCLEAR})
AFTER: Final = {
    Outcome.TAKEN.value: MessageState.SENT,
    Outcome.LATER.value: MessageState.WAITING,
    Outcome.REFUSED.value: MessageState.FAILED,
    Outcome.UNCLEAR.value: MessageState.PERHAPS,
}
