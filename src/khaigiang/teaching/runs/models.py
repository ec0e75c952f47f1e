"""What every run of a solver keeps."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.runs.states import UNDER_WAY, WITHOUT_A_PLAN, RunState


class Run(models.Model):
    """One search: what it was asked, how it went, and the price and proof of the plan it found.

    `progress` holds [seconds, best cost, bound] as the search told them; `limit` are the seconds it was granted.
    """

    name = models.CharField(_("name"), max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=RunState, default=RunState.PREVIEW)
    status = models.CharField(max_length=20, blank=True)
    cost = models.JSONField(default=dict)
    bound = models.IntegerField(default=0)
    seconds = models.DecimalField(max_digits=8, decimal_places=2, default=0)
    limit = models.PositiveIntegerField(default=0)
    weights = models.JSONField(default=dict)
    class_ids = models.JSONField(default=list)
    input_hash = models.CharField(max_length=64, blank=True)
    progress = models.JSONField(default=list)
    # By the machine's clock.
    told_at = models.DateTimeField(null=True, blank=True)
    stop_asked = models.BooleanField(default=False)
    said = models.TextField(blank=True)
    # Of a run that found nothing: what contradicts each other, the ways out, and which of them was taken.
    contradiction = models.JSONField(default=dict)
    relaxed = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """What it is called among the runs of its plan: by its name, or by the hour at which it was made."""
        return self.name or date_format(timezone.localtime(self.made_at), "DATETIME_FORMAT")

    @property
    def is_under_way(self) -> bool:
        """Does it wait or search?"""
        return self.state in UNDER_WAY

    @property
    def is_without_a_plan(self) -> bool:
        """Did it end without a plan?"""
        return self.state in WITHOUT_A_PLAN

    @property
    def has_a_plan(self) -> bool:
        """Did it find a plan?"""
        return not self.is_under_way and not self.is_without_a_plan
