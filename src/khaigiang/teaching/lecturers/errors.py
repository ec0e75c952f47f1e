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
