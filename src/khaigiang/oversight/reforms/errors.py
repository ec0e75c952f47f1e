"""Refusals around reforms."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class SheetDoesNotFit(DomainError):
    sentence = _("The sheet does not fit the units: %(faults)s Correct these lines and send it again.")


class NoSheet(DomainError):
    sentence = _("The file is neither a workbook nor text in UTF-8. Save it as an Excel workbook or as “CSV UTF-8”.")


class StillLiesInIt(DomainError):
    sentence = _("%(unit)s still lies in %(parent)s, which ends on %(day)s. Add a line that says what becomes of it.")


class NothingKnown(DomainError):
    sentence = _("No succession is known for %(day)s. Choose a file, or type the lines of the reform.")


class ReformAlreadyEntered(DomainError):
    sentence = _("The reform of %(day)s by %(resolution)s is already entered. Open it in the list.")


class NoLongerADraft(DomainError):
    sentence = _("This reform is no longer a draft. Open it anew to see what became of it.")


class NotConfirmed(DomainError):
    sentence = _("Only a confirmed reform can be undone. Open it anew to see what became of it.")


class UnitsHaveChanged(DomainError):
    sentence = _("%(unit)s no longer ends or begins on %(day)s. Enter the reform anew.")


class SomethingDepends(DomainError):
    sentence = _("The reform cannot be undone: %(what)s was built on it. Take that back first.")


class AlreadyDecided(DomainError):
    sentence = _("It was already decided for %(official)s. Load the page again.")
