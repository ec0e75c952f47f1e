"""Refusals around halls."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class HallNameTaken(DomainError):
    sentence = _("%(office)s already has a hall named “%(name)s”. Open it in the list of halls and correct it there.")


class ClosureEndsBeforeItBegins(DomainError):
    sentence = _("The last day comes before the first one. Check the two days.")
