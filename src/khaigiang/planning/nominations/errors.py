"""Refusals around the request, nominations and letters."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class PlanIsNotOpen(DomainError):
    sentence = _("The plan is %(state)s. People are named only while it is open.")


class AlreadyAsked(DomainError):
    sentence = _("The request %(number)s is already sent. Amend it with a new paper in the register.")


class NotAskedYet(DomainError):
    sentence = _("The request for names has not been sent yet. Wait for it, or send it first.")


class DueInThePast(DomainError):
    sentence = _("The day by which lists are due has passed. Choose a later day.")


class PostExcused(DomainError):
    sentence = _(
        "%(unit)s is excused under this plan (%(reason)s). Nobody need be named; ask the organiser if that is wrong."
    )


class PostAlreadyNamed(DomainError):
    sentence = _("%(unit)s already has somebody named: %(official)s. Withdraw that person, or name a substitute.")


class NotEligible(DomainError):
    sentence = _("%(official)s cannot be named for %(unit)s. %(why)s")


class NobodyChosen(DomainError):
    sentence = _("Nobody is chosen. Tick at least one person.")


class MoveNotAllowed(DomainError):
    sentence = _("%(official)s is now “%(state)s”, so this can no longer be done. Load the page again to see what can.")


class HasCompleted(DomainError):
    sentence = _("%(official)s has completed the class, so this nomination stays as it is.")


class TooManyForThePlaces(DomainError):
    sentence = _(
        "%(committee)s has %(places)s places; %(taken)s people are sent already and you chose %(chosen)s. Choose at most %(left)s."
    )


class LetterDatedInTheFuture(DomainError):
    sentence = _("The letter is dated %(day)s, which has not come yet. Check the date.")


class LetterBeforeRequest(DomainError):
    sentence = _("The letter is dated before the request of %(day)s that it answers. Check the date.")


class LetterNumberMissing(DomainError):
    sentence = _("Type the number of the committee's letter: the list counts from it.")


class ReasonMissing(DomainError):
    sentence = _("Say in a few words why, so that the other side knows what to do.")


class AlreadyPlaced(DomainError):
    sentence = _("%(official)s already has a place in a class. Take that place back first.")


class SamePerson(DomainError):
    sentence = _("%(official)s is the person to be replaced. Choose somebody else.")


class LastDayBeforeFirst(DomainError):
    sentence = _("The last day comes before the first. Check both days.")


class OutsideThePlan(DomainError):
    sentence = _("The plan runs from %(first)s to %(last)s. Only days within it matter here.")


class NotLive(DomainError):
    sentence = _("%(official)s is no longer named under this plan.")


class NobodyToName(DomainError):
    sentence = _("Every post is named already, excused, or has no holder who can be named. Name people one by one.")


class HindranceUnsaid(DomainError):
    sentence = _("Say in a few words what the other reason is.")


class AlreadyHindered(DomainError):
    sentence = _("It is said already why %(official)s cannot come. Take that back first.")


class NamedAlready(DomainError):
    sentence = _("%(official)s is named for %(unit)s. Withdraw the name, or name a substitute.")


class ServesElsewhere(DomainError):
    sentence = _("%(official)s does not serve in %(unit)s. Choose somebody of that unit.")


class NobodyToTell(DomainError):
    sentence = _("%(committee)s has been told of everybody: nobody was returned or replaced since the last paper.")


class NothingToReceive(DomainError):
    sentence = _(
        "%(letter)s is not issued yet, or its receipt is confirmed already. Look at the page of the committee."
    )


class LetterIsSigned(DomainError):
    sentence = _("%(letter)s is signed already. A signed paper is not thrown away: write another that corrects it.")


class CoverUnsaid(DomainError):
    sentence = _("Choose who keeps the office, or type a name.")


class CoversForOneself(DomainError):
    sentence = _("%(official)s is the person who goes away. Choose somebody else to keep the office.")


class CoverIsAway(DomainError):
    sentence = _("%(official)s is away in the same days (%(about)s). Choose somebody who stays.")


class AwayNumberMissing(DomainError):
    sentence = _("Type how many may be away at once, or choose that there is no limit.")


class ShareOutOfRange(DomainError):
    sentence = _("A share is a number from 1 to 100.")


class QuarterOutsideThePlan(DomainError):
    sentence = _("Quarter %(quarter)s of %(year)s is outside the days of the plan. Choose a quarter of the plan.")


class AboveTheQuarter(DomainError):
    sentence = _(
        "%(committee)s has %(places)s places in quarter %(quarter)s, and this would be %(taken)s. Choose another quarter, or ask the organiser for more places."
    )


class SitsInAClass(DomainError):
    sentence = _("%(official)s sits in a class already, so its quarter counts. Take that place back first.")
