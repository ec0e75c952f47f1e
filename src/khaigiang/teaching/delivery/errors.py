"""Refusals of ceremonies, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class StepsOverlap(DomainError):
    sentence = _("“%(later)s” begins at %(at)s, before “%(earlier)s” is over. Change a time or a length.")


class NoSteps(DomainError):
    sentence = _("The programme is empty. Keep at least one step.")
