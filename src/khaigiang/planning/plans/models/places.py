"""Places that a plan asks for: of committees, of quarters, and the acts that set them all at once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models.plan import Plan
from khaigiang.planning.plans.states import PlacesRule


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


class QuarterShare(models.Model):
    """Those of a committee's places that are to be filled in one quarter; a quarter without a row has none of them."""

    quota = models.ForeignKey(Quota, models.CASCADE, related_name="shares")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    places = models.PositiveIntegerField(_("places"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="committee_shares_once_in_a_quarter", fields=["quota", "year", "quarter"]),
            models.CheckConstraint(name="shared_quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
            models.CheckConstraint(name="a_share_has_places", condition=Q(places__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.quota.committee}: {self.places} ({self.quarter}/{self.year})"


class StrictQuarters(models.Model):
    """Under this plan nobody is sent for a quarter, placed in it, or held a place of it above the committee's places there.

    The row is the lock of whoever takes a place of a quarter; without it what is above is told alone.
    """

    plan = models.OneToOneField(Plan, models.CASCADE, related_name="strict_quarters")

    class Meta:
        verbose_name_plural = "strict quarters"

    def __str__(self) -> str:
        return str(self.plan)


class QuartersSpread(models.Model):
    """Places of all committees spread over the quarters at once, with what they were, so that it can be taken back."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="spreads")
    before = models.JSONField()
    after = models.JSONField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "quarters spread"

    def __str__(self) -> str:
        return f"{self.plan}, {self.set_at:%d/%m/%Y}"


class PlacesByRule(models.Model):
    """Places of all committees set at once by a rule, with what they were, so that it can be taken back."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="places_set")
    rule = models.CharField(max_length=10, choices=PlacesRule)
    number = models.PositiveIntegerField(null=True, blank=True)
    was_rule = models.CharField(max_length=10, choices=PlacesRule)
    was_number = models.PositiveIntegerField(null=True, blank=True)
    was_given = models.JSONField(default=dict, blank=True)
    before = models.JSONField()
    after = models.JSONField()
    shares_before = models.JSONField(default=dict, blank=True)
    shares_after = models.JSONField(default=dict, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural = "places by rule"

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_rule_display()}"
