"""The only door to mailings: the role that keeps them. Who opens the outbox at all is decided by the policy."""

from typing import Any, Final

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.outbox.models import Mailing, Message

# Who reads what a role sends, beside that role itself.
READ_BY: Final = {"office": frozenset({"office", "head"}), "organiser": frozenset({"organiser"})}


def visible_mailings(actor: Any) -> QuerySet[Mailing]:
    """Mailings that this person reads: of the own office, or of the office that they lead."""
    senders = [sender for sender, readers in READ_BY.items() if not actor.roles.isdisjoint(readers)]
    return Mailing.objects.filter(sender_role__in=senders)


def keeps(actor: Any, mailing: Mailing) -> bool:
    """Does this person correct, release and stop the mailing?"""
    return mailing.sender_role in actor.roles


def get_mailing(actor: Any, mailing_id: int) -> Mailing:
    """One mailing that this person reads, or 404."""
    return get_object_or_404(visible_mailings(actor).select_related("made_by", "released_by"), pk=mailing_id)


def get_mailing_to_keep(actor: Any, mailing_id: int) -> Mailing:
    """One mailing that this person corrects and releases, or 404."""
    return get_object_or_404(Mailing.objects.filter(sender_role__in=actor.roles), pk=mailing_id)


def get_message(actor: Any, message_id: int) -> Message:
    """One message that this person reads, or 404."""
    found = Message.objects.filter(mailing__in=visible_mailings(actor)).select_related("mailing")
    return get_object_or_404(found, pk=message_id)


def get_message_to_keep(actor: Any, message_id: int) -> Message:
    """One message that this person corrects and sends again, or 404."""
    found = Message.objects.filter(mailing__sender_role__in=actor.roles).select_related("mailing")
    return get_object_or_404(found, pk=message_id)
