"""Personal links under which officials check their own record, and the corrections they propose."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q

from khaigiang.registry.corrections.states import DECIDED, FactState
from khaigiang.registry.officials.models import Official


def new_secret() -> str:
    """The part of an address that nobody guesses."""
    return secrets.token_urlsafe(24)


class CorrectionLink(models.Model):
    """The secret address under which one official sees the own record, until a day or until it is withdrawn."""

    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    official = models.ForeignKey(Official, models.CASCADE, related_name="correction_links")
    last_day = models.DateField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.official)


class Correction(models.Model):
    """What one official proposed at one time, with a sentence, and the answer to it."""

    link = models.ForeignKey(CorrectionLink, models.CASCADE, related_name="corrections")
    official = models.ForeignKey(Official, models.CASCADE, related_name="corrections")
    note = models.CharField(max_length=500, blank=True)
    proposed_at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(name="correction_waiting", fields=["settled_at", "proposed_at"])]

    def __str__(self) -> str:
        return str(self.official)


class ProposedFact(models.Model):
    """One fact that a person finds wrong: what was on record then, what it should say, and what became of it."""

    correction = models.ForeignKey(Correction, models.CASCADE, related_name="facts")
    fact = models.CharField(max_length=40)
    was = models.JSONField(null=True)
    becomes = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=FactState, default=FactState.OPEN)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="fact_once_in_a_correction", fields=["correction", "fact"]),
            models.CheckConstraint(
                name="proposed_fact_is_decided_by_somebody",
                condition=Q(state__in=sorted(DECIDED), decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state__in=sorted(DECIDED)) & Q(decided_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="proposed_fact_is_refused_with_a_reason", condition=~Q(state=FactState.REFUSED, reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.correction}: {self.fact}"
