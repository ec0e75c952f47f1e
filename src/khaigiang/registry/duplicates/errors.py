"""Refusals around records of one person."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class AlreadyMerged(DomainError):
    sentence = _("One of the two records is no longer there: somebody has just merged it. Look at the list again.")


class IsOneRecord(DomainError):
    sentence = _("These are not two records. Choose another one.")


class AreKeptApart(DomainError):
    sentence = _(
        "%(kept)s and %(gone)s were marked as different people. Take that back on the page of decided pairs first."
    )


class CannotMove(DomainError):
    sentence = _("The two records cannot be merged yet. %(obstacles)s")


class CannotUndo(DomainError):
    sentence = _("The merge cannot be undone. %(obstacles)s")


class AlreadyUndone(DomainError):
    sentence = _("Somebody has already undone this merge. Nothing is left to do.")
