"""Refusals around users and signing in."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class WrongNameOrPassword(DomainError):
    """Said alike for an unknown name, a wrong password and a user who may not sign in."""

    sentence = _("This user name and password do not belong together. Check both and try again.")


class TooManyTries(DomainError):
    """Raised before the password is even looked at."""

    sentence = _("Too many tries from this place. Wait %(minutes)s minutes, then try again.")


class WrongPassword(DomainError):
    sentence = _("The present password is not right. Type it again.")


class UsernameTaken(DomainError):
    sentence = _("The user name “%(username)s” already belongs to somebody. Choose another one.")


class NotYourself(DomainError):
    sentence = _("You cannot disable your own account. Ask another administrator to do it.")


class LastAdministrator(DomainError):
    sentence = _("This is the last administrator who can sign in. Make somebody else administrator first.")
