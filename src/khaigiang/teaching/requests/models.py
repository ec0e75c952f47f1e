"""Lecturers asked to teach sessions of a class, what they answered, and the rule by which answers are waited for."""

import uuid
from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.requests.rules import Waiting
from khaigiang.teaching.requests.states import GUEST_STAYS, STANDS, AskedState, ReminderStep, Via


class RequestRule(models.Model):
    """The office's rule for the classes of a plan: by when lecturers answer, and who is told when they do not."""

    plan = models.OneToOneField("plans.Plan", models.CASCADE, related_name="request_rule")
    days_to_answer = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    remind_before = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    escalate_after = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="request_rule_counts_from_one",
                condition=Q(days_to_answer__gte=1, remind_before__gte=1, escalate_after__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)

    @property
    def waiting(self) -> Waiting:
        """The rule as plain values."""
        return Waiting(
            days_to_answer=self.days_to_answer, remind_before=self.remind_before, escalate_after=self.escalate_after
        )


class Asking(models.Model):
    """One act by which the office asks one lecturer or several; what is not answered yet is taken back at once."""

    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="askings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.training_class} {timezone.localtime(self.asked_at):%d/%m/%Y %H:%M}"


class TeachingRequest(models.Model):
    """What one lecturer is asked in one act: sessions of a class, until when to answer, with a note."""

    asking = models.ForeignKey(Asking, models.CASCADE, related_name="requests")
    lecturer = models.ForeignKey("lecturers.Lecturer", models.PROTECT, related_name="requests")
    due_on = models.DateField(_("answer by"))
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="lecturer_asked_once_in_an_act", fields=["asking", "lecturer"])]

    def __str__(self) -> str:
        return f"{self.lecturer}: {self.asking.training_class}"


class AskedSession(models.Model):
    """One session that a lecturer is asked to teach: where it stood when it was asked or moved, and the answer.

    `taught_by` is who stood in the timetable then; `version` tells an answer from a change in the same moment.
    """

    request = models.ForeignKey(TeachingRequest, models.CASCADE, related_name="sessions")
    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="asked_sessions")
    item = models.ForeignKey("curriculum.ProgrammeItem", models.PROTECT, related_name="+")
    lecturer = models.ForeignKey("lecturers.Lecturer", models.PROTECT, related_name="asked_sessions")
    taught_by = models.ForeignKey("lecturers.Lecturer", models.PROTECT, null=True, blank=True, related_name="+")
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay)
    accepted_on = models.DateField(null=True, blank=True)
    accepted_half_day = models.CharField(max_length=10, choices=HalfDay, blank=True)
    state = models.CharField(max_length=10, choices=AskedState, default=AskedState.SENT)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=10, choices=Via, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="lecturer_asked_once_for_a_session",
                fields=["training_class", "item", "lecturer"],
                condition=Q(state__in=sorted(STANDS)),
            ),
            models.UniqueConstraint(
                name="session_accepted_by_one_lecturer",
                fields=["training_class", "item"],
                condition=Q(state=AskedState.ACCEPTED),
            ),
            models.CheckConstraint(
                name="session_declined_with_a_reason", condition=~Q(state=AskedState.DECLINED) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(name="asked_by_lecturer_and_state", fields=["lecturer", "state"])]

    def __str__(self) -> str:
        return f"{self.training_class} {self.item}: {self.lecturer}"

    @property
    def when(self) -> str:
        """The half-day asked for, in words."""
        return f"{self.get_half_day_display()} {day_in_words(self.on)}"


class RequestReminder(models.Model):
    """One step of waiting for the answer to a request, done once for each day it was due on."""

    request = models.ForeignKey(TeachingRequest, models.CASCADE, related_name="reminders")
    step = models.CharField(max_length=10, choices=ReminderStep)
    due_on = models.DateField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_reminded_once_for_a_step", fields=["request", "step", "due_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_step_display()}"


class GuestLink(models.Model):
    """A personal link of a lecturer without an account: it lets one browser in once, until a moment or until revoked.

    Kept are a random number and the hash of the secret that is made of it with the key of the installation (links.py):
    whoever reads the database alone opens nobody's link.
    """

    lecturer = models.ForeignKey("lecturers.Lecturer", models.CASCADE, related_name="guest_links")
    number = models.UUIDField(default=uuid.uuid4, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    # Nobody where a lecturer had a new one sent.
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(name="guest_link_by_lecturer", fields=["lecturer", "made_at"])]

    def __str__(self) -> str:
        return f"{self.lecturer} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"

    def opens_at(self, at: datetime) -> bool:
        """Does it still let somebody in?"""
        return self.used_at is None and self.revoked_at is None and at < self.expires_at

    def is_inside_at(self, at: datetime) -> bool:
        """Is whoever opened it still let in: for some hours, until it is revoked?"""
        return self.used_at is not None and self.revoked_at is None and at < self.used_at + GUEST_STAYS
