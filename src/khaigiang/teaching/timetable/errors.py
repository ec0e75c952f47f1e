"""Refusals around sessions, proposals, releases and feeds."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class ClassBusy(DomainError):
    sentence = _(
        "%(training_class)s already has “%(item)s” then (%(when)s). Choose another half-day, or swap the two sessions.",
    )


class LecturerBusy(DomainError):
    sentence = _(
        "%(lecturer)s already teaches “%(item)s” to %(training_class)s then (%(when)s). Choose another lecturer or another time.",
    )


class HallBusy(DomainError):
    sentence = _(
        "%(hall)s is already booked by %(training_class)s for “%(item)s” then (%(when)s). Choose another hall or another time.",
    )


class DoubleBooked(DomainError):
    sentence = _(
        "Somebody else has just booked the same class, lecturer or hall for this time. Load the page again and look.",
    )


class ItemOfAnotherProgramme(DomainError):
    sentence = _("“%(item)s” does not belong to the programme of %(training_class)s. Choose an item of its programme.")


class ItemAlreadyScheduled(DomainError):
    sentence = _("“%(item)s” already stands in the timetable on %(on)s. Move that session instead.")


class EndsBeforeItBegins(DomainError):
    sentence = _("The session ends before it begins. Check the two times.")


class OutsideTheHalfDay(DomainError):
    sentence = _("A session that begins at %(starts)s belongs to the %(half_day)s. Correct the time or the half-day.")


class HoursUnknown(DomainError):
    sentence = _("Classes have no usual hours in the evening. Type from when until when the session lasts.")


class ChangedMeanwhile(DomainError):
    sentence = _(
        "Somebody else changed this session while you were typing. Your text is still here; "
        "open the session again beside it, look, and save once more.",
    )


class SessionHeld(DomainError):
    sentence = _(
        "Attendance of “%(item)s” is already recorded, so its day and content stay. Lecturer and hall may be corrected."
    )


class SessionsOfTwoClasses(DomainError):
    sentence = _("Only two sessions of one class can be swapped. Choose another session of the same class.")


class NoClassesChosen(DomainError):
    sentence = _("Choose at least one class.")


class ProgrammesDiffer(DomainError):
    sentence = _("The chosen classes follow different programmes. Make one timetable for each programme.")


class NothingToTeach(DomainError):
    sentence = _("%(version)s has no items yet. Type its topics first.")


class DaysMissing(DomainError):
    sentence = _("%(training_class)s has no days yet. Enter its days, then make the timetable.")


class TooFewHalfDays(DomainError):
    sentence = _(
        "%(training_class)s has %(have)s half-days, its programme needs %(need)s. Add days to the class, "
        "or set the timetable by hand with two items in a half-day.",
    )


class NobodyMayTeach(DomainError):
    sentence = _("Nobody may teach %(items)s yet. Say in the programme who may.")


class NoHallFits(DomainError):
    sentence = _("No hall has %(people)s seats for %(training_class)s. Choose a larger hall or make the class smaller.")


class NoHallOffers(DomainError):
    sentence = _(
        "No hall that %(training_class)s may use has what “%(item)s” needs: %(needs)s. Choose another hall for the class, "
        "or correct what the hall has or the topic needs."
    )


class AlreadyUnderWay(DomainError):
    sentence = _("Attendance of %(training_class)s is already recorded. Change its remaining sessions by hand.")


class NoTimetableExists(DomainError):
    sentence = _(
        "It is proven that no timetable keeps every rule for these classes together. Let more lecturers teach an item, "
        "raise their limits, look at days away and at other classes in the same hall, or take fewer classes at once.",
    )


class NoTimetableInTime(DomainError):
    sentence = _("No timetable was found in %(seconds)s seconds. Allow more time or take fewer classes at once.")


class OthersMustBeAsked(DomainError):
    sentence = _("The office cannot do this alone. Ask those named on the page, then start the search again.")


class ChangedSinceRelaxed(DomainError):
    sentence = _(
        "Limits, days or halls were changed again, or sessions stand on the days given. Change them back by hand.",
    )


class NobodyMayTeachBoth(DomainError):
    sentence = _(
        "%(items)s share a half-day, but nobody may teach them all. Name a lecturer for all of them, or take them apart."
    )


class NoHalfDayLongEnough(DomainError):
    sentence = _(
        "%(training_class)s has no half-day long enough for %(items)s. Shorten them in the programme, take them apart, or change the hours of the class."
    )


class HalfDayTooShort(DomainError):
    sentence = _(
        "The half-day has %(minutes)s minutes, but what shares it takes at least %(needed)s. Choose a longer one, or set the times by hand."
    )


class StaleProposal(DomainError):
    sentence = _("Classes, lecturers, halls or sessions have changed since this proposal was made. Make a new one.")


class NotAPreview(DomainError):
    sentence = _("This proposal is no longer open (%(state)s). Make a new one.")


class NotApplied(DomainError):
    sentence = _("This proposal is not applied (%(state)s), so there is nothing to undo.")


class ChangedSinceApplied(DomainError):
    sentence = _(
        "Sessions were changed after the proposal was applied. Undo would lose that work; change them by hand."
    )


class NothingToRelease(DomainError):
    sentence = _("Nothing has changed since the last release, so there is nothing to publish.")


class NotReadyForRelease(DomainError):
    sentence = _("%(count)s sessions cannot be published yet. The first: “%(item)s”, %(when)s: %(finding)s.")


class NoClassesToMove(DomainError):
    sentence = _("No class is ticked. Tick those that are to follow this version.")


class VersionNotApproved(DomainError):
    sentence = _("Version %(number)s is still a draft. Enter its approval first; then classes can follow it.")


class NotMovable(DomainError):
    sentence = _(
        "One of these classes is decided by now, or follows this version already. Look at the page as it is now."
    )


class ClassesMovedSince(DomainError):
    sentence = _(
        "Classes or their timetables have changed since this move, or it is undone already. Change them by hand."
    )


class DropRefused(DomainError):
    sentence = _("“%(item)s” cannot stand there (%(when)s): %(why)s. Choose another half-day.")


class MovedMeanwhile(DomainError):
    sentence = _(
        "%(who)s has changed “%(item)s” in the meantime; it stands as the board shows it now. Look, then do it again."
    )


class PlaceTakenMeanwhile(DomainError):
    sentence = _(
        "Somebody else has just changed what stands there (%(when)s). The board shows it now: look, then choose again."
    )


class RuleRefuses(DomainError):
    sentence = _(
        "In this plan a rule refuses that: “%(item)s”, %(when)s: %(finding)s. Choose otherwise, or change the level "
        "of the rule."
    )


class NothingToTakeBack(DomainError):
    sentence = _("You have no step left here that could be undone or done again.")


class StepOvertaken(DomainError):
    sentence = _(
        "%(who)s has changed “%(item)s” since, so this step stays. Move the piece by hand, or let them undo theirs first."
    )


class TakenBackElsewhere(DomainError):
    sentence = _("This step was made %(kind)s (%(because)s), so it is not undone on the board: %(where)s.")


class NoLongerThere(DomainError):
    sentence = _("An item, lecturer or hall of this step is no longer there, so it stays. Set the piece by hand.")


class ChainOutdated(DomainError):
    sentence = _("The timetable has changed since this was proposed. Ask again what could go where.")


class ReasonMissing(DomainError):
    sentence = _("Say why it may pass: the reason stands beside it for everybody who works on the timetable.")


class ClassIsCancelled(DomainError):
    sentence = _("%(training_class)s is cancelled, so nothing is set for it any more. Load the page again.")


class PieceUnknown(DomainError):
    sentence = _("This piece is no longer in the programme of the class. Load the page again and look.")


class PieceCannotStay(DomainError):
    sentence = _(
        "“%(item)s” of %(training_class)s stands where a search could not leave it: on another day, with a lecturer or "
        "in a hall that is not planned for it. Move it first, then let the rest be set."
    )


class NothingIsMissing(DomainError):
    sentence = _("Every item of these classes is set already. Take off what is to be set anew.")
