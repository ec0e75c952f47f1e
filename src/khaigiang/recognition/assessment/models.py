"""Marks of trainees, the dated rules that judge them, and the results that a decision recognises."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.periods import ends_after_it_begins
from khaigiang.recognition.assessment.states import SheetState


class GradingRule(models.Model):
    """A dated rule with its source: bands, and how much absence it bears."""

    name = models.CharField(_("name"), max_length=200)
    citation = models.TextField(_("source"))
    valid_from = models.DateField(_("in force from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    absence_limit_percent = models.PositiveSmallIntegerField(_("absence borne, % of half-days"), default=20)

    class Meta:
        constraints = [
            models.CheckConstraint(name="grading_rule_ends_after_it_begins", condition=ends_after_it_begins()),
        ]

    def __str__(self) -> str:
        return self.name

    def sorted_bands(self) -> "list[Band]":
        """The bands, best first, from what was read together with the rule."""
        return sorted(self.bands.all(), key=lambda band: band.ordinal)


class Band(models.Model):
    """A band of a rule: the mean and the worst part it takes. `passes` is false for the failing band."""

    rule = models.ForeignKey(GradingRule, models.CASCADE, related_name="bands")
    code = models.SlugField(max_length=20)
    name = models.CharField(_("name"), max_length=60)
    ordinal = models.PositiveSmallIntegerField(_("order, best first"))
    min_mean = models.DecimalField(_("mean at least"), max_digits=4, decimal_places=2)
    min_part = models.DecimalField(_("every part at least"), max_digits=4, decimal_places=2)
    passes = models.BooleanField(_("passes"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="band_once_per_rule", fields=["rule", "code"]),
            models.UniqueConstraint(name="band_order_once_per_rule", fields=["rule", "ordinal"]),
        ]

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """A part of the mark of a programme version, with its weight in percent."""

    version = models.ForeignKey("curriculum.ProgrammeVersion", models.PROTECT, related_name="components")
    ordinal = models.PositiveSmallIntegerField(_("order"))
    name = models.CharField(_("name"), max_length=80)
    weight = models.PositiveSmallIntegerField(_("weight, %"))

    class Meta:
        constraints = [
            models.UniqueConstraint(name="component_order_once_per_version", fields=["version", "ordinal"]),
            models.CheckConstraint(name="component_weight_is_a_share", condition=Q(weight__range=(1, 100))),
        ]

    def __str__(self) -> str:
        return self.name


class Mark(models.Model):
    """One mark of one trainee for one component; a resit is a further attempt, never an overwrite."""

    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="marks")
    component = models.ForeignKey(Component, models.PROTECT, related_name="marks")
    attempt = models.PositiveSmallIntegerField(default=1)
    # Null once it was emptied: the row stays, so that the next writer is told of it by its version.
    value = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="mark_once_per_attempt", fields=["enrolment", "component", "attempt"]),
            models.CheckConstraint(name="mark_is_zero_to_ten", condition=Q(value__range=(0, 10))),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.value}"


class ResultSheet(models.Model):
    """The results of one class: open, locked by one person, confirmed by another."""

    training_class = models.OneToOneField("cohorts.TrainingClass", models.PROTECT, related_name="result_sheet")
    rule = models.ForeignKey(GradingRule, models.PROTECT, related_name="sheets")
    state = models.CharField(max_length=10, choices=SheetState, default=SheetState.OPEN)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    locked_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reopening_reason = models.CharField(_("reason of reopening"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="results_are_confirmed_by_a_second_person",
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("locked_by")),
            ),
            models.CheckConstraint(
                name="locked_results_name_who_locked_them",
                condition=Q(state="open") | Q(locked_by__isnull=False, locked_at__isnull=False),
            ),
            models.CheckConstraint(
                name="confirmed_results_name_who_confirmed_them",
                condition=Q(state__in=["open", "locked"]) | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.training_class)


class ResultDecision(models.Model):
    """The decision that recognises results of a class, or a supplementary one for late marks and resits."""

    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="result_decisions")
    document = models.OneToOneField("documents.Document", models.PROTECT, related_name="result_decision")
    is_supplementary = models.BooleanField(default=False)
    effective_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="results_recognised_by_one_main_decision",
                fields=["training_class"],
                condition=Q(is_supplementary=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)


class Result(models.Model):
    """What one trainee achieved, frozen when the results were confirmed and recognised by a decision."""

    enrolment = models.ForeignKey("cohorts.Enrolment", models.PROTECT, related_name="results")
    rule = models.ForeignKey(GradingRule, models.PROTECT, related_name="+")
    band = models.ForeignKey(Band, models.PROTECT, null=True, blank=True, related_name="results")
    mean = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    worst_part = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField()
    explanation = models.JSONField()
    confirmed_at = models.DateTimeField()
    decision = models.ForeignKey(ResultDecision, models.PROTECT, null=True, blank=True, related_name="results")
    # A recognised result is never rewritten: a later one supersedes it and waits for a decision of its own.
    is_in_force = models.BooleanField(default=True)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_result_in_force_per_trainee",
                fields=["enrolment"],
                condition=Q(is_in_force=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enrolment}: {self.band}"
