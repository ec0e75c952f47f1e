"""Refusals around halls."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class HallNameTaken(DomainError):
    sentence = _("%(office)s already has a hall named “%(name)s”. Open it in the list of halls and correct it there.")


class ClosureEndsBeforeItBegins(DomainError):
    sentence = _("The last day comes before the first one. Check the two days.")


class HallTaken(DomainError):
    sentence = _("%(hall)s: %(title)s, %(hours)s on %(day)s. Choose another hall or another time.")


class HallTakenMeanwhile(DomainError):
    sentence = _("Somebody else has just taken %(hall)s for this time. Load the page again and look.")


class HallClosedThen(DomainError):
    sentence = _("%(hall)s is closed then: %(reason)s. Choose another hall or another time.")


class HallHasTooFewSeats(DomainError):
    sentence = _("%(hall)s has %(seats)s seats for %(people)s people. Choose a larger hall.")


class HallOutOfUse(DomainError):
    sentence = _("%(hall)s is out of use. Choose another hall.")


class HoursMissing(DomainError):
    sentence = _("Say which half-day the hall is needed, or from when until when.")


class BookingEndsBeforeItBegins(DomainError):
    sentence = _("The booking ends before it begins. Check the two times.")


class BookingIsPast(DomainError):
    sentence = _("This day is over. Choose a day from today on.")


class BookingStateForbids(DomainError):
    sentence = _("The booking is no longer as you saw it: %(state)s. Load the page again and look.")


class ServiceStateForbids(DomainError):
    sentence = _("The request is no longer as you saw it: %(state)s. Load the page again and look.")


class ServiceNotOffered(DomainError):
    sentence = _("%(service)s is not offered on %(day)s. Choose another service or another day.")


class ServiceNameTaken(DomainError):
    sentence = _("%(office)s already offers “%(name)s”. Open it in the list of services and correct it there.")


class ServiceEndsBeforeItBegins(DomainError):
    sentence = _("The service would end before it begins. Check the two days.")
