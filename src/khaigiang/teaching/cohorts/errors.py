"""Refusals around classes, allocations, lists, summonses and groups."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class PlanIsNotOpen(DomainError):
    sentence = _("The plan is %(state)s. Classes are planned only while it is open.")


class ClassNumberTaken(DomainError):
    sentence = _("The plan already has a class %(number)s. Give this one another number.")


class NumberOfADecidedClass(DomainError):
    sentence = _("Papers already name %(training_class)s by its number, so the number stays.")


class SizesContradict(DomainError):
    sentence = _("%(name)s: the wanted size must lie between the smallest and the largest. Check the three numbers.")


class HallTooSmall(DomainError):
    sentence = _(
        "%(hall)s has %(seats)s seats, but the class may grow to %(people)s people. "
        "Choose a larger hall or lower the largest size."
    )


class VersionNotApproved(DomainError):
    sentence = _(
        "%(version)s is not approved by a document yet. Approve it under “Programmes”, then confirm the class."
    )


class VersionIsFixed(DomainError):
    sentence = _("The decision on %(training_class)s names its programme, which no longer changes.")


class NoDays(DomainError):
    sentence = _("%(training_class)s has no days yet. Enter the days on which it meets first.")


class WrongNumberOfDays(DomainError):
    sentence = _("The programme takes %(wanted)s days; %(training_class)s has %(days)s. Correct the days of the class.")


class DaysOutsideThePlan(DomainError):
    sentence = _("The plan runs from %(first)s to %(last)s, but %(day)s lies outside. Correct the days of the class.")


class DaysAreSettled(DomainError):
    sentence = _(
        "The decision on %(training_class)s names its first and last day. Keep both; only days between them may change."
    )


class HallMissing(DomainError):
    sentence = _("%(training_class)s has no hall yet. Choose one first.")


class MoveNotAllowed(DomainError):
    sentence = _(
        "%(training_class)s is now “%(state)s”, so this can no longer be done. Load the page again to see what can."
    )


class TooEarly(DomainError):
    sentence = _("%(training_class)s has this day on %(day)s. Wait for it, or correct the days of the class.")


class NotATeacher(DomainError):
    sentence = _(
        "%(user)s does not act as a class teacher today. Give them that mandate first, or choose somebody else."
    )


class SomethingHangsOnTheClass(DomainError):
    sentence = _("People, papers or sessions already belong to %(training_class)s. Take them back first.")


class NothingToUndo(DomainError):
    sentence = _("No class of this plan is still untouched, so there is nothing to take back.")


class NotAWaitingPerson(DomainError):
    sentence = _("%(official)s is on a list already, or no longer named. Load the page again.")


class ClassTakesNobody(DomainError):
    sentence = _(
        "%(training_class)s takes people only by a supplementary decision now, because its list is decided or drafted."
    )


class AwayOnClassDays(DomainError):
    sentence = _("%(official)s cannot attend %(training_class)s: away on %(days)s. Choose another class.")


class MoreNamedThanPlaces(DomainError):
    sentence = _(
        "%(training_class)s has %(places)s places of the committee, but %(people)s people would take one. "
        "Choose another class for somebody there, in the same step where two people swap."
    )


class NoPlacesAreAsked(DomainError):
    sentence = _("The plan asks no committee for people yet. Set the places of the plan first.")


class PlacesChangedSince(DomainError):
    sentence = _("The places were changed since then, so they are not put back. Change them by hand.")


class MoveBreaksRules(DomainError):
    sentence = _("%(official)s cannot be placed in %(training_class)s. %(why)s")


class ExchangeChanged(DomainError):
    sentence = _("People or classes have changed since you read this exchange. Read the new one and agree again.")


class NobodyWaits(DomainError):
    sentence = _("No accepted person waits for a class. Accept people first, or take the lists back.")


class NoClassTakesPeople(DomainError):
    sentence = _("No class of this plan takes people at present. Plan a class, or take a draft decision back.")


class NothingFits(DomainError):
    """No allocation keeps every rule."""


class TooManyPeople(NothingFits):
    sentence = _(
        "%(people)s people wait, but the classes hold %(places)s at most. Raise the largest sizes or plan another class."
    )


class TooFewPeople(NothingFits):
    sentence = _(
        "%(people)s people wait, but the classes need %(places)s at least. Lower the smallest sizes or take a class away."
    )


class FitsNoClass(NothingFits):
    sentence = _(
        "No class is possible for %(people)s: the days away leave none, or a wish forces a class on such days. "
        "Correct the days away or the wish."
    )


class NoAllocationExists(NothingFits):
    sentence = _(
        "It is proven that no allocation keeps every rule. Widen the smallest and largest sizes, or loosen days away and wishes."
    )


class NoAllocationInTime(DomainError):
    sentence = _("No allocation was found in %(seconds)s seconds. Try again with more time.")


class CommitteeMustBeAsked(DomainError):
    sentence = _("Only the committees can change days away. Ask those named on the page, then start the search again.")


class ChangedSinceRelaxed(DomainError):
    sentence = _("Sizes or wishes were changed again, or the class is fuller by now. Change them by hand.")


class NobodyChosen(DomainError):
    sentence = _("Nobody is chosen. Tick those whom it concerns, or all whom the filter leaves.")


class NotPlaced(DomainError):
    sentence = _("%(official)s has no class to be pinned to. Place them first, or state a wish. Nobody was pinned.")


class NotPinned(DomainError):
    sentence = _("%(official)s is not pinned any more. Load the page again; nobody was unpinned.")


class ChangedSincePinned(DomainError):
    sentence = _("This was undone already, or wishes of these people were changed since. Change them one by one.")


class NotAPreview(DomainError):
    sentence = _("This proposal is “%(state)s”. Make a new one.")


class ProposalIsStale(DomainError):
    sentence = _("People, days, sizes or wishes have changed since this proposal was made. Make a new one and read it.")


class NotTheLastApplied(DomainError):
    sentence = _("Only the allocation that was applied last can be undone.")


class ChangedSinceApplied(DomainError):
    sentence = _(
        "%(count)s people were moved or their lists drafted since, so the allocation cannot be undone. Move people by hand."
    )


class WaitingListIsOpen(DomainError):
    sentence = _("The waiting list of this plan gives places already. Stop it first: it would fill them again at once.")


class NoWaitingList(DomainError):
    sentence = _("The waiting list of this plan gives no places at present. Load the page again.")


class WaitingListChanged(DomainError):
    sentence = _("People or places have changed since you read who would get a place. Read the list again and agree.")


class NotConfirmed(DomainError):
    sentence = _("%(training_class)s is still tentative. Confirm its days and hall first, then draft the decision.")


class NobodyIsPlaced(DomainError):
    sentence = _("Nobody is placed in %(training_class)s yet. Make an allocation and apply it first.")


class DraftExists(DomainError):
    sentence = _("A decision on %(training_class)s is already drafted. Issue it or discard it first.")


class ComesIntoForceWithAnother(DomainError):
    sentence = _(
        "This decision comes into force together with the one on %(training_class)s. "
        "Issue both on the page of the change of the class."
    )


class BelongsToAChange(DomainError):
    sentence = _(
        "An approved change of %(training_class)s drew this decision up. Undo the change: it takes its papers back."
    )


class NotIssuedYet(DomainError):
    sentence = _("%(paper)s is not issued yet. Sign and number it first, then write of it.")


class SummonsCorrected(DomainError):
    sentence = _(
        "The class no longer meets as %(paper)s says. Write of the letter that corrects it, on the page of the change."
    )


class NotADraft(DomainError):
    sentence = _("%(paper)s is issued and no longer changes. Make a supplementary decision.")


class NothingChanges(DomainError):
    sentence = _("Nobody is added and nobody is removed. Choose at least one person.")


class NotAccepted(DomainError):
    sentence = _(
        "%(official)s is not among the accepted people. Accept the committee's letter first, then add them by a decision."
    )


class PostHasASeat(DomainError):
    sentence = _(
        "%(post)s already has a seat in %(training_class)s (%(official)s). Remove that person in the same decision, or first."
    )


class NotOnTheList(DomainError):
    sentence = _("%(official)s is not on the list of %(training_class)s. Load the page again.")


class ReasonMissing(DomainError):
    sentence = _("Say in a few words why %(official)s leaves: the decision prints it.")


class DatedBeforeTheLastDecision(DomainError):
    sentence = _("The list was last changed on %(day)s. Date this decision %(day)s or later.")


class NoDecisionYet(DomainError):
    sentence = _(
        "Nobody can be summoned to %(training_class)s before its decision is issued. Issue the decision first."
    )


class EverybodyIsSummoned(DomainError):
    sentence = _("Everybody on the list of %(training_class)s is summoned already.")


class SummonsInDraft(DomainError):
    sentence = _("A summons for %(training_class)s is already drafted. Issue it or discard it first.")


class ListChangedSinceDrafted(DomainError):
    sentence = _("%(official)s left the list after this summons was drafted. Discard the draft and make a new one.")


class AlreadyInAClass(DomainError):
    sentence = _("%(official)s is already in %(training_class)s. Take them off that list by a decision first.")


class ListIsNotOpen(DomainError):
    sentence = _(
        "%(training_class)s has no list that may change: its decision is not issued yet, or the class is closed."
    )


class PostOfAnotherPlan(DomainError):
    sentence = _("%(unit)s does not belong to the plan of %(training_class)s. Choose a post of that plan.")


class SeatElsewhere(DomainError):
    sentence = _(
        "%(unit)s already has its seat in %(training_class)s (%(official)s). Take that person off by a decision first."
    )


class NotProvisional(DomainError):
    sentence = _("%(official)s is on the list by a decision. Only a decision takes them off it.")


class DraftedForADecision(DomainError):
    sentence = _("%(official)s stands in a draft decision on %(training_class)s. Issue or discard the draft first.")


class TooFewForGroups(DomainError):
    sentence = _(
        "%(people)s people cannot be split into groups of %(smallest)s to %(largest)s. Split the class by hand."
    )


class NobodyOnTheList(DomainError):
    sentence = _("Nobody is on the list of %(training_class)s. Groups are made after the decision.")


class GroupsAreStale(DomainError):
    sentence = _("People or pins have changed since these groups were proposed. Propose groups again.")


class PinsOverfillAGroup(DomainError):
    sentence = _(
        "The pinned people do not fit into so many groups. Unpin somebody, or choose another number of groups."
    )


class PinnedInTheGroup(DomainError):
    sentence = _("%(official)s is pinned to a group of this discussion. Unpin them first.")


class NoSuchGroup(DomainError):
    sentence = _("There is no such group in this discussion. Choose one of its groups.")


class NothingToSwap(DomainError):
    sentence = _(
        "These two people cannot swap: they sit elsewhere by now, or one of them is pinned. Look at the groups again."
    )


class GroupChangeIsNotTheLast(DomainError):
    sentence = _("The groups have been changed since. Only what was done last can be undone.")


class OwnHoursContradict(DomainError):
    sentence = _(
        "The hours of its own are not whole or not in order. Type all four times, from the morning to the afternoon, or"
        " leave all four empty: the class then has the hours of its school."
    )
