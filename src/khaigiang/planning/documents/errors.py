"""Refusals around documents, links and numbers."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NumberTaken(DomainError):
    sentence = _(
        "The number %(number)s of %(issuer)s is already in the register. Look it up there, or check the number and the date.",
    )


class NumberOfAnOwnSeries(DomainError):
    sentence = _(
        "%(issuer)s numbers its papers of this type here, from %(first)s on, and %(number)s is not reserved. Draft the "
        "paper here and issue it, or enter it on the page of its series as a number given on paper.",
    )


class NoSeries(DomainError):
    sentence = _(
        "%(issuer)s has no number series for this type of paper on %(day)s. Open one under “Number series”, "
        "or type the number that its own register gave.",
    )


class BackDated(DomainError):
    sentence = _(
        "The last number of this series was given on %(last)s. Date this paper %(last)s or later: numbers and dates "
        "rise together. Where it must bear its earlier date, say why under “Explain an exception” first.",
    )


class StandsOnEnded(DomainError):
    sentence = _(
        "%(ground)s, on which this stands, is no longer in force on %(day)s. Link to what took its place, or say why it "
        "stands on it all the same: where it is approved, or for a paper under “Explain an exception”."
    )


class NotInitialled(DomainError):
    sentence = _(
        "This paper is to be initialled by %(who)s before it is signed. Enter the initials on the document's page first."
    )


class AlreadySigned(DomainError):
    sentence = _("The paper is signed already. Initials come before the signature.")


class NotIssued(DomainError):
    sentence = _("The paper has no number and date yet. Issue it first.")


class SealedBeforeIssue(DomainError):
    sentence = _("The paper is dated %(issued)s. It is sealed on that day or later.")


class NotSealed(DomainError):
    sentence = _("The paper is not sealed yet. Enter the day of its seal, then send its copies.")


class SentBeforeSeal(DomainError):
    sentence = _("The paper was sealed on %(sealed)s. Its copies go out on that day or later.")


class NoPaperChosen(DomainError):
    sentence = _("Tick at least one paper.")


class IssuedOnItsOwnPage(DomainError):
    sentence = _("%(paper)s is signed and numbered on its own page, because more follows from it. Issue it there.")


class NobodyToSendTo(DomainError):
    sentence = _("Type at least one recipient who has no copy yet, one a line.")


class ReceivedBeforeSent(DomainError):
    sentence = _("The copy was sent on %(sent)s. It is received on that day or later.")


class ArrivedAlready(DomainError):
    sentence = _("%(document)s is in the book of arrivals of %(office)s already, as number %(number)s.")


class OwnPapersDoNotArrive(DomainError):
    sentence = _("%(document)s is a paper of %(office)s itself: it stands in the book of papers that went out.")


class ArrivedBeforeIssue(DomainError):
    sentence = _("The document is dated %(issued)s. It arrived on that day or later.")


class BeforeArrival(DomainError):
    sentence = _("The document arrived on %(arrived)s. It is handed on, and answered, on that day or later.")


class NumberedLate(DomainError):
    sentence = _(
        "The paper was signed on %(signed)s and is to be numbered by the next working day, %(last)s (Decree 30/2020, "
        "article 15). Say why it is late under “Explain an exception” on the document's page, then number it."
    )


class ReservedForAnotherDay(DomainError):
    sentence = _("%(number)s is reserved for %(day)s. Date the paper on that day, or take another number.")


class ReservedForAComingDay(DomainError):
    sentence = _("Reserve a number on its own day: papers numbered before it would bear later numbers on earlier days.")


class OutsideTheSeries(DomainError):
    sentence = _(
        "%(day)s lies outside the days of this series. Choose a day from %(first)s on and not after its last day."
    )


class PurposeMissing(DomainError):
    sentence = _("Say for which paper the number is.")


class NotReserved(DomainError):
    sentence = _("The number %(number)s is not reserved any more. Look at its series for what became of it.")


class ReasonMissing(DomainError):
    sentence = _("Say in a few words why.")


class GivenOnAnotherDay(DomainError):
    sentence = _("%(number)s stands in its series with its date. Its number and date no longer change.")


class DatedBeforeSignature(DomainError):
    sentence = _("The paper was signed on %(signed)s. Date it on that day or later.")


class DatedInTheFuture(DomainError):
    sentence = _("The date %(day)s has not come yet. Check the date.")


class EndsBeforeItBegins(DomainError):
    sentence = _("The last day in force lies before %(day)s, the date of the document. Check both days.")


class NotSigned(DomainError):
    sentence = _("This paper is not signed yet. Enter who signed it and when, then number and date it.")


class AlreadyIssued(DomainError):
    sentence = _("%(number)s is issued and no longer changes. Make a new paper that amends or replaces it.")


class NotRegisteredByHand(DomainError):
    sentence = _(
        "%(number)s was written here and is kept as it was issued. Make a new paper that amends or replaces it."
    )


class SymbolMissing(DomainError):
    sentence = _("%(office)s has no symbol for paper numbers. Enter one with the office, then issue the paper.")


class SecretKeepsNumberOnly(DomainError):
    sentence = _("Of a secret document only the number is kept here. Remove the abstract and the file.")


class AbstractMissing(DomainError):
    sentence = _("Say in a sentence what the document is about.")


class SeriesOverlaps(DomainError):
    sentence = _(
        "%(office)s already numbers this type of paper from %(first)s to %(last)s (%(period)s). "
        "Let the new series begin after that.",
    )


class SeriesEndsTooEarly(DomainError):
    sentence = _("The series ends before it begins. Check both days.")


class LinkedToItself(DomainError):
    sentence = _("A document cannot be linked to itself. Choose another one.")


class LinkExists(DomainError):
    sentence = _("This link is already there.")


class ChainGoesRound(DomainError):
    sentence = _("%(target)s already stands on %(document)s. Link them the other way round, or not at all.")


class TargetIsLater(DomainError):
    sentence = _(
        "%(target)s is dated later than %(document)s, which cannot stand on it yet. Check the direction of the link."
    )


class UploadRefused(DomainError):
    sentence = _(
        "“%(name)s” is not a PDF, Word or Excel file or a picture (JPEG, PNG). Save it as PDF and choose it again."
    )


class NoTextToCompare(DomainError):
    sentence = _("No Word file of this paper was drawn up here, so there is nothing to compare with.")


class NotTheDraft(DomainError):
    sentence = _("The file is not taken in: it is no Word file, holds macros, or reaches out to other files.")


class NothingAltered(DomainError):
    sentence = _("Nothing was altered in this file: it reads as the one kept here.")


class AnotherOneWaits(DomainError):
    sentence = _("A changed file of this paper waits already. Accept or refuse that one first.")


class AnsweredAlready(DomainError):
    sentence = _("This file was answered already. Take it in again to compare it anew.")


class SignedMeanwhile(DomainError):
    sentence = _("%(paper)s is signed or issued: its text no longer changes. Refuse the file.")
