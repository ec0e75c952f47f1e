"""Halls, and the days on which they are taken for something else."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay


class Hall(models.Model):
    """A hall or room of a school."""

    office = models.ForeignKey("units.Office", models.PROTECT, related_name="halls", verbose_name=_("school"))
    name = models.CharField(_("name"), max_length=80)
    capacity = models.PositiveIntegerField(_("seats"))
    address = models.CharField(_("address"), max_length=200, blank=True)
    # Halls of one place are near each other; nobody teaches in two places on one day.
    place = models.CharField(_("place"), max_length=80, blank=True)
    features = models.JSONField(_("equipment"), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="hall_name_once_per_school", fields=["office", "name"]),
            models.CheckConstraint(name="hall_has_seats", condition=Q(capacity__gt=0)),
        ]

    def __str__(self) -> str:
        return self.name


class HallClosure(models.Model):
    """Days on which a hall is not to be had, or one half-day of each of them."""

    hall = models.ForeignKey(Hall, models.CASCADE, related_name="closures")
    first_day = models.DateField(_("from"))
    last_day = models.DateField(_("to"))
    half_day = models.CharField(_("half-day"), max_length=10, choices=HalfDay, blank=True)
    reason = models.CharField(_("reason"), max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="hall_closure_ends_after_it_begins",
                condition=Q(last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall}: {self.reason}"

    def takes(self, on: date, half_day: str) -> bool:
        """Is the hall not to be had in this half-day?"""
        return self.first_day <= on <= self.last_day and self.half_day in ("", half_day)
