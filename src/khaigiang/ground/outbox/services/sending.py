"""The steps by which a worker sends a mailing: what it is about to do is written before it does it."""

from datetime import datetime

from django.db import transaction

from khaigiang.ground.outbox.models import Mailing, Message, Sending
from khaigiang.ground.outbox.queries import due, left_hanging
from khaigiang.ground.outbox.rules import pause_after
from khaigiang.ground.outbox.services.locking import locked
from khaigiang.ground.outbox.states import AFTER, MailingState, MessageState, Outcome


@transaction.atomic
def begin_sending(mailing: Mailing, *, job: int, fence: int, at: datetime, now: datetime) -> Sending | None:
    """Take the next message that is due and write down that it is being sent; None when none is due."""
    mailing = locked(mailing)
    message = due(mailing, now).select_for_update().first()
    # What a person asked for once more goes even while the rest of the mailing is stopped.
    if message is None or (mailing.state != MailingState.RELEASED and not message.turn):
        return None
    message.mailing = mailing
    message.state, message.tries = MessageState.SENDING, message.tries + 1
    message.save(update_fields=["state", "tries"])
    return Sending.objects.create(
        message=message,
        turn=message.turn,
        reason=message.again_because,
        to_address=message.to_address,
        letter=message.letter,
        job=job,
        fence=fence,
        begun_at=at,
    )


@transaction.atomic
def end_sending(sending: Sending, outcome: Outcome, *, said: str, at: datetime, now: datetime) -> None:
    """Write down what came of a try; only its own worker knows it, however late it says so."""
    message = Message.objects.select_for_update().get(sendings=sending)
    pause = pause_after(message.tries) if outcome == Outcome.LATER else None
    given_up = outcome == Outcome.LATER and pause is None
    sending.outcome, sending.said, sending.ended_at = outcome, said[:300], at
    sending.save(update_fields=["outcome", "said", "ended_at"])
    if message.turn != sending.turn or message.state not in {MessageState.SENDING, MessageState.PERHAPS}:
        return
    message.state = MessageState.FAILED if given_up else AFTER[outcome]
    message.not_before = now + pause if pause else None
    message.sent_at = at if outcome == Outcome.TAKEN else message.sent_at
    message.save(update_fields=["state", "not_before", "sent_at"])


@transaction.atomic
def own_up_to_unclear(mailing: Mailing, *, at: datetime) -> int:
    """Tries whose worker is gone may have reached their receivers: they are not repeated by themselves."""
    mailing = locked(mailing)
    hanging = list(left_hanging(mailing).select_for_update())
    Message.objects.filter(sendings__in=hanging, state=MessageState.SENDING).update(state=MessageState.PERHAPS)
    return Sending.objects.filter(pk__in=[sending.pk for sending in hanging]).update(
        outcome=Outcome.UNCLEAR, ended_at=at
    )
