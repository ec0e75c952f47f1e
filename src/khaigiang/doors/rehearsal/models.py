"""The mark that makes a database a rehearsal, and the day it stands on."""

from django.db import models


class Rehearsal(models.Model):
    """Present only in a database that a story filled; `played_until` is its today."""

    story = models.CharField(max_length=40)
    played_until = models.DateField()

    class Meta:
        constraints = [models.CheckConstraint(name="one_rehearsal_per_database", condition=models.Q(pk=1))]

    def __str__(self) -> str:
        return f"{self.story} {self.played_until:%Y-%m-%d}"
