"""What people called by a summons answer, the personal links under which they do, and the rule of reminding."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from khaigiang.teaching.answers.states import OFF, UNANSWERED, WAITS_FOR_COMMITTEE, AnswerState, ReasonKind, Via

S = AnswerState


class Answer(models.Model):
    """One person called by one summons: whether they have it, and whether they come.

    `version` counts what was said, so that of two answers at one time the second is told of the first.
    """

    summons = models.ForeignKey("cohorts.Summons", models.PROTECT, related_name="answers")
    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="answers")
    state = models.CharField(max_length=10, choices=AnswerState, default=AnswerState.SILENT)
    version = models.PositiveIntegerField(default=0)
    received_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    said_by = models.CharField(max_length=200, blank=True)
    via = models.CharField(max_length=10, choices=Via, blank=True)
    reason_kind = models.CharField(max_length=10, choices=ReasonKind, blank=True)
    words = models.CharField(max_length=500, blank=True)
    paper = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    settled_words = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="answer_once_to_a_summons", fields=["summons", "enrolment"]),
            models.CheckConstraint(
                name="answer_declines_with_a_reason",
                condition=~Q(state__in=sorted(WAITS_FOR_COMMITTEE), reason_kind=""),
            ),
            models.CheckConstraint(
                name="answer_confirms_the_receipt",
                condition=Q(state__in=sorted({S.SILENT, S.CALLED_OFF})) | Q(received_at__isnull=False),
            ),
            models.CheckConstraint(
                name="answer_has_its_time",
                condition=Q(state__in=sorted(UNANSWERED | OFF)) | Q(answered_at__isnull=False),
            ),
        ]
        indexes = [models.Index(name="answer_by_state", fields=["state", "summons"])]

    def __str__(self) -> str:
        return str(self.enrolment)


class AnswerLink(models.Model):
    """The secret address under which one person answers one summons, until the class begins.

    Kept are a random number and the hash of the secret that is made of it with the key of the installation (links.py):
    whoever reads the database alone cannot open anybody's link.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="links")
    number = models.UUIDField(default=uuid.uuid4, unique=True)
    digest = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    wrong_tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="answer_has_one_link_in_use", fields=["answer"], condition=Q(replaced_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return str(self.answer)


class AnswerStep(models.Model):
    """One thing said about one summons: what, by whom, how, when and why."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=AnswerState)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    said_by = models.CharField(max_length=200)
    via = models.CharField(max_length=10, choices=Via, blank=True)
    reason_kind = models.CharField(max_length=10, choices=ReasonKind, blank=True)
    words = models.CharField(max_length=500, blank=True)
    # Why it was changed once the class had begun.
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.answer}: {self.get_state_display()}"


class SummonsCorrection(models.Model):
    """A letter that corrects a summons: its class meets on other days, or is not held. Those called are asked anew."""

    summons = models.ForeignKey("cohorts.Summons", models.PROTECT, related_name="corrections")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="corrections")
    is_held = models.BooleanField()
    because = models.CharField(max_length=300)
    goes_to = models.CharField(max_length=200, blank=True)
    first_day_before = models.DateField()
    last_day_before = models.DateField()
    # Reminders are counted anew from the letter.
    steps_before = models.PositiveSmallIntegerField(default=0)
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="correction_once_by_a_letter", fields=["summons", "document"]),
        ]

    def __str__(self) -> str:
        return f"{self.document}: {self.summons}"


class ReminderRule(models.Model):
    """The office's rule for a plan: when those who have not answered a summons are reminded."""

    plan = models.OneToOneField("plans.Plan", models.CASCADE, related_name="reminder_rule")
    is_on = models.BooleanField(default=True)
    days_after = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(60)])
    days_before = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(60)])
    most = models.PositiveSmallIntegerField(default=2, validators=[MinValueValidator(1), MaxValueValidator(10)])
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="reminder_rule_counts_from_one",
                condition=Q(days_after__gte=1, days_before__gte=1, most__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)


class Reminder(models.Model):
    """One step of reminding under one summons: drafted once, whatever becomes of the drafts."""

    summons = models.ForeignKey("cohorts.Summons", models.PROTECT, related_name="reminders")
    step = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    to_people = models.ForeignKey("outbox.Mailing", models.SET_NULL, null=True, blank=True, related_name="+")
    to_committees = models.ForeignKey("outbox.Mailing", models.SET_NULL, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="reminder_once_for_a_step", fields=["summons", "step"]),
        ]

    def __str__(self) -> str:
        return f"{self.summons}, {self.step}"
