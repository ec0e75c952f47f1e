"""Need before dates: what committees say they need, and places they hold without names until a class is near."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class NeedSurvey(models.Model):
    """The office asks all committees how many people of a post they need to send in a year."""

    title = models.CharField(_("what is asked for"), max_length=300)
    post = models.ForeignKey("officials.Post", models.PROTECT, related_name="+", verbose_name=_("post"))
    year = models.PositiveSmallIntegerField(_("year"))
    due_on = models.DateField(_("to be answered by"))
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="need_asked_once_for_a_post_and_year", fields=["post", "year"]),
        ]

    def __str__(self) -> str:
        return self.title


class StatedNeed(models.Model):
    """What one committee answered: numbers by quarter and a remark; nobody's name while it has not answered."""

    survey = models.ForeignKey(NeedSurvey, models.CASCADE, related_name="needs")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="stated_needs")
    first = models.PositiveIntegerField(_("first quarter"), default=0)
    second = models.PositiveIntegerField(_("second quarter"), default=0)
    third = models.PositiveIntegerField(_("third quarter"), default=0)
    fourth = models.PositiveIntegerField(_("fourth quarter"), default=0)
    remark = models.CharField(_("remark"), max_length=300, blank=True)
    stated_at = models.DateTimeField(null=True, blank=True)
    stated_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="committee_states_its_need_once_in_a_survey", fields=["survey", "committee"]),
            models.CheckConstraint(
                name="stated_need_says_who_and_when",
                condition=Q(stated_at__isnull=True, stated_by__isnull=True, first=0, second=0, third=0, fourth=0)
                | Q(stated_at__isnull=False, stated_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.people}"

    @property
    def quarters(self) -> tuple[int, int, int, int]:
        """The numbers of the four quarters."""
        return self.first, self.second, self.third, self.fourth

    @property
    def people(self) -> int:
        """The whole year."""
        return sum(self.quarters)


class ReservationRule(models.Model):
    """Committees may hold places of a plan without names; they lapse so many days before a class begins."""

    plan = models.OneToOneField("plans.Plan", models.CASCADE, related_name="reservation_rule")
    days_before = models.PositiveSmallIntegerField(_("lapses so many days before the class begins"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="places_lapse_within_a_quarter", condition=Q(days_before__range=(1, 90))),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.days_before}"


class Reservation(models.Model):
    """Places of a quarter that a committee holds without names; what lapsed is free again.

    The database lets nobody hold more than the committee or the quarter has (`reservations_stay_within_places`,
    migration 0001).
    """

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="reservations")
    committee = models.ForeignKey("units.Office", models.PROTECT, related_name="reservations")
    year = models.PositiveSmallIntegerField(_("year"))
    quarter = models.PositiveSmallIntegerField(_("quarter"))
    places = models.PositiveIntegerField(_("places"))
    lapsed = models.PositiveIntegerField(_("lapsed"), default=0)
    lapsed_at = models.DateTimeField(null=True, blank=True)
    reserved_at = models.DateTimeField()
    reserved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="committee_reserves_once_in_a_quarter", fields=["plan", "committee", "year", "quarter"]
            ),
            models.CheckConstraint(name="no_more_lapses_than_was_reserved", condition=Q(lapsed__lte=F("places"))),
            models.CheckConstraint(name="reserved_quarter_is_one_to_four", condition=Q(quarter__range=(1, 4))),
            models.CheckConstraint(
                name="lapsed_places_say_when",
                condition=Q(lapsed=0, lapsed_at__isnull=True) | Q(lapsed__gt=0, lapsed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.held} ({self.quarter}/{self.year})"

    @property
    def held(self) -> int:
        """Places that are still held, with names or without."""
        return self.places - self.lapsed
