"""Pairs of records that may be of one person, and what was decided about them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from khaigiang.registry.officials.models import Official


class Scan(models.Model):
    """One search of all officials for records of one person."""

    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    people = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    groups_left_out = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.people}: {self.found}"


class LikelyPair(models.Model):
    """Two officials whom a scan found to be likely one person, and why."""

    scan = models.ForeignKey(Scan, models.CASCADE, related_name="pairs")
    first = models.ForeignKey(Official, models.CASCADE, related_name="+")
    second = models.ForeignKey(Official, models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField()
    reasons = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="likely_pair_once_per_scan", fields=["scan", "first", "second"]),
            models.CheckConstraint(name="likely_pair_names_the_older_first", condition=Q(first__lt=F("second"))),
        ]
        indexes = [models.Index(name="likely_pair_by_score", fields=["scan", "-score"])]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class KeptApart(models.Model):
    """Two officials of whom a person has said that they are not the same."""

    first = models.ForeignKey(Official, models.CASCADE, related_name="+")
    second = models.ForeignKey(Official, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="pair_kept_apart_once", fields=["first", "second"]),
            models.CheckConstraint(name="pair_kept_apart_names_the_older_first", condition=Q(first__lt=F("second"))),
        ]
        verbose_name_plural = "kept apart"

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"


class Merge(models.Model):
    """One record merged into another of the same person, with all that is needed to undo it.

    `before` holds both records as they were, `after` the kept one as the merge made it; `moved` names the rows that
    were given to the kept record, `attached` all rows it had then, and `beside` the pairs that went with the other.
    """

    kept = models.ForeignKey(Official, models.CASCADE, related_name="+")
    gone_id = models.BigIntegerField()
    gone_name = models.CharField(max_length=120)
    before = models.JSONField()
    after = models.JSONField()
    moved = models.JSONField()
    attached = models.JSONField()
    beside = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="merge_is_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
            models.UniqueConstraint(
                name="record_is_merged_away_once", fields=["gone_id"], condition=Q(undone_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone_name} → {self.kept}"
