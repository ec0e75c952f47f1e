"""The paper of a plan, and who signs which of its papers."""

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models.plan import Plan


class PlanPaper(models.Model):
    """The paper that sets a plan out for its committees, drawn up from the plan."""

    plan = models.OneToOneField(Plan, models.PROTECT, related_name="paper")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="plan_paper")

    def __str__(self) -> str:
        return str(self.document)


class PaperDuty(models.Model):
    """Who drafts, initials, signs, numbers, seals and receives one kind of paper under a plan."""

    class Paper(models.TextChoices):
        PLAN = "plan", _("plan")
        REQUEST = "request", _("request to nominate")
        RETURNING_LETTER = "returning_letter", _("letter returning people")
        SUBSTITUTION_NOTICE = "substitution_notice", _("notice of substitution")
        CLASS_DECISION = "class_decision", _("class decision")
        SUMMONS = "summons", _("summons")
        RESULT_DECISION = "result_decision", _("decision recognising results")
        CERTIFICATE = "certificate", _("certificate")
        REPORT = "report", _("report of the programme")

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="duties")
    paper = models.CharField(_("paper"), max_length=20, choices=Paper)
    office = models.ForeignKey(
        "units.Office", models.PROTECT, related_name="+", verbose_name=_("signed and numbered by")
    )
    signer_prefix = models.CharField(_("signed on behalf of (T/M, TM., K/T…)"), max_length=60, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=160)
    signer_name = models.CharField(_("name of the signer"), max_length=120)
    recipients = models.TextField(_("recipients, one a line"), blank=True)
    drafter = models.CharField(_("drafted by"), max_length=120, blank=True)
    initialler = models.CharField(_("to be initialled by"), max_length=120, blank=True)
    sealer = models.CharField(_("sealed by"), max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="duty_once_per_plan_and_paper", fields=["plan", "paper"])]
        verbose_name_plural = "paper duties"

    def __str__(self) -> str:
        return self.get_paper_display()


class DutySubstitute(models.Model):
    """Who signs in the signer's place from a day until before another: for the superior (KT.), by order (TL.).

    The database lets one alone sign on a day (`one_substitute_signs_on_a_day`, migration 0006).
    """

    duty = models.ForeignKey(PaperDuty, models.CASCADE, related_name="substitutes")
    valid_from = models.DateField(_("first day"))
    valid_until = models.DateField(_("first day after"))
    signer_prefix = models.CharField(_("signed on behalf of (T/M, TM., K/T…)"), max_length=60, blank=True)
    signer_title = models.CharField(_("title of the signer"), max_length=160)
    signer_name = models.CharField(_("name of the signer"), max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="substitute_signs_on_one_day_at_least",
                condition=Q(valid_until__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer_title} {self.signer_name}"

    @property
    def last_day(self) -> date:
        """The last day on which they sign."""
        return self.valid_until - timedelta(days=1)
