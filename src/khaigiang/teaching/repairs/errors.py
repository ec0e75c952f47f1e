"""Refusals around repairs of a timetable."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class NothingIsHit(DomainError):
    sentence = _("No session that is still to come is touched by it. Look at the days, or at who and where.")


class EndsBeforeItBegins(DomainError):
    sentence = _("The last day lies before the first. Correct the days.")


class NoWayOut(DomainError):
    sentence = _(
        "No way out was found: nobody else may teach it then, no other hall fits, and no half-day is free. "
        "Add a day on which the class could meet, or let somebody else teach the topic, and look again.",
    )


class NotWaiting(DomainError):
    sentence = _("This repair no longer waits for a decision (%(state)s). Report what has happened anew.")


class NotCarriedOut(DomainError):
    sentence = _("This repair is not carried out (%(state)s), so there is nothing to undo.")


class UnknownWay(DomainError):
    sentence = _("This way out was not found. Choose one of those on the page.")


class StaleRepair(DomainError):
    sentence = _(
        "Sessions, lecturers, halls or days have changed since these ways out were found. Look for them anew; "
        "what you typed is kept.",
    )


class ChangedSinceRepair(DomainError):
    sentence = _("Sessions were changed after the repair. Undoing would lose that work; change them by hand.")


class DecisionIsIssued(DomainError):
    sentence = _("%(paper)s is issued and names the new days. Change the class under “Class changes” instead.")
