"""Refusals around requests to teach."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NothingToAsk(DomainError):
    sentence = _(
        "No session is chosen, or nobody stands in the timetable for those chosen. Choose sessions and a lecturer."
    )


class AskedAlready(DomainError):
    sentence = _(
        "%(lecturer)s has been asked for “%(item)s” already and the request stands. Look at it, or withdraw it first."
    )


class DueTooLate(DomainError):
    sentence = _("The answer has to come by the day before the first session (%(day)s) and not before today.")


class SessionBegun(DomainError):
    sentence = _("“%(item)s” has begun (%(when)s), so nobody is asked for it and nothing is answered any more.")


class AnswerNotPossible(DomainError):
    sentence = _("“%(item)s” stands as “%(state)s”; this cannot follow. Look at the request again.")


class ChangedMeanwhile(DomainError):
    sentence = _(
        "“%(item)s” was changed in the same moment, by another person or from another window: it stands as “%(state)s”, "
        "%(when)s. Nothing was saved; look at it and answer once more."
    )


class GivenToAnother(DomainError):
    sentence = _("%(lecturer)s has accepted “%(item)s” already. Nothing more is asked of you there.")


class ReasonMissing(DomainError):
    sentence = _("Say why in a few words, so that the office finds somebody who can.")


class NothingChosen(DomainError):
    sentence = _("No session is chosen. Tick those that you answer.")


class NothingToWithdraw(DomainError):
    sentence = _("Everything in this has been answered or withdrawn, so there is nothing to take back.")


class LinkIsOver(DomainError):
    sentence = _("This link has been used, was revoked or has expired. Have a new one sent to your e-mail address.")


class TooManyLinks(DomainError):
    sentence = _("New links were sent several times today. Look into your mailbox, or call the school.")


class NoAddressKnown(DomainError):
    sentence = _("The school knows no e-mail address for this. Call the school; it enters the answer for you.")


class NothingToRevoke(DomainError):
    sentence = _("This lecturer has no link that still opens anything.")


class NobodyWaits(DomainError):
    sentence = _("Nobody is to be told of this request today.")
