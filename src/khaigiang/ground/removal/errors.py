"""Refusals around removing and taking back."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class SomethingRestsOn(DomainError):
    sentence = _("%(subject)s cannot be removed. %(obstacles)s")


class AlreadyRemoved(DomainError):
    sentence = _("%(subject)s has just been removed by somebody else. See the page of what was removed.")


class NothingToTakeBack(DomainError):
    sentence = _("%(subject)s is not removed: somebody has already taken it back. Nothing is left to do.")


class TooLate(DomainError):
    sentence = _("%(subject)s could be taken back until %(day)s. Enter it anew.")


class RestsOnRemoved(DomainError):
    sentence = _("%(subject)s belongs to something that is removed itself: %(other)s. Take that back first.")
