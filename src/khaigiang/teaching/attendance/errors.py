"""Refusals of attendance and leave, in the user's words."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class SessionIsInTheFuture(DomainError):
    sentence = _("This session is on %(day)s. Attendance is recorded from that day on.")


class ClassIsClosed(DomainError):
    sentence = _("The class is closed; its attendance book no longer changes.")


class ClassHasNotBegun(DomainError):
    sentence = _("The class has not begun. Start it on its page, then record attendance.")


class NotALetter(DomainError):
    sentence = _(
        "“%(text)s” is not one of the letters: x present, m late, s left early, p with leave, k without leave."
    )


class NotInTheClass(DomainError):
    sentence = _("This person is not in the class on that day. Open the page again to see its list.")


class SessionsInWrongOrder(DomainError):
    sentence = _("The last session lies before the first one. Choose them in order.")


class SessionOfAnotherClass(DomainError):
    sentence = _("Choose sessions of your own class.")


class LeaveAskedAlready(DomainError):
    sentence = _(
        "You have asked for leave from %(first)s to %(last)s already; that request is “%(state)s”. "
        "Choose sessions outside it."
    )


class LeaveInThePast(DomainError):
    sentence = _("That session is over. Ask the class teacher to note your reason.")


class ReasonMissing(DomainError):
    sentence = _("Say why; the teacher decides by the reason.")


class TimetableChangedSince(DomainError):
    sentence = _(
        "Since this leave was asked for, its sessions have been moved: it ends before it begins, or it shares a session "
        "with another request of the same trainee. Refuse it; the trainee then asks again by the new timetable."
    )


class DecidedAlready(DomainError):
    sentence = _("This request has been decided by %(name)s.")


class DecidedByWhoAsked(DomainError):
    sentence = _("You asked for this leave yourself. Another person decides.")
