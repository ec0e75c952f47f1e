"""Refusals around lists of offices."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NotRead(DomainError):
    sentence = _("The list was not taken in: %(reason)s")


class IsAScan(NotRead):
    """A picture, or a PDF without text: it can be typed off instead."""


class LinesWithoutName(DomainError):
    sentence = _("Lines %(lines)s have no name. Type the full name, or empty the whole line.")


class LinesNotUnderstood(DomainError):
    sentence = _("No person can be read from lines %(lines)s. Look at them once more.")


class NotTyped(DomainError):
    sentence = _("This list was read from its file and is not typed. Correct its rows one by one.")


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


class EverybodyWaits(DomainError):
    sentence = _("Everybody in the list waits for the office's answer. Name them when it has come.")


class NamesAreSent(DomainError):
    sentence = _(
        "%(official)s is “%(state)s” already. A list is taken back while its names are not sent: withdraw that person first."
    )


class NotYetHeld(DomainError):
    sentence = _("The post is held from a day that has not come yet. Check the day.")


class SexUnsaid(DomainError):
    sentence = _("The list does not tell the sex of this person. Choose it.")


class PostLeftIsNotTheirs(DomainError):
    sentence = _("The post that is left is held by somebody else. Choose one that this person holds.")


class WhyNotUnsaid(DomainError):
    sentence = _("Say in a few words why the person is not registered, so that the committee knows what to do.")


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


class NotACorrection(DomainError):
    sentence = _(
        "No sheet of this workbook has the column “%(heading)s”. Send the correction workbook back that was made for the list."
    )


class OfAnotherList(DomainError):
    sentence = _("This correction workbook was made for another list. Open that list and send the workbook there.")


class KeyNotOurs(DomainError):
    sentence = _(
        "The key in row %(row)s was not given by this list. Make the correction workbook anew, and leave its first column as it is."
    )


class KeyTwice(DomainError):
    sentence = _("Rows %(first)s and %(second)s have the same key. Empty the key of the row that was added.")


class RowsMixedUp(DomainError):
    sentence = _(
        "Row %(row)s holds what belongs to another row: the rows were sorted without their keys. Sort whole rows and send the workbook again."
    )


class ReadOtherwiseMeanwhile(DomainError):
    sentence = _("The list changed since this page was opened. Look at what came back once more.")


class AlreadyApplied(DomainError):
    sentence = _("What this workbook says was taken in already. Make a new correction workbook for what is still open.")
