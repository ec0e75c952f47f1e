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


class SeasonsLeaveAGap(DomainError):
    sentence = _(
        "No season has the days from %(first)s to %(last)s. Let a season last longer, or add one: together they hold the"
        " whole year, such as 16/4 to 15/10 and 16/10 to 15/4."
    )


class SeasonsOverlap(DomainError):
    sentence = _("“%(one)s” and “%(other)s” both have the %(day)s. Let one end on the day before the other begins.")


class SeasonNamedTwice(DomainError):
    sentence = _("Two seasons are called “%(name)s”. Give each a name of its own.")


class SeasonsMissing(DomainError):
    sentence = _("No season is typed. Type at least one, from 1/1 to 31/12 where the hours are the same all year.")


class HoursOfAnotherHalfDay(DomainError):
    sentence = _("“%(season)s”: %(time)s does not belong to the %(half_day)s. Check the hours of this season.")


class HalfDayEndsBeforeItBegins(DomainError):
    sentence = _("“%(season)s”: the %(half_day)s ends before it begins. Check its two times.")
