"""Writing a mailing as drafts, and throwing it away."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.outbox.errors import AlreadyDrafted, NobodyToWriteTo, SomethingWasSent
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.services.locking import locked_draft
from khaigiang.ground.outbox.states import OPEN_TO_CORRECTION, MailingState


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody to write to: `key` tells one from another ("office 12"), `values` fill the fields of the text.

    `sealed` are fields that are filled only when the message goes: field → the name of what fills it (sealed.py).
    """

    key: str
    name: str
    address: str
    values: Mapping[str, str] = field(default_factory=dict)
    sealed: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def draft_mailing(
    key: str,
    receivers: Iterable[Receiver],
    *,
    title: str,
    subject: str,
    body: str,
    sender_role: str,
    sender_name: str = "",
    reply_to: str = "",
    link: str = "",
    by: User | None,
    at: datetime,
) -> Mailing:
    """Write one message to each receiver and keep them as drafts; raises AlreadyDrafted or NobodyToWriteTo."""
    written = {receiver.key: receiver for receiver in receivers}
    if not written:
        raise NobodyToWriteTo
    try:
        with transaction.atomic():
            mailing = Mailing.objects.create(
                key=key,
                title=title[:200],
                link=link,
                sender_role=sender_role,
                sender_name=sender_name[:160],
                reply_to=reply_to,
                subject=subject[:200],
                body=body,
                made_by=by,
                made_at=at,
            )
    except IntegrityError:
        raise AlreadyDrafted from None
    Message.objects.bulk_create(_message(mailing, receiver) for receiver in written.values())
    audit.record("draft_mailing", mailing, by=by, at=at, after={"messages": len(written)})
    return mailing


@transaction.atomic
def discard_mailing(mailing: Mailing, *, by: User, at: datetime) -> Mailing:
    """Throw drafts away of which none has gone; raises NotADraftAnyMore or SomethingWasSent."""
    mailing = locked_draft(mailing)
    gone = mailing.messages.exclude(state__in=OPEN_TO_CORRECTION).count()
    if gone:
        raise SomethingWasSent(count=gone)
    mailing.state = MailingState.DISCARDED
    mailing.save(update_fields=["state"])
    audit.record("discard_mailing", mailing, by=by, at=at, before={"messages": mailing.messages.count()})
    return mailing


def _message(mailing: Mailing, receiver: Receiver) -> Message:
    return Message(
        mailing=mailing,
        receiver=receiver.key,
        to_name=receiver.name[:200],
        to_address=receiver.address,
        values=dict(receiver.values),
        sealed=dict(receiver.sealed),
    )
