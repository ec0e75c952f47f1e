"""Refusals of this feature, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class TemplateHasFaults(DomainError):
    sentence = _("The template is not taken in: %(faults)s")


class NotUsable(DomainError):
    sentence = _("The template asks for something that this paper does not have: %(why)s. Correct it in Word.")


class InForceInThePast(DomainError):
    sentence = _("A template is in force from today or a later day: papers of the past stay as they were.")


class NothingToPreview(DomainError):
    sentence = _("This office has no such paper yet. Draft one, then preview the template with it.")


class NoLayoutHere(DomainError):
    sentence = _("LibreOffice is not installed here: print from the Word file instead.")
