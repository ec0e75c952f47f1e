"""How every post stands on any day, derived once from what lies beneath and kept, so that a page adds up numbers.

Nothing here is a source: every row can be derived anew at any time (README.md). None hangs on a person by a key.
"""

from typing import Final

from django.db import models
from django.db.models import F, Q

NONE: Final = 0


class Standing(models.Model):
    """One way in which posts of a plan stand: all that the ledger's sums ask of a post. Zero stands for none."""

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="+")
    committee_id = models.BigIntegerField()
    district_id = models.BigIntegerField(default=NONE)
    area = models.CharField(max_length=30)
    state = models.CharField(max_length=14)
    class_id = models.BigIntegerField(default=NONE)
    was_named = models.BooleanField()
    was_summoned = models.BooleanField()
    has_attended = models.BooleanField()
    has_attended_class = models.BooleanField()
    band_id = models.BigIntegerField(default=NONE)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_way_of_standing_once",
                fields=[
                    "plan", "committee_id", "district_id", "area", "state", "class_id", "was_named", "was_summoned",
                    "has_attended", "has_attended_class", "band_id",
                ],
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.state} {self.committee_id}"


class Span(models.Model):
    """The days, from the first until before another, on which a post stands in one way for one person."""

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="+")
    target_post = models.ForeignKey("plans.TargetPost", models.CASCADE, related_name="+")
    standing = models.ForeignKey(Standing, models.PROTECT, related_name="+", db_index=False)
    official_id = models.BigIntegerField(null=True)
    nomination_id = models.BigIntegerField(null=True)
    valid_from = models.DateField()
    # The last day of the calendar where no end is known: an index finds what lasts beyond a day.
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="a_post_stands_one_way_from_a_day", fields=["target_post", "valid_from"]),
            models.CheckConstraint(
                name="a_post_stands_one_way_for_a_day_at_least", condition=Q(valid_until__gt=F("valid_from"))
            ),
        ]
        indexes = [
            # The sums are read off this index alone.
            models.Index(name="span_by_day", fields=["plan", "valid_until", "valid_from", "standing", "target_post"]),
            models.Index(name="span_by_standing", fields=["standing", "valid_until"]),
        ]

    def __str__(self) -> str:
        return f"{self.target_post_id}: {self.valid_from:%d/%m/%Y} – {self.valid_until:%d/%m/%Y}"


class Touch(models.Model):
    """Something was written by which posts may stand differently: the database itself says so (services/watching.py).

    Only ever added and removed, so that two who write at once never wait for each other.
    """

    class What(models.TextChoices):
        POST = "post"
        NOMINATION = "nomination"
        ENROLMENT = "enrolment"
        DOCUMENT = "document"
        DECISION = "decision"
        SESSION = "session"
        UNIT = "unit"

    what = models.CharField(max_length=10, choices=What)
    row = models.BigIntegerField()

    class Meta:
        verbose_name_plural = "touches"

    def __str__(self) -> str:
        return f"{self.what} {self.row}"
