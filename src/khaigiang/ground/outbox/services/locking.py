"""A mailing or a message as it stands now, locked until the transaction ends."""

from khaigiang.ground.outbox.errors import NotADraftAnyMore
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.states import MailingState


def locked(mailing: Mailing) -> Mailing:
    """The mailing, locked."""
    return Mailing.objects.select_for_update().get(pk=mailing.pk)


def locked_draft(mailing: Mailing) -> Mailing:
    """The mailing, locked, while it is a draft; raises NotADraftAnyMore."""
    mailing = locked(mailing)
    if mailing.state != MailingState.DRAFT:
        raise NotADraftAnyMore(state=mailing.get_state_display())
    return mailing


def locked_message(message: Message) -> Message:
    """The message with its mailing, locked in the order in which everybody locks them."""
    mailing = locked(message.mailing)
    message = Message.objects.select_for_update().get(pk=message.pk)
    message.mailing = mailing
    return message
