"""Refusals around corrections that a person proposes."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class LinkIsOver(DomainError):
    sentence = _("This link can no longer be used. Ask the office that gave it to you for a new one.")


class NothingProposed(DomainError):
    sentence = _("Nothing differs from what is on record. Change what is wrong, or write a sentence.")


class TooManyProposals(DomainError):
    sentence = _("Too many proposals were sent today. Try again tomorrow, or call the office that gave you the link.")


class ReasonMissing(DomainError):
    sentence = _("Say why “%(fact)s” is refused: the person reads it.")


class ChangedMeanwhile(DomainError):
    sentence = _(
        "“%(fact)s” was changed on record after the person proposed it. Refuse this proposal and say so; "
        "the person can look and propose again."
    )


class AlreadyDecided(DomainError):
    sentence = _("Somebody has just decided “%(fact)s”, or the person sent a newer proposal. Look at the page again.")


class NothingDecided(DomainError):
    sentence = _("Accept or refuse one fact at least, or answer the sentence.")
