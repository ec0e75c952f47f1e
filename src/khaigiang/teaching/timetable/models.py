"""Sessions of classes, the proposals they came from, their releases and feeds."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.runs.models import Run
from khaigiang.teaching.timetable.states import Level, StepKind


class Piece(models.Model):
    """An item of a programme at a time, in a hall and mostly with a lecturer."""

    item = models.ForeignKey(
        "curriculum.ProgrammeItem",
        models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("content"),
    )
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay)
    starts_at = models.TimeField(_("begins at"))
    ends_at = models.TimeField(_("ends at"))
    lecturer = models.ForeignKey(
        "lecturers.Lecturer",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("lecturer"),
    )
    hall = models.ForeignKey("venues.Hall", models.PROTECT, related_name="%(class)ss", verbose_name=_("hall"))

    class Meta:
        abstract = True

    @property
    def when(self) -> str:
        """The half-day in words: "sáng 13/3/2023"."""
        return f"{self.get_half_day_display()} {day_in_words(self.on)}"


class Session(Piece):
    """One piece of teaching of one class; `version` tells two writers apart.

    That no class, lecturer or hall is double booked is a constraint of the database (migration 0002):
    `class_in_one_session_at_a_time`, `lecturer_in_one_session_at_a_time`, `hall_in_one_session_at_a_time`.
    """

    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="sessions")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="item_taught_once_per_class", fields=["training_class", "item"]),
            models.CheckConstraint(name="session_ends_after_it_begins", condition=Q(ends_at__gt=F("starts_at"))),
        ]
        indexes = [
            models.Index(name="session_by_day", fields=["on"]),
            models.Index(name="session_by_lecturer_and_day", fields=["lecturer", "on"]),
            models.Index(name="session_by_hall_and_day", fields=["hall", "on"]),
        ]

    def __str__(self) -> str:
        return f"{self.training_class} {self.on:%d/%m} {self.get_half_day_display()}: {self.item}"


class TimetableRun(Run):
    """One proposal of the timetable solver for some classes of a plan; with `keeps_standing` it sets only what is missing."""

    plan = models.ForeignKey("plans.Plan", models.PROTECT, related_name="timetable_runs")
    placements = models.JSONField(default=list)
    before = models.JSONField(default=list)
    keeps_standing = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name or f"{self.plan} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"


class MoveOver(models.Model):
    """Classes let follow another version, with their sessions before and after it, so that it can be undone."""

    version = models.ForeignKey("curriculum.ProgrammeVersion", models.PROTECT, related_name="moves_over")
    before = models.JSONField()
    after = models.JSONField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.version} {timezone.localtime(self.made_at):%d/%m/%Y %H:%M}"


class StepCount(models.Model):
    """How many steps the timetable of a plan has seen; locked last, so that the steps of a plan follow one another."""

    plan = models.OneToOneField("plans.Plan", models.CASCADE, related_name="step_count")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.plan}: {self.last}"


class BoardStep(models.Model):
    """One act on the timetable of a plan: the pieces it touched, as they stood before and after.

    A piece that did not stand is missing on that side. `undoes` is the step that this one takes back or does again.
    """

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="board_steps")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind)
    before = models.JSONField(default=list)
    after = models.JSONField(default=list)
    undoes = models.ForeignKey("self", models.CASCADE, null=True, related_name="echoes")
    # Of an act of another page: why, in words, and what that act is known by.
    because = models.CharField(max_length=400, blank=True)
    source = models.CharField(max_length=40, blank=True)
    is_undone = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="step_number_once_per_plan", fields=["plan", "number"])]

    def __str__(self) -> str:
        return f"{self.plan} #{self.number}"


class RuleLevel(models.Model):
    """How grave a kind of finding is in the timetables of a plan, where that is not as usual."""

    plan = models.ForeignKey("plans.Plan", models.CASCADE, related_name="rule_levels")
    kind = models.CharField(_("rule"), max_length=30)
    level = models.CharField(_("level"), max_length=10, choices=Level)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="rule_has_one_level_per_plan", fields=["plan", "kind"]),
            models.CheckConstraint(
                name="rule_let_pass_for_a_reason", condition=~Q(level=Level.IGNORED) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.kind} {self.get_level_display()}"


class IgnoredFinding(models.Model):
    """A finding about one item of a class in one half-day that somebody lets pass, for a reason."""

    training_class = models.ForeignKey("cohorts.TrainingClass", models.CASCADE, related_name="ignored_findings")
    item = models.ForeignKey("curriculum.ProgrammeItem", models.CASCADE, related_name="+")
    on = models.DateField()
    half_day = models.CharField(max_length=10, choices=HalfDay)
    kind = models.CharField(max_length=30)
    reason = models.CharField(_("reason"), max_length=300)
    ignored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ignored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="finding_let_pass_once", fields=["training_class", "item", "on", "half_day", "kind"]
            ),
            models.CheckConstraint(name="finding_let_pass_for_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.training_class} {self.item}: {self.kind}"


class Release(models.Model):
    """A class's timetable as it was made public to its people, with a note; the latest one is current."""

    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="releases")
    number = models.PositiveSmallIntegerField()
    note = models.CharField(_("note"), max_length=300, blank=True)
    is_current = models.BooleanField(default=True)
    released_at = models.DateTimeField()
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="release_number_once_per_class", fields=["training_class", "number"]),
            models.UniqueConstraint(
                name="class_has_one_current_release",
                fields=["training_class"],
                condition=Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.training_class} #{self.number}"


class ReleasedSession(Piece):
    """A session as a release made it public: what trainees, lecturers and feeds are shown until the next release."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="sessions")

    class Meta:
        constraints = [models.UniqueConstraint(name="item_once_per_release", fields=["release", "item"])]

    def __str__(self) -> str:
        return f"{self.release} {self.on:%d/%m} {self.get_half_day_display()}: {self.item}"


def new_secret() -> str:
    """An unguessable address of a feed."""
    return secrets.token_urlsafe(24)


class Feed(models.Model):
    """The stable secret address under which a class, lecturer, hall or all that a person has is published as iCalendar."""

    secret = models.CharField(max_length=64, unique=True, default=new_secret)
    training_class = models.OneToOneField(
        "cohorts.TrainingClass",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="feed",
    )
    lecturer = models.OneToOneField("lecturers.Lecturer", models.CASCADE, null=True, blank=True, related_name="feed")
    hall = models.OneToOneField("venues.Hall", models.CASCADE, null=True, blank=True, related_name="feed")
    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="feed")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_is_of_one_thing",
                condition=Q(training_class__isnull=False, lecturer__isnull=True, hall__isnull=True, person__isnull=True)
                | Q(training_class__isnull=True, lecturer__isnull=False, hall__isnull=True, person__isnull=True)
                | Q(training_class__isnull=True, lecturer__isnull=True, hall__isnull=False, person__isnull=True)
                | Q(training_class__isnull=True, lecturer__isnull=True, hall__isnull=True, person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.training_class or self.lecturer or self.hall or self.person)
