"""Lecturers, and the days on which they are away."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.fields import SortKeyField


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


class LecturerAbsence(models.Model):
    """Days on which a lecturer cannot teach."""

    lecturer = models.ForeignKey(Lecturer, models.CASCADE, related_name="absences")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
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
