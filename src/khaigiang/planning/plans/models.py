"""Training plans: who is to come, from where, when, and by which papers."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.states import PlanState


class Plan(models.Model):
    """One training plan: its paper, its target group as a rule, its two offices and its days."""

    title = models.CharField(_("title of the plan"), max_length=300)
    code = models.SlugField(_("short code for classes"), max_length=20)
    document = models.OneToOneField(
        "documents.Document", models.PROTECT, related_name="plan", verbose_name=_("document")
    )
    organiser = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("organiser"))
    school = models.ForeignKey("units.Office", models.PROTECT, related_name="+", verbose_name=_("school"))
    state = models.CharField(max_length=10, choices=PlanState, default=PlanState.DRAFT)

    # The rule of the target group: holders of this post in units of these kinds on this day.
    target_post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+", verbose_name=_("post"))
    target_kinds = models.JSONField(_("kinds of units"), default=list)
    target_on = models.DateField(_("as of"))
    born_not_before = models.DateField(_("only people born on or after"), null=True, blank=True)

    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    nominations_due_on = models.DateField(_("lists due on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="plan_code_once", fields=["code"]),
            models.CheckConstraint(
                name="plan_ends_after_it_begins",
                condition=Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        """May the target group still change?"""
        return self.state == PlanState.DRAFT

    @property
    def is_open(self) -> bool:
        """Does the plan run?"""
        return self.state == PlanState.OPEN


class TargetPost(models.Model):
    """One post of the target group in one unit, fixed when the plan opens; every figure counts these."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="target_posts")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(name="post_once_per_plan", fields=["plan", "post", "unit"])]
        indexes = [models.Index(name="target_post_by_committee", fields=["plan", "committee"])]

    def __str__(self) -> str:
        return f"{self.post}, {self.unit}"


class QuarterTarget(models.Model):
    """Classes and places that the plan wants in one quarter."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="quarters")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    classes = models.PositiveSmallIntegerField(_("classes"))
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="quarter_once_per_plan", fields=["plan", "year", "quarter"]),
            models.CheckConstraint(name="quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
        ]

    def __str__(self) -> str:
        return f"{self.quarter}/{self.year}"


class Quota(models.Model):
    """Places that the plan asks one nominating committee to fill."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="quotas")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="quotas")
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [models.UniqueConstraint(name="quota_once_per_plan_and_committee", fields=["plan", "committee"])]

    def __str__(self) -> str:
        return f"{self.committee}: {self.places}"


class PaperDuty(models.Model):
    """Who signs, numbers and receives one kind of paper under a plan."""

    class Paper(models.TextChoices):
        REQUEST = "request", _("request to nominate")
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

    class Meta:
        constraints = [models.UniqueConstraint(name="duty_once_per_plan_and_paper", fields=["plan", "paper"])]
        verbose_name_plural = "paper duties"

    def __str__(self) -> str:
        return self.get_paper_display()


class Excuse(models.Model):
    """A post that need not be trained under the plan, with the reason, from the day it was accepted until taken back."""

    target_post = models.ForeignKey(TargetPost, models.PROTECT, related_name="excuses")
    reason = models.CharField(_("reason"), max_length=300)
    excused_on = models.DateField(_("accepted on"))
    excused_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_on = models.DateField(_("taken back on"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_standing_excuse_per_post",
                fields=["target_post"],
                condition=Q(withdrawn_on__isnull=True),
            ),
            models.CheckConstraint(
                name="excuse_taken_back_after_it_was_accepted",
                condition=Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gte=models.F("excused_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
