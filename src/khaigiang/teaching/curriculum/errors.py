"""Refusals around programmes."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class TitleMissing(DomainError):
    sentence = _("Give the programme a title.")


class VersionFrozen(DomainError):
    sentence = _(
        "Version %(number)s was approved by %(document)s and no longer changes. Make a new version and change that one.",
    )


class VersionInATimetable(DomainError):
    sentence = _("Timetables already use the items of this version. Make a new version and change that one.")


class BlockTitleMissing(DomainError):
    sentence = _("Block %(number)s has topics but no title. Type its title.")


class BlockWithoutTopics(DomainError):
    sentence = _("The block “%(title)s” has no topic. Type at least one, a line each, or empty its title.")


class TwiceInTheProgramme(DomainError):
    sentence = _("“%(title)s” stands twice in the programme. Keep one of the two lines or make them differ.")


class ArrangedOnItsPage(DomainError):
    sentence = _("This version holds field visits, tests or an order of its own. Change it on its page, line by line.")


class DayBeyondTheEnd(DomainError):
    sentence = _("“%(title)s” cannot wait for day %(day)s: the programme has %(days)s days. Choose an earlier day.")


class TooMuchForADay(DomainError):
    sentence = _("“%(title)s” does not fit on the day of the items before it: a day holds %(most)s half-days.")


class NothingToApprove(DomainError):
    sentence = _("The version has no topics yet. Type them first, then have it approved.")


class ApprovalNotIssued(DomainError):
    sentence = _("The approving document has no number and date yet. Issue it first, or choose another one.")


class NotApproved(DomainError):
    sentence = _("The version is not approved, so there is nothing to withdraw.")


class VersionHasClasses(DomainError):
    sentence = _(
        "%(count)s classes are taught by this version, so its approval stays. Make a new version for later classes.",
    )


class ItemInATimetable(DomainError):
    sentence = _("A timetable already holds “%(title)s”. Take it off there first, or make a new version.")


class ItemBelongsToNoBlock(DomainError):
    sentence = _("“%(title)s” needs a block. Choose one, or add a block first.")


class SharesWithNothing(DomainError):
    sentence = _("“%(title)s” is the first line, so there is no half-day to share. Untick it, or add it further down.")


class CaseTwice(DomainError):
    sentence = _("The topic already has a case “%(title)s”. Give this one another title, or change that one.")


class SourceMissing(DomainError):
    sentence = _("Choose a document, or say in words what changes.")


class NotInTheVersion(DomainError):
    sentence = _("This line is no longer in the version: somebody else took it out. Look at the page as it is now.")


class NothingToUndo(DomainError):
    sentence = _("There is nothing to undo: the version is as it was begun, or was changed elsewhere since.")
