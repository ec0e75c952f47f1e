"""Refusals around officials, posts and appointments."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NotBornYet(DomainError):
    sentence = _("%(name)s cannot be born on %(day)s. Correct the day of birth.")


class JoinedTooYoung(DomainError):
    sentence = _("%(name)s would have joined the Party before the age of 18. Correct one of the two days.")


class FullMemberBeforeJoining(DomainError):
    sentence = _(
        "%(name)s joined the Party on %(day)s and can be a full member from a later day only. Correct one day."
    )


class PostTitleTaken(DomainError):
    sentence = _("There is already a post “%(title)s”. Use it, or choose another title.")


class PostHeldBySeveral(DomainError):
    sentence = _(
        "In %(unit)s more than one official holds “%(post)s” at once. End all appointments there but one first.",
    )


class WrongLevel(DomainError):
    sentence = _("“%(post)s” is not a post of %(unit)s. Choose a unit of the right level.")


class UnitNotThere(DomainError):
    sentence = _("%(unit)s does not exist on %(day)s. Choose the unit of that day, or another day.")


class PostIsHeld(DomainError):
    sentence = _(
        "%(holder)s holds the post “%(post)s” of %(unit)s since %(day)s. End that appointment first, "
        "or choose a later day.",
    )


class EndsBeforeItBegins(DomainError):
    sentence = _("The appointment begins on %(day)s; it can end on a later day only. Correct the day.")


class AlreadyEnded(DomainError):
    sentence = _("The appointment already ended on %(day)s. Only an earlier day can be put in its place.")
