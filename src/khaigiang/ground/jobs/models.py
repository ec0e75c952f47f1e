"""Jobs: work that takes longer than a person waits for a page."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from khaigiang.ground.jobs.kinds import kind_of
from khaigiang.ground.jobs.states import PENDING, JobState


class Job(models.Model):
    """One piece of background work, who asked for it and how far it is.

    `fence` counts the workers that took it up: whoever holds an older number writes nothing any more. A lease that
    runs out gives the job to the next worker; lease and fence go by the machine's clock.
    """

    kind = models.CharField(max_length=60)
    ids = models.JSONField(default=dict)
    # The same job is asked for once at a time.
    key = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField()
    # Left alone until then, by the machine's clock.
    not_before = models.DateTimeField(null=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True)
    fence = models.PositiveIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="job_waits_or_runs_once", fields=["key"], condition=Q(state__in=PENDING)),
            models.CheckConstraint(
                name="job_that_runs_has_a_lease",
                condition=~Q(state=JobState.RUNNING) | Q(lease_until__isnull=False, fence__gt=0),
            ),
            models.CheckConstraint(
                name="job_ended_when_it_is_done_or_failed",
                condition=Q(state__in=PENDING, ended_at__isnull=True)
                | (~Q(state__in=PENDING) & Q(ended_at__isnull=False)),
            ),
            models.CheckConstraint(name="job_does_no_more_than_all", condition=Q(done__lte=F("total"))),
        ]
        indexes = [models.Index(name="job_by_state", fields=["state", "id"])]

    def __str__(self) -> str:
        kind = kind_of(self.kind)
        return str(kind.label) if kind else self.kind

    @property
    def is_pending(self) -> bool:
        return self.state in PENDING

    @property
    def url_name(self) -> str:
        """The page where the result stands."""
        kind = kind_of(self.kind)
        return kind.url_name if kind else ""
