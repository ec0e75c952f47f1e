"""Attendance per half-day session, and leave."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.attendance.states import LeaveState, Presence


class Attendance(models.Model):
    """Presence of one trainee in one session; `stamp` tells two writers apart."""

    session = models.ForeignKey("timetable.Session", models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="attendances")
    presence = models.CharField(max_length=14, choices=Presence)
    version = models.PositiveIntegerField(default=1)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="presence_once_per_session", fields=["session", "enrolment"])]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.get_presence_display()}"

    @property
    def stamp(self) -> str:
        """Which writing of which row this is: an emptied cell filled anew begins its versions again, in a new row."""
        return f"{self.pk}.{self.version}"


class LeaveRequest(models.Model):
    """A trainee asks to be away from some sessions.

    Two requests of one trainee that stand never share a session (`leave_is_asked_once_for_a_time`, migration 0002).
    """

    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="leave_requests")
    first_session = models.ForeignKey("timetable.Session", models.PROTECT, related_name="+", verbose_name=_("from"))
    last_session = models.ForeignKey("timetable.Session", models.PROTECT, related_name="+", verbose_name=_("to"))
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(max_length=10, choices=LeaveState, default=LeaveState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="leave_is_decided_by_somebody",
                condition=Q(state="asked", decided_by__isnull=True, decided_at__isnull=True)
                | (~Q(state="asked") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="leave_is_not_decided_by_who_asked",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.reason}"
