"""Lecturers, and when they can teach."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.teaching.lecturers.rules import Away, Times, half_day_code
from khaigiang.teaching.lecturers.states import Availability


class Lecturer(models.Model):
    """A lecturer of the school or a guest speaker."""

    full_name = models.CharField(_("full name"), max_length=120)
    sort_key = SortKeyField(max_length=200, db_index=True, editable=False)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    title = models.CharField(_("academic title"), max_length=40, blank=True)
    workplace = models.CharField(_("faculty or workplace"), max_length=160, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    max_per_day = models.PositiveSmallIntegerField(_("half-days a day at most"), default=2)
    max_per_week = models.PositiveSmallIntegerField(_("half-days a week at most"), default=6)
    # Half-days of every week that they would rather not teach: "1-morning" is Monday morning.
    rather_not = models.JSONField(_("would rather not teach"), default=list, blank=True)
    # Half-days of every week in which they cannot.
    cannot = models.JSONField(_("cannot teach"), default=list, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lecturer",
        verbose_name=_("user"),
    )
    is_active = models.BooleanField(_("teaches"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="lecturer_may_teach_at_least_a_half_day", condition=Q(max_per_day__gte=1)),
            models.CheckConstraint(
                name="lecturer_teaches_in_a_week_what_fits_a_day",
                condition=Q(max_per_week__gte=models.F("max_per_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.full_name}".strip()

    @property
    def times(self) -> Times:
        """When they can teach; read the lecturer with `absences` and `said_half_days` prefetched."""
        away = (
            Away(first_day=one.first_day, last_day=one.last_day, half_day=one.half_day, reason=one.reason)
            for one in self.absences.all()
        )
        return Times(
            rather_not=tuple(self.rather_not),
            cannot=tuple(self.cannot),
            away=tuple(sorted(away, key=lambda one: (one.first_day, one.last_day, one.half_day))),
            said={half_day_code(one.on, one.half_day): one.verdict for one in self.said_half_days.all()},
        )


class LecturerAbsence(models.Model):
    """Days on which a lecturer cannot teach; with a half-day, only that half of each of them."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="absences")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay, blank=True)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lecturer_absence_ends_after_it_begins",
                condition=Q(last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lecturer}: {self.first_day:%d/%m} – {self.last_day:%d/%m}"

    @property
    def half(self) -> str:
        """The half of each day in words; empty for whole days."""
        return self.get_half_day_display()


class SaidHalfDay(models.Model):
    """What was said of one half-day; it counts before days away and the pattern of the week."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="said_half_days")
    on = models.DateField(_("day"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay)
    verdict = models.CharField(_("availability"), max_length=10, choices=Availability)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="half_day_said_once_of_a_lecturer", fields=["lecturer", "on", "half_day"]),
        ]

    def __str__(self) -> str:
        return f"{self.lecturer}: {self.on:%d/%m} {self.get_half_day_display()} {self.get_verdict_display()}"


class CalendarStep(models.Model):
    """One step on the calendar of a lecturer: what was said of its half-days before and after, so that it can go back."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="calendar_steps")
    before = models.JSONField()
    after = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.lecturer} {self.made_at:%d/%m/%Y}"
