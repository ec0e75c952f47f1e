"""Refusals around answers to a summons."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class AnsweredMeanwhile(DomainError):
    sentence = _(
        "An answer was given at the same time, from another window or by another person: “%(state)s”. "
        "Look at it; if it is not right, answer once more."
    )


class NotCalledAnyMore(DomainError):
    sentence = _(
        "%(official)s is no longer called to %(training_class)s, so nothing can be answered. "
        "Call the committee or the school if this is wrong."
    )


class ClassHasBegun(DomainError):
    sentence = _(
        "The class has begun: only the office of the class teacher changes the answer now, with a reason. "
        "Call the class teacher."
    )


class AnswerNotPossible(DomainError):
    sentence = _("The answer is “%(state)s”; this cannot follow. Look at the page again.")


class DecidedAlready(DomainError):
    sentence = _(
        "The committee has decided about this answer, so it is no longer taken back. "
        "Answer anew, or call the committee if nothing else helps."
    )


class ReasonMissing(DomainError):
    sentence = _("Say why in a few words.")


class TooManyAnswers(DomainError):
    sentence = _("The answer was changed too often today. Call your committee; it enters the answer for you.")


class LinkIsOver(DomainError):
    sentence = _("This link can no longer be used. Ask your committee or the school for a new one.")


class WrongBirthday(DomainError):
    sentence = _("This is not the date of birth on record. Try again, or ask your committee for a new link.")


class TooManyTries(DomainError):
    sentence = _("A wrong date was typed too often. Ask your committee or the school for a new link.")


class NobodyIsSilent(DomainError):
    sentence = _("Everybody who is called has answered, or no reminder is due today. There is nobody to remind.")


class NobodyToSubstitute(DomainError):
    sentence = _("%(official)s came to the list without a nomination. Amend the list of the class by a decision.")


class StillCalled(DomainError):
    sentence = _("Nobody needs a link: everybody called by this summons has one.")
