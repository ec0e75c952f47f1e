"""The target group: single posts more or fewer than its rule finds, the posts fixed, and those excused."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.planning.plans.models.plan import Plan


class TargetException(models.Model):
    """A post of a unit that belongs to the target group although the rule does not find it, or does not although it does."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="exceptions")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    adds = models.BooleanField(_("adds the post to the group"))
    official = models.ForeignKey(
        "officials.Official", models.PROTECT, null=True, blank=True, related_name="target_exceptions"
    )
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_exception_per_plan_and_post", fields=["plan", "post", "unit"]),
            models.CheckConstraint(name="an_exception_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.post}, {self.unit}: {self.reason}"


class TargetPostQuerySet(models.QuerySet["TargetPost"]):
    """Posts of target groups by day."""

    def on(self, day: date) -> "TargetPostQuerySet":
        """Those that belong to the group on a day."""
        since, until = Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_until__isnull=True)
        return self.filter(since, until | Q(valid_until__gt=day))

    def standing(self) -> "TargetPostQuerySet":
        """Those that no amendment took out: the group as it is now, for an amendment is entered when it is in force."""
        return self.filter(valid_until__isnull=True)


class TargetPost(models.Model):
    """One post of the target group in one unit, fixed by the approval or an amendment; every figure counts these.

    The database lets a post of a unit belong to a plan once on a day (`target_post_once_on_a_day`, migration 0014).
    """

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="target_posts")
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="+")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="+")
    # Empty: since the approval, and to the end of the plan.
    valid_from = models.DateField(_("added from"), null=True, blank=True)
    valid_until = models.DateField(_("taken out from"), null=True, blank=True)

    objects = TargetPostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="post_once_per_plan", fields=["plan", "post", "unit"], condition=Q(valid_until__isnull=True)
            ),
            models.CheckConstraint(
                name="target_post_belongs_for_a_day_at_least",
                condition=Q(valid_from__isnull=True) | ends_after_it_begins(),
            ),
        ]
        indexes = [models.Index(name="target_post_by_committee", fields=["plan", "committee"])]

    def __str__(self) -> str:
        return f"{self.post}, {self.unit}"


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
