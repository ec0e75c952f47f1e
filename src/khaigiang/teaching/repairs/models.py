"""Repairs of a timetable: what happened, the ways out that were found, and the one taken."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.teaching.repairs.states import AccidentKind, RepairState, RepairWay


class Repair(models.Model):
    """One accident and its ways out; once carried out, what undoing puts back."""

    kind = models.CharField(_("what happened"), max_length=10, choices=AccidentKind)
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay, blank=True)
    lecturer = models.ForeignKey(
        "lecturers.Lecturer", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("lecturer")
    )
    hall = models.ForeignKey(
        "venues.Hall", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("hall")
    )
    training_class = models.ForeignKey(
        "cohorts.TrainingClass", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("class")
    )
    joined = models.PositiveSmallIntegerField(_("people who join"), default=0)
    reason = models.CharField(_("reason"), max_length=200)
    # Days on which the classes in question could meet besides.
    added_days = models.JSONField(_("further days"), default=list, blank=True)
    # The classes looked at together, a mark of all that was read, and the ways out as plain values.
    class_ids = models.JSONField(default=list)
    input_hash = models.CharField(max_length=64)
    ways = models.JSONField(default=list)
    state = models.CharField(max_length=12, choices=RepairState, default=RepairState.FOUND)
    way = models.CharField(_("way taken"), max_length=10, choices=RepairWay, blank=True)
    # Sessions and days as they were, by class; absence or closure noted with it.
    before = models.JSONField(default=dict)
    absence = models.ForeignKey("lecturers.LecturerAbsence", models.SET_NULL, null=True, blank=True, related_name="+")
    closure = models.ForeignKey("venues.HallClosure", models.SET_NULL, null=True, blank=True, related_name="+")
    decisions = models.ManyToManyField("cohorts.ClassDecision", blank=True, related_name="repairs")
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="accident_ends_after_it_begins", condition=Q(last_day__gte=F("first_day"))),
            models.CheckConstraint(name="accident_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="accident_names_whom_it_concerns",
                condition=Q(kind="lecturer", lecturer__isnull=False, hall__isnull=True, training_class__isnull=True)
                | Q(kind="hall", lecturer__isnull=True, hall__isnull=False, training_class__isnull=True)
                | Q(kind="nobody", lecturer__isnull=True, hall__isnull=True, training_class__isnull=True)
                | Q(kind="group", lecturer__isnull=True, hall__isnull=True, training_class__isnull=False, joined__gt=0),
            ),
            models.CheckConstraint(
                name="repair_is_ended_by_somebody",
                condition=Q(state="found", ended_by__isnull=True, ended_at__isnull=True)
                | (~Q(state="found") & Q(ended_by__isnull=False, ended_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        whom = self.lecturer or self.hall or self.training_class
        days = day_in_words(self.first_day)
        if self.last_day != self.first_day:
            days += f" – {day_in_words(self.last_day)}"
        return ", ".join(str(part) for part in (self.get_kind_display(), whom, days) if part)
