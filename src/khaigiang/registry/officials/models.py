"""Officials and the posts they hold, by date."""

import uuid
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.ground.shared.periods import ends_after_it_begins, valid_on
from khaigiang.registry.units.models import Level


class Gender(models.TextChoices):
    """As the lists write it."""

    MALE = "M", _("male")
    FEMALE = "F", _("female")


class TheoryLevel(models.TextChoices):
    """Level of political theory (lý luận chính trị)."""

    NONE = "", _("not stated")
    ELEMENTARY = "elementary", _("elementary")
    INTERMEDIATE = "intermediate", _("intermediate")
    ADVANCED = "advanced", _("advanced")
    BACHELOR = "bachelor", _("bachelor")


class Post(models.Model):
    """A title that one official at a time holds in a unit, such as the deputy secretary in charge of Party building."""

    title = models.CharField(_("title"), max_length=160, unique=True)
    short_title = models.CharField(_("short title"), max_length=80)
    unit_level = models.CharField(_("level of its units"), max_length=10, choices=Level)

    def __str__(self) -> str:
        return self.title


class Official(models.Model):
    """A person in service. The name is kept as written; the sort key and the folded name are made from it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(_("full name"), max_length=120)
    sort_key = SortKeyField(max_length=200, db_index=True, editable=False)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    gender = models.CharField(_("sex"), max_length=1, choices=Gender)
    born_on = models.DateField(_("born on"), null=True, blank=True)
    ethnicity = models.CharField(_("ethnic group"), max_length=40, blank=True)
    qualification = models.CharField(_("qualification"), max_length=160, blank=True)
    theory_level = models.CharField(_("political theory"), max_length=20, choices=TheoryLevel, blank=True)
    joined_party_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    def __str__(self) -> str:
        return self.full_name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by day."""

    def on(self, day: date) -> "AppointmentQuerySet":
        return self.filter(valid_on(day))

    def lasting_beyond(self, day: date) -> "AppointmentQuerySet":
        """Those that hold on the day or later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))


class Appointment(models.Model):
    """One official holds one post in one unit for a period.

    The database refuses two holders of a post at once on both engines: `post_of_a_unit_held_by_one_at_a_time`
    is an exclusion constraint on PostgreSQL and a trigger on SQLite (migration 0002).
    """

    class Way(models.TextChoices):
        ELECTED = "elected", _("by election")
        CONFIRMED = "confirmed", _("by confirmation")
        APPOINTED = "appointed", _("by appointment")

    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="appointments")
    way = models.CharField(_("how"), max_length=10, choices=Way, default=Way.ELECTED)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="appointment_ends_after_it_begins", condition=ends_after_it_begins()),
        ]
        indexes = [models.Index(name="appointment_by_post_and_unit", fields=["post", "unit"])]

    def __str__(self) -> str:
        return f"{self.official}: {self.post}, {self.unit}"
