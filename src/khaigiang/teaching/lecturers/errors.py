"""Refusals around lecturers."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class UserIsAnotherLecturer(DomainError):
    sentence = _("The user %(user)s already belongs to the lecturer %(lecturer)s. Choose another user.")


class AbsenceEndsBeforeItBegins(DomainError):
    sentence = _("The last day comes before the first one. Check the two days.")


class WeekBelowDay(DomainError):
    sentence = _(
        "A week cannot hold fewer half-days than a day (%(day)s). Raise the limit of the week or lower that of the day.",
    )


class NoHalfDayChosen(DomainError):
    sentence = _("No half-day is chosen. Choose half-days on the calendar, then say whether you can teach in them.")


class RepeatedTooLong(DomainError):
    sentence = _("That would be more than %(most)s half-days. Choose an earlier last day, or note the week as a whole.")


class AlreadyTaughtThen(DomainError):
    sentence = _(
        "Nothing was marked, since sessions of a released timetable lie in these half-days (%(count)s), the first on "
        "%(when)s: %(what)s. Ask %(office)s to name somebody else first, then mark them.",
    )


class NothingToUndo(DomainError):
    sentence = _("There is no step to take back on this calendar.")


class MarkedMeanwhile(DomainError):
    sentence = _("Half-days of that step were marked anew meanwhile. Mark on the calendar what shall count.")
