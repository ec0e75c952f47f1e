"""Refusals of a class's dossier, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class ClassHasNoDays(DomainError):
    sentence = _("The class has no days yet. Set its days first; the due days of the checklist follow from them.")


class ChecklistExists(DomainError):
    sentence = _("The class has a checklist already. Its due days move with the days of the class.")


class NoProgrammeOfTheOpening(DomainError):
    sentence = _("The programme of the opening is not set. Set it by the minute, then print the opening set.")


class NoList(DomainError):
    sentence = _("The class has no list yet. It comes with the class decision.")
