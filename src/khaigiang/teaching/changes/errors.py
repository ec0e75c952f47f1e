"""Refusals around changes of classes."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class CannotBeDone(DomainError):
    sentence = _("This cannot be done as it stands. %(why)s")


class ReasonMissing(DomainError):
    sentence = _("Say why the class changes: the papers print the reason.")


class ChangeMoved(DomainError):
    sentence = _("The change is %(state)s and no longer to be answered. Look at its page.")


class ProposedByTheSamePerson(DomainError):
    sentence = _("You proposed this change of a decided class. Another person has to approve it.")


class NotApproved(DomainError):
    sentence = _("The change is %(state)s: there is nothing to undo.")


class PaperIsIssued(DomainError):
    sentence = _("%(paper)s is issued, so the change is not undone any more. Propose another change of the class.")


class ChangedSince(DomainError):
    sentence = _(
        "Days, sessions or places of %(training_class)s were changed since. "
        "Propose another change instead of undoing this one."
    )


class LetterNotIssued(DomainError):
    sentence = _("The letter is not signed and numbered yet. Issue it first, then write to those whom it touches.")


class NothingToIssue(DomainError):
    sentence = _("The papers of this change are issued, or it has none.")


class NotTooSmall(DomainError):
    sentence = _("%(training_class)s is not among the classes that begin soon and are too small. Look at its page.")


class DaysAheadOutOfRange(DomainError):
    sentence = _("Type a number of days from 1 to %(most)s.")
