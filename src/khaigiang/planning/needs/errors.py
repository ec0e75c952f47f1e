"""Refusals around need and reservations."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class AlreadySurveyed(DomainError):
    sentence = _("The committees were asked for %(post)s in %(year)s already. Open that survey.")


class SurveyDueInThePast(DomainError):
    sentence = _("The day by which to answer is over. Choose a later one.")


class NobodyToAsk(DomainError):
    sentence = _("No committee names people on %(day)s. Add committees to the offices first.")


class SurveyIsAnswered(DomainError):
    sentence = _("%(committee)s has answered already, so the survey stays. Ask for corrections instead.")


class EverybodyAnswered(DomainError):
    sentence = _("Every committee has answered. There is nobody to remind.")


class NoReservations(DomainError):
    sentence = _(
        "The plan lets nobody hold places without names. The organiser says first how many days before a class they lapse."
    )


class PlanTakesNoReservations(DomainError):
    sentence = _("Places are held under a plan that is under way; this plan is %(state)s.")


class QuarterOutsideThePlan(DomainError):
    sentence = _("Quarter %(quarter)s of %(year)s is outside the days of the plan. Choose a quarter of the plan.")


class AlreadyLapsing(DomainError):
    sentence = _("Places of quarter %(quarter)s lapsed on %(day)s. Name your people instead, or hold a later quarter.")


class MoreThanTheCommitteeHas(DomainError):
    sentence = _("%(committee)s has %(places)s places in the plan. Hold no more than these in all quarters together.")


class MoreThanTheQuarterHas(DomainError):
    sentence = _("Of quarter %(quarter)s/%(year)s only %(free)s places are free. Hold fewer, or another quarter.")


class FewerThanNamed(DomainError):
    sentence = _("%(named)s of these places have names already. Hold at least as many.")


class NothingToTake(DomainError):
    sentence = _("No number is there to be taken. Wait for answers, or choose the projection.")
