"""Refusals around mailings and their messages."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class AlreadyDrafted(DomainError):
    sentence = _("Messages on this are already in the outbox. Open them there, or throw them away first.")


class NobodyToWriteTo(DomainError):
    sentence = _("Nobody is left to write to. Enter an address, or take somebody in again.")


class NotADraftAnyMore(DomainError):
    sentence = _("The messages are %(state)s. Stop the sending first if you want to change what has not gone.")


class NotReleased(DomainError):
    sentence = _("The messages are %(state)s: there is nothing to stop. Open them anew to see how far they are.")


class SomethingWasSent(DomainError):
    sentence = _("%(count)s messages have gone already. Leave out the others instead of throwing all away.")


class UnknownField(DomainError):
    sentence = _("Nobody fills the field “%(field)s”. Use only these: %(known)s.")


class AddressMissing(DomainError):
    sentence = _("%(name)s has no e-mail address. Enter it first, or leave the receiver out.")


class NotToBeChanged(DomainError):
    sentence = _("The message to %(name)s is %(state)s and stays as it is. Stop the sending first.")


class NotToGoAgain(DomainError):
    sentence = _("The message to %(name)s is %(state)s. Only what was sent, or failed, is sent once more.")


class NothingUnclear(DomainError):
    sentence = _("The message to %(name)s is %(state)s: there is nothing to look after.")


class ReasonForAgain(DomainError):
    sentence = _("Say why the message is sent once more. The reason stays in its log.")
