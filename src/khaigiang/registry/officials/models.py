"""Officials and the posts they hold, by date."""

import uuid
from datetime import date
from typing import ClassVar, Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.models import FieldValue
from khaigiang.ground.removal.models import PRESENT, PresentManager, Removable
from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.ground.shared.known_days import FORM
from khaigiang.ground.shared.periods import ends_after_it_begins, valid_on
from khaigiang.registry.officials.rules import masked
from khaigiang.registry.units.models import Level

TWELVE_DIGITS = RegexValidator(r"\A[0-9]{12}\Z", _("A personal identification number has 12 digits. Check it."))


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


class Post(Removable):
    """A title held in units of a level, such as the deputy secretary in charge of Party building.

    One official at a time holds it in a unit, unless it is shared (deputy chairs, members of a board).
    """

    title = models.CharField(_("title"), max_length=160)
    short_title = models.CharField(_("short title"), max_length=80)
    unit_level = models.CharField(_("level of its units"), max_length=10, choices=Level)
    is_shared = models.BooleanField(_("several officials of a unit may hold it at once"), default=False)

    class Meta(Removable.Meta):
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(name="post_has_one_title", fields=["title"], condition=PRESENT),
        ]

    def __str__(self) -> str:
        return self.title


class Official(Removable):
    """A person in service. The name is kept as written; the sort key and the folded name are made from it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    full_name = models.CharField(_("full name"), max_length=120)
    sort_key = SortKeyField(max_length=200, editable=False)
    folded = models.CharField(max_length=200, editable=False)
    gender = models.CharField(_("sex"), max_length=1, choices=Gender)
    # As far as it is known, in the form of `known_days`: an old paper may tell the year alone.
    born_on = models.CharField(_("date of birth"), max_length=10, blank=True)
    ethnicity = models.CharField(_("ethnic group"), max_length=40, blank=True)
    qualification = models.CharField(_("qualification"), max_length=160, blank=True)
    theory_level = models.CharField(_("political theory"), max_length=20, choices=TheoryLevel, blank=True)
    joined_party_on = models.DateField(_("joined the Party on"), null=True, blank=True)
    full_member_on = models.DateField(_("full member of the Party since"), null=True, blank=True)
    identity_number = models.CharField(
        _("personal identification number"), max_length=12, blank=True, db_index=True, validators=[TWELVE_DIGITS]
    )
    phone = models.CharField(_("telephone"), max_length=20, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta(Removable.Meta):
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(
                name="birth_is_known_by_day_by_month_or_by_year", condition=Q(born_on="") | Q(born_on__regex=FORM)
            ),
        ]
        # A search reads one of these from end to end, never the wide rows themselves: to count, and to list in order.
        indexes = [
            models.Index(name="official_as_searched", fields=["folded", "phone", "identity_number", "removed_at"]),
            models.Index(name="official_in_order", fields=["sort_key", "folded", "removed_at"]),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def masked_number(self) -> str:
        """The identification number as pages show it."""
        return masked(self.identity_number)


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments by day."""

    def on(self, day: date) -> "AppointmentQuerySet":
        return self.filter(valid_on(day))

    def lasting_beyond(self, day: date) -> "AppointmentQuerySet":
        """Those that hold on the day or later."""
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gt=day))

    def holders_last(self) -> "AppointmentQuerySet":
        """Who stands in first, then who holds it, the longest serving at the end: a table by unit keeps that one."""
        standing_in = Case(When(way=Appointment.Way.ACTING, then=Value(0)), default=Value(1))
        return self.order_by(standing_in, "-valid_from", "-pk")


PresentAppointments = PresentManager.from_queryset(AppointmentQuerySet)


class Appointment(Removable):
    """One official holds one post in one unit for a period.

    The database refuses two sole holders of a post at once on both engines: `post_of_a_unit_held_by_one_at_a_time`
    is an exclusion constraint on PostgreSQL and a trigger on SQLite (migration 0004). Whoever stands in for a holder,
    or holds a shared post, is not sole; an appointment that is removed holds no place.
    """

    class Way(models.TextChoices):
        ELECTED = "elected", _("by election")
        CONFIRMED = "confirmed", _("by confirmation")
        APPOINTED = "appointed", _("by appointment")
        ACTING = "acting", _("acting")

    official = models.ForeignKey(Official, models.PROTECT, related_name="appointments")
    post = models.ForeignKey(Post, models.PROTECT, related_name="appointments")
    unit = models.ForeignKey("units.Unit", models.PROTECT, related_name="appointments")
    way = models.CharField(_("how"), max_length=10, choices=Way, default=Way.ELECTED)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)
    is_sole = models.BooleanField(default=True, editable=False)

    objects: ClassVar["PresentAppointments[Self]"] = PresentAppointments()

    class Meta(Removable.Meta):
        constraints = [
            *Removable.Meta.constraints,
            models.CheckConstraint(name="appointment_ends_after_it_begins", condition=ends_after_it_begins()),
        ]
        indexes = [models.Index(name="appointment_by_post_and_unit", fields=["post", "unit"])]

    def __str__(self) -> str:
        return f"{self.official}: {self.post}, {self.unit}"


class OwnValue(FieldValue):
    """What is recorded of an official in a field that the office added."""

    official = models.ForeignKey(Official, models.CASCADE, related_name="own_values")

    class Meta(FieldValue.Meta):
        constraints = [
            *FieldValue.Meta.constraints,
            models.UniqueConstraint(name="own_value_once_for_an_official", fields=["field", "official"]),
        ]
        indexes = [
            models.Index(name="own_value_by_text", fields=["field", "text"]),
            models.Index(name="own_value_by_number", fields=["field", "number"]),
            models.Index(name="own_value_by_day", fields=["field", "day"]),
        ]
