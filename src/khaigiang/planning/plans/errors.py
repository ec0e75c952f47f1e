"""Refusals around plans, places and duties."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class CodeTaken(DomainError):
    sentence = _("Another plan already has the short code %(code)s. Choose a different one: class codes begin with it.")


class DocumentHasAPlan(DomainError):
    sentence = _("%(document)s already carries another plan. Choose the document that this plan was decided by.")


class EndsBeforeItBegins(DomainError):
    sentence = _("The plan ends before it begins. Check both days.")


class RuleIsFixed(DomainError):
    sentence = _(
        "The plan is approved: its posts are fixed, so its code and target group no longer change. Make it a draft again first."
    )


class NotADraft(DomainError):
    sentence = _("Only a draft, or a plan that was sent back, can be sent up; this plan is %(state)s.")


class NotSentUp(DomainError):
    sentence = _("Only a plan that was sent up can be answered; this plan is %(state)s.")


class IsSentUp(DomainError):
    sentence = _("The plan was sent up for approval, so it does not change meanwhile. Take it back first.")


class SentUpByTheSamePerson(DomainError):
    sentence = _("You sent this plan up yourself. Another person approves it or sends it back.")


class NotOpen(DomainError):
    sentence = _("The plan is %(state)s. It must be approved first.")


class NotClosed(DomainError):
    sentence = _("Only a closed plan can be taken up again; this plan is %(state)s.")


class AlreadyAnException(DomainError):
    sentence = _(
        "%(post)s, %(unit)s is an exception of this plan already. Take that back first to give another reason."
    )


class NoSuchUnitThen(DomainError):
    sentence = _("%(unit)s does not exist on %(day)s. Change the day of the target group first.")


class NoPostInTheRule(DomainError):
    sentence = _("The target group names no post. Change the plan and choose whose holders it trains.")


class EmptyTargetGroup(DomainError):
    sentence = _("No unit fits the target group on %(day)s. Change the kinds of units or the day.")


class UnitsWithoutCommittee(DomainError):
    sentence = _("No office names people for %(count)s units (%(units)s). Add their committees to the offices first.")


class SomethingHangsOnThePlan(DomainError):
    sentence = _(
        "Nominations, classes or papers already stand on this plan, so it stays open. Take them back first, or excuse single posts."
    )


class MorePlacesThanPosts(DomainError):
    sentence = _("%(committee)s has %(posts)s posts in the target group. Ask it for no more people than that.")


class PlacesNumberMissing(DomainError):
    sentence = _("Say how many percent (1 to 100), or how many people for each committee (at least 1).")


class PlacesChangedSince(DomainError):
    sentence = _("The places were changed since then, so they are not put back. Change them by hand.")


class NoQuarterWantsPeople(DomainError):
    sentence = _("No quarter of the plan wants people yet. Type first how many places each quarter is to have.")


class SharesChangedSince(DomainError):
    sentence = _("The places by quarter were changed since then, so they are not put back. Change them by hand.")


class NothingIsAmended(DomainError):
    sentence = _("Nothing is changed. Type what the document changes: a day, a quarter or the places of a committee.")


class GroupStaysAsItIs(DomainError):
    sentence = _(
        "%(post)s, %(unit)s cannot be changed: %(why)s. Leave it out of the amendment, or put that right first."
    )


class AddedPostIsUsed(DomainError):
    sentence = _(
        "Somebody was named for %(post)s since then, so the amendment is not taken back. Enter a new amendment that takes the post out."
    )


class NotInForceYet(DomainError):
    sentence = _("The change is in force from %(day)s. Enter it on that day; until then the plan stays as it is.")


class AmendedLater(DomainError):
    sentence = _("%(document)s amends the plan from %(day)s, later than this. Take that amendment back first.")


class AmendedByItself(DomainError):
    sentence = _("%(document)s decided the plan itself. Choose the document that changes it.")


class AlreadyAmendedByIt(DomainError):
    sentence = _("%(document)s is entered for that day already. Take that amendment back to enter it anew.")


class ChangedSinceAmended(DomainError):
    sentence = _("%(item)s was changed since then, so the amendment is not taken back. Enter a new amendment instead.")


class NoPostToRollForward(DomainError):
    sentence = _("No post of the plan exists on %(day)s any more. Make a new plan and choose the posts of that day.")


class NothingToRollForward(DomainError):
    sentence = _("No unit of the plan's kinds exists on %(day)s. Make a new plan for the units of that day.")


class NotApprovedYet(DomainError):
    sentence = _("Only an approved plan is rolled forward; this plan is %(state)s. Change it instead.")


class RolledPlanIsUsed(DomainError):
    sentence = _("The plan was sent up or something stands on it, so it is not undone. Take that back first.")


class NotAQuarterOfThePlan(DomainError):
    sentence = _("Quarter %(quarter)s of %(year)s is outside the days of the plan. Change the days of the plan first.")


class NoDuty(DomainError):
    sentence = _("Nobody is named yet for the paper “%(paper)s”. Say on the plan's page who signs and numbers it.")


class SubstitutesOverlap(DomainError):
    sentence = _(
        "%(who)s already signs in this place from %(first)s to %(last)s. Choose other days, or remove that first."
    )


class NotInTheGroup(DomainError):
    sentence = _("%(post)s was taken out of the target group from %(day)s on. An amendment adds it again.")


class AlreadyExcused(DomainError):
    sentence = _("%(post)s is already excused. Take that back first to give another reason.")


class ReasonMissing(DomainError):
    sentence = _("Say in a few words why.")
