"""Term and annual plans: what is to be done in a period, line by line, and which training plans carry it out."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.periods.states import MAY_CHANGE, LineField, PeriodKind, PeriodState
from khaigiang.planning.plans.models import SubmissionFacts
from khaigiang.planning.plans.states import Answer


class PeriodPlan(models.Model):
    """One term or annual plan, as its document says it; an annual plan names the term plan it carries out."""

    kind = models.CharField(_("kind of plan"), max_length=10, choices=PeriodKind)
    title = models.CharField(_("title of the plan"), max_length=300)
    state = models.CharField(max_length=10, choices=PeriodState, default=PeriodState.DRAFT)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="period_plan", verbose_name=_("document")
    )
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="beneath", verbose_name=_("carries out")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="period_plan_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))),
            models.CheckConstraint(
                name="nothing_stands_above_a_term_plan", condition=~Q(kind=PeriodKind.TERM) | Q(above__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """May it still change without a later document?"""
        return self.state in MAY_CHANGE

    @property
    def is_approved(self) -> bool:
        """Is it carried out, and changed by later documents alone?"""
        return self.state == PeriodState.APPROVED


class PeriodSubmission(SubmissionFacts):
    """A term or annual plan that was sent up to be approved, and what came of it."""

    plan = models.ForeignKey(PeriodPlan, models.CASCADE, related_name="submissions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_period_plan_waits_for_one_answer_at_a_time", fields=["plan"], condition=Q(answer="")
            ),
            models.CheckConstraint(
                name="nobody_answers_the_period_plan_they_sent_up",
                condition=Q(answer__in=["", Answer.TAKEN_BACK]) | ~Q(answered_by=F("sent_up_by")),
            ),
            models.CheckConstraint(
                name="an_answer_to_a_period_plan_says_who_and_when",
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="a_period_plan_is_sent_back_with_a_reason", condition=~Q(answer=Answer.RETURNED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}, {self.sent_up_at:%d/%m/%Y}"


class PlanLine(models.Model):
    """One line of a term or annual plan: a programme or post group, with the people, classes and money it is given."""

    plan = models.ForeignKey(PeriodPlan, models.PROTECT, related_name="lines")
    number = models.PositiveSmallIntegerField(_("number of the line"))
    title = models.CharField(_("what is to be done"), max_length=300)
    people = models.PositiveIntegerField(_("number of people"), null=True, blank=True)
    classes = models.PositiveSmallIntegerField(_("number of classes"), null=True, blank=True)
    amount = models.PositiveBigIntegerField(_("amount (VND)"), null=True, blank=True)
    above = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="beneath", verbose_name=_("carries out the line")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(name="line_number_once_in_a_period_plan", fields=["plan", "number"]),
            models.CheckConstraint(name="line_does_not_carry_out_itself", condition=~Q(above=F("id"))),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"


class CarriedOut(models.Model):
    """A training plan carries out one line of an annual plan."""

    training_plan = models.OneToOneField("plans.Plan", models.CASCADE, related_name="carried_line")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="carried_out_by", verbose_name=_("line"))

    class Meta:
        verbose_name_plural = "carried out"

    def __str__(self) -> str:
        return f"{self.training_plan}: {self.line}"


class PeriodAmendment(models.Model):
    """A later document that changes lines of a term or annual plan from a day on."""

    plan = models.ForeignKey(PeriodPlan, models.PROTECT, related_name="amendments")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="amendments_of_periods")
    clause = models.CharField(_("clause"), max_length=120, blank=True)
    in_force_on = models.DateField(_("in force from"))
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_document_amends_a_period_plan_once_a_day", fields=["plan", "document", "in_force_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.in_force_on:%d/%m/%Y}"


class AmendedLine(models.Model):
    """One number of a line that an amendment changed, with what it was; empty where nothing was said."""

    amendment = models.ForeignKey(PeriodAmendment, models.CASCADE, related_name="items")
    line = models.ForeignKey(PlanLine, models.PROTECT, related_name="amended")
    field = models.CharField(max_length=10, choices=LineField)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_line_is_amended_once_by_an_amendment", fields=["amendment", "line", "field"]
            ),
            models.CheckConstraint(name="an_amended_line_changes", condition=~Q(before=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.before} → {self.after}"
