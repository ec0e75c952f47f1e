"""Correcting drafts: the text of all, the text of one, and who receives it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.outbox.errors import AddressMissing, NotToBeChanged, UnknownField
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.queries import known_fields
from khaigiang.ground.outbox.rules import filled, unknown_fields
from khaigiang.ground.outbox.services.locking import locked_draft, locked_message
from khaigiang.ground.outbox.states import OPEN_TO_CORRECTION, MessageState


@transaction.atomic
def correct_mailing(mailing: Mailing, *, subject: str, body: str, by: User, at: datetime) -> Mailing:
    """Change the text of all messages that have none of their own; raises NotADraftAnyMore or UnknownField."""
    mailing = locked_draft(mailing)
    _require_known([subject, body], known_fields(mailing))
    before = {"subject": mailing.subject, "body": mailing.body}
    mailing.subject, mailing.body = subject, body
    mailing.save(update_fields=["subject", "body"])
    audit.record("correct_mailing", mailing, by=by, at=at, before=before, after={"subject": subject, "body": body})
    return mailing


@transaction.atomic
def correct_message(message: Message, *, to_address: str, subject: str, body: str, by: User, at: datetime) -> Message:
    """Change the address or the text of one message; raises NotToBeChanged, UnknownField or AddressMissing."""
    message = _open(message)
    _require_known([subject, body], [*message.values, *message.sealed])
    if not to_address and message.state != MessageState.LEFT_OUT and message.to_address:
        raise AddressMissing(name=message.to_name)
    before = {"address": message.to_address, "subject": message.subject, "body": message.body}
    message.to_address = to_address
    message.own_subject = _own(subject, message.mailing.subject, message)
    message.own_body = _own(body, message.mailing.body, message)
    message.save(update_fields=["to_address", "own_subject", "own_body"])
    after = {"address": message.to_address, "subject": message.subject, "body": message.body}
    audit.record("correct_message", message, by=by, at=at, before=before, after=after)
    return message


def leave_out(message: Message, *, by: User, at: datetime) -> Message:
    """A receiver gets nothing with this mailing; raises NotToBeChanged."""
    return _put(message, MessageState.LEFT_OUT, act="leave_receiver_out", by=by, at=at)


def take_in(message: Message, *, by: User, at: datetime) -> Message:
    """A receiver who was left out gets the message after all; raises NotToBeChanged."""
    return _put(message, MessageState.DRAFT, act="take_receiver_in", by=by, at=at)


@transaction.atomic
def _put(message: Message, state: MessageState, *, act: str, by: User, at: datetime) -> Message:
    message = _open(message)
    before = {"state": message.state}
    message.state = state
    message.save(update_fields=["state"])
    audit.record(act, message, by=by, at=at, before=before, after={"state": message.state})
    return message


def _open(message: Message) -> Message:
    message = locked_message(message)
    locked_draft(message.mailing)
    if message.state not in OPEN_TO_CORRECTION:
        raise NotToBeChanged(name=message.to_name, state=message.get_state_display())
    return message


def _require_known(texts: Iterable[str], known: Iterable[str]) -> None:
    unknown = unknown_fields(texts, known)
    if unknown:
        raise UnknownField(field=f"{{{unknown[0]}}}", known=", ".join(f"{{{field}}}" for field in known) or "–")


def _own(text: str, of_all: str, message: Message) -> str:
    """What a person wrote for this receiver alone; nothing where it says what all receive."""
    own = filled(text, message.values)
    return "" if own == filled(of_all, message.values) else own
