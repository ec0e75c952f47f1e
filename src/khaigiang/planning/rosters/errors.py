"""Refusals around lists of offices."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NotRead(DomainError):
    sentence = _("The list was not taken in: %(reason)s")


class AlreadyStaged(DomainError):
    sentence = _("This file was already taken in as “%(title)s”. Open that list, or send the newer file.")


class NoLongerChecked(DomainError):
    sentence = _("This list is no longer being checked: %(by)s ended that on %(day)s. Load the page again.")


class NotTakenOver(DomainError):
    sentence = _("Only a list that was taken over can be taken back. Load the page again.")


class WaitsForLetter(DomainError):
    sentence = _("The list waits for its official letter. Enter the letter's number and day first.")


class DoubtsAreOpen(DomainError):
    sentence = _("%(count)d rows still have doubts. Answer them, or leave these rows out.")


class NothingToTake(DomainError):
    sentence = _("No row of the list is taken over. Take rows in again, or put the list aside.")


class ChangedMeanwhile(DomainError):
    sentence = _("%(official)s was changed since the list was checked. Check the row again.")


class SomethingDepends(DomainError):
    sentence = _("The list cannot be taken back: %(what)s was built on it. Take that back first.")


class NotAnAnswer(DomainError):
    sentence = _("“%(answer)s” is no answer to this doubt. Choose or type another one.")


class AnsweredMeanwhile(DomainError):
    sentence = _("This doubt was answered meanwhile. Load the page again.")


class NotANewerVersion(DomainError):
    sentence = _(
        "“%(title)s” cannot be an older version of this list: it is of another office, or ended. Choose another."
    )


class LetterIncomplete(DomainError):
    sentence = _("Enter both the number and the day of the official letter.")


class ColumnSaidTwice(DomainError):
    sentence = _("Two columns of “%(sheet)s” are said to hold %(fact)s. Choose one of them.")
