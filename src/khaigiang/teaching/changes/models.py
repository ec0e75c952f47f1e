"""Changes of classes: proposed, approved by another person, undone while no paper of them is issued."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.changes.rules import LONGEST_AHEAD
from khaigiang.teaching.changes.states import ChangeKind, ChangeState


class ClassChange(models.Model):
    """One class that is postponed, cancelled or merged, or people who change classes."""

    kind = models.CharField(_("what changes"), max_length=10, choices=ChangeKind)
    training_class = models.ForeignKey("cohorts.TrainingClass", models.PROTECT, related_name="changes")
    other_class = models.ForeignKey(
        "cohorts.TrainingClass",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="changes_into",
        verbose_name=_("other class"),
    )
    days = models.JSONField(_("new days"), default=list)
    # Who moves, or the two who change places; empty where the whole class changes.
    people = models.ManyToManyField("cohorts.Enrolment", blank=True, related_name="changes")
    reason = models.CharField(_("reason"), max_length=300)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.PROPOSED)
    # A class already decided is changed by two people.
    needs_another = models.BooleanField(default=True)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    # What undoing puts back: the rows as they were, and as the change left them.
    before = models.JSONField(default=dict)
    decision = models.OneToOneField(
        "cohorts.ClassDecision", models.PROTECT, null=True, blank=True, related_name="class_change"
    )
    letter = models.OneToOneField(
        "documents.Document", models.PROTECT, null=True, blank=True, related_name="change_letter"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="class_has_one_change_proposed",
                fields=["training_class"],
                condition=Q(state="proposed"),
            ),
            models.CheckConstraint(name="change_of_a_class_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="change_names_another_class_where_it_needs_one",
                condition=Q(kind__in=["postpone", "cancel"], other_class__isnull=True)
                | (
                    Q(kind__in=["merge", "move", "swap"], other_class__isnull=False)
                    & ~Q(other_class=F("training_class"))
                ),
            ),
            models.CheckConstraint(
                name="change_is_answered_by_somebody",
                condition=Q(state="proposed", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(state="proposed") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="change_of_a_decided_class_is_approved_by_another",
                condition=Q(needs_another=False)
                | ~Q(state__in=["approved", "undone"])
                | ~Q(answered_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="change_is_undone_by_somebody",
                condition=Q(state="undone", undone_by__isnull=False, undone_at__isnull=False)
                | (~Q(state="undone") & Q(undone_by__isnull=True, undone_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.training_class}"


class SmallClass(models.Model):
    """A class that is held with fewer people than its smallest size, and why."""

    training_class = models.OneToOneField("cohorts.TrainingClass", models.CASCADE, related_name="held_small")
    people = models.PositiveSmallIntegerField(_("people"))
    reason = models.CharField(_("reason"), max_length=300)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "small classes"
        constraints = [models.CheckConstraint(name="small_class_is_held_with_a_reason", condition=~Q(reason=""))]

    def __str__(self) -> str:
        return str(self.training_class)


class SmallClassRule(models.Model):
    """From a day on: how long before its first day a class should have its smallest size.

    The rule of the latest day counts; without one `rules.USUAL_DAYS_AHEAD`.
    """

    days_ahead = models.PositiveSmallIntegerField(
        _("days before the first day"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_AHEAD)]
    )
    valid_from = models.DateField(_("holds from"))
    source = models.CharField(_("by which rule or paper"), max_length=200, blank=True)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="one_small_class_rule_a_day", fields=["valid_from"]),
            models.CheckConstraint(
                name="small_class_rule_looks_ahead_a_day_to_half_a_year",
                condition=Q(days_ahead__gte=1, days_ahead__lte=LONGEST_AHEAD),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days_ahead}, {self.valid_from:%d/%m/%Y}"
