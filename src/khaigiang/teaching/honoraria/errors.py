"""Refusals around load and honoraria."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class FigureBeginsTooEarly(DomainError):
    sentence = _(
        "A later figure for the same already counts from %(begins)s. Choose that day to correct it, or a later one to "
        "replace it.",
    )


class PeriodEndsBeforeItBegins(DomainError):
    sentence = _("The last day comes before the first one. Check the two days.")


class PeriodNotOver(DomainError):
    sentence = _("%(last_day)s is not over yet. Pay for days that are past: choose an earlier last day.")


class NothingToPay(DomainError):
    sentence = _(
        "No session of these days is left to be paid: each that was released and is past stands in a statement, or "
        "nobody taught it.",
    )


class RateMissing(DomainError):
    sentence = _(
        "Sessions have no rate (%(count)s), the first %(kind)s of %(lecturer)s on %(on)s. Enter a rate that counts on "
        "that day, then make the statement again.",
    )


class StatementApproved(DomainError):
    sentence = _("The statement is approved and keeps its figures. Correct it by a further statement.")


class StatementIsDraft(DomainError):
    sentence = _("The statement is a draft still: reckon it anew, or throw it away and make another.")


class ApprovesOwnStatement(DomainError):
    sentence = _("Whoever made the statement does not approve it. Ask somebody else of the school.")


class NumberMissing(DomainError):
    sentence = _("An approved statement has a number. Type the number under which it is kept.")


class NumberTaken(DomainError):
    sentence = _("The school already has a statement with the number %(number)s. Type another number.")


class ReasonMissing(DomainError):
    sentence = _("Say why the amount is corrected: the reason stands in the further statement.")


class NothingCorrected(DomainError):
    sentence = _("The amount is what was paid already. Type the amount that is right, or leave the line as it is.")


class PaidMeanwhile(DomainError):
    sentence = _("A session of this statement was put into another one meanwhile. Make the statement again.")
