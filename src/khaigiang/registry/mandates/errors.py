"""Refusals around mandates."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NeedsAnOffice(DomainError):
    sentence = _("As %(role)s a person acts for an office. Choose it.")


class NeedsAnOfficial(DomainError):
    sentence = _("A trainee acts as one official. Look the official up and choose them.")


class WrongKindOfOffice(DomainError):
    sentence = _("%(office)s cannot have a %(role)s. Choose an office of the right kind.")


class AlreadyMandated(DomainError):
    sentence = _("%(user)s already acts as %(role)s there since %(day)s. End that mandate first, or leave it.")


class OfficialHasAUser(DomainError):
    sentence = _("%(official)s already signs in as %(user)s. End that mandate first.")


class MandateEndsBeforeItBegins(DomainError):
    sentence = _("The mandate begins on %(day)s; it can end on a later day only. Correct the day.")


class MandateHasEnded(DomainError):
    sentence = _("The mandate already ended on %(day)s. Only an earlier day can be put in its place.")
