"""The audit: what was done, by whom, when. Text only, so that it outlives what it speaks of."""

from django.db import models


class Entry(models.Model):
    """One act of one person. `sealed` entries form a chain of hashes in the order of `position`."""

    at = models.DateTimeField(db_index=True)
    by_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    act = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=80)
    subject_id = models.CharField(max_length=60)
    subject = models.CharField(max_length=300)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    position = models.PositiveBigIntegerField(null=True, unique=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(name="entry_by_subject", fields=["subject_type", "subject_id"])]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.by_name}: {self.act} {self.subject}"


class ChainHead(models.Model):
    """The last link of the chain; its one row is the lock of sealing."""

    position = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="chain_has_one_head", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.position}: {self.hash}"
