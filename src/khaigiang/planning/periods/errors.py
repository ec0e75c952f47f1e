"""Refusals around term and annual plans."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class DocumentHasAPeriodPlan(DomainError):
    sentence = _("%(document)s already carries another term or annual plan. Choose the document that decided this one.")


class PeriodEndsBeforeItBegins(DomainError):
    sentence = _("The period ends before it begins. Check both days.")


class OutsideTheTerm(DomainError):
    sentence = _(
        "The year reaches beyond the term plan (%(first)s – %(last)s). Choose other days or another term plan."
    )


class AnnualPlansBeneath(DomainError):
    sentence = _("Annual plans or training plans already carry this plan out, so its kind stays. Take them off first.")


class NotALineAbove(DomainError):
    sentence = _("The line belongs to another plan. Choose a line of the term plan that this annual plan carries out.")


class LineIsCarriedOut(DomainError):
    sentence = _("%(line)s is carried out or was amended, so it is not removed. Take that off first.")


class PeriodPlanIsUsed(DomainError):
    sentence = _("The plan has lines, amendments or annual plans. Remove those first.")


class NotAnAnnualLine(DomainError):
    sentence = _("A training plan carries out a line of an annual plan. Choose one of those.")


class CarriesNothingOut(DomainError):
    sentence = _("This training plan carries out no line. There is nothing to take off.")


class PeriodPlanHasNoLines(DomainError):
    sentence = _("The plan has no lines yet. Add what is to be done before it is sent up.")


class PlanAboveIsNotApproved(DomainError):
    sentence = _("The plan above, %(title)s, is not approved yet. It is approved first.")


class PeriodPlanIsApproved(DomainError):
    sentence = _(
        "The plan is approved: its days, lines and numbers change by a later document. Enter that as an amendment."
    )


class PeriodPlanIsNotApproved(DomainError):
    sentence = _("The plan is %(state)s. It must be approved first.")


class PeriodPlanIsCarriedOut(DomainError):
    sentence = _(
        "The plan is carried out or was amended, so it stays approved. Enter the change as an amendment by a document."
    )
