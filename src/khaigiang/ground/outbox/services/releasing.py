"""A person lets a mailing go, stops it, and decides on what failed or perhaps went."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.services import ask
from khaigiang.ground.outbox.errors import (
    NobodyToWriteTo,
    NothingUnclear,
    NotReleased,
    NotToGoAgain,
    ReasonForAgain,
)
from khaigiang.ground.outbox.models import Mailing, Message, Sending
from khaigiang.ground.outbox.services.locking import locked, locked_draft, locked_message
from khaigiang.ground.outbox.services.sending import own_up_to_unclear
from khaigiang.ground.outbox.states import MAY_GO_AGAIN, SEND, MailingState, MessageState


@transaction.atomic
def release_mailing(mailing: Mailing, *, by: User, at: datetime) -> Mailing:
    """Let the drafts go that have an address; those without stay out.

    Raises NotADraftAnyMore or NobodyToWriteTo.
    """
    mailing = locked_draft(mailing)
    drafts = mailing.messages.filter(state=MessageState.DRAFT)
    without = drafts.filter(to_address="").update(state=MessageState.LEFT_OUT)
    goes = drafts.update(state=MessageState.WAITING, not_before=None)
    if not goes:
        raise NobodyToWriteTo
    mailing.state, mailing.released_by, mailing.released_at = MailingState.RELEASED, by, at
    mailing.save(update_fields=["state", "released_by", "released_at"])
    audit.record("release_mailing", mailing, by=by, at=at, after={"messages": goes, "without_address": without})
    _ask_to_send(mailing, by=by, at=at)
    return mailing


@transaction.atomic
def stop_mailing(mailing: Mailing, *, by: User, at: datetime) -> Mailing:
    """Take back what has not gone: it is a draft again; what has gone stays gone. Raises NotReleased."""
    mailing = locked(mailing)
    if mailing.state != MailingState.RELEASED:
        raise NotReleased(state=mailing.get_state_display())
    own_up_to_unclear(mailing, at=at)
    back = mailing.messages.filter(state=MessageState.WAITING).update(state=MessageState.DRAFT, not_before=None)
    mailing.state = MailingState.DRAFT
    mailing.save(update_fields=["state"])
    audit.record("stop_mailing", mailing, by=by, at=at, after={"messages": back})
    return mailing


@transaction.atomic
def send_again(message: Message, *, reason: str, by: User, at: datetime) -> Message:
    """Send a message once more that was sent, perhaps sent or not sent; raises ReasonForAgain or NotToGoAgain.

    What perhaps went keeps its Message-ID: a mailbox that has it already shows it once.
    """
    if not reason.strip():
        raise ReasonForAgain
    message = locked_message(message)
    if message.state not in MAY_GO_AGAIN:
        raise NotToGoAgain(name=message.to_name, state=message.get_state_display())
    before = {"state": message.state, "turn": message.turn}
    if message.state == MessageState.SENT:
        message.letter = uuid4()
    message.state, message.turn, message.again_because = MessageState.WAITING, message.turn + 1, reason.strip()
    message.tries, message.not_before = 0, None
    message.save()
    audit.record("send_again", message, by=by, at=at, before=before, after={"reason": message.again_because})
    _ask_to_send(message.mailing, by=by, at=at)
    return message


@transaction.atomic
def note_arrival(message: Message, *, by: User, at: datetime) -> Message:
    """Somebody looked: what perhaps went has arrived; raises NothingUnclear."""
    message = locked_message(message)
    if message.state != MessageState.PERHAPS:
        raise NothingUnclear(name=message.to_name, state=message.get_state_display())
    message.state, message.sent_at = MessageState.SENT, at
    message.save(update_fields=["state", "sent_at"])
    before = {"state": MessageState.PERHAPS}
    audit.record("note_arrival", message, by=by, at=at, before=before, after={"state": message.state})
    return message


def _ask_to_send(mailing: Mailing, *, by: User, at: datetime) -> None:
    # A turn of its own: one that waits for its pause does not stand in the way of what goes at once.
    turn = Sending.objects.filter(message__mailing=mailing).count()
    ask(SEND, by=by, at=at, ids={"mailing": mailing.pk, "turn": turn})
