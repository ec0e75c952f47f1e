"""Units of the state and the offices that act for them, valid by date."""

from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.removal.models import PRESENT, Removable
from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.ground.shared.periods import ends_after_it_begins, valid_on


class UnitKind(models.TextChoices):
    """What a unit is called."""

    CITY = "thanh_pho_truc_thuoc_tw", _("city")
    URBAN_DISTRICT = "quan", _("urban district")
    RURAL_DISTRICT = "huyen", _("rural district")
    DISTRICT_TOWN = "thi_xa", _("district town")
    WARD = "phuong", _("ward")
    COMMUNE = "xa", _("commune")
    TOWNSHIP = "thi_tran", _("township")


class Level(models.TextChoices):
    """How high a unit stands."""

    PROVINCE = "province", _("city level")
    DISTRICT = "district", _("district level")
    COMMUNE = "commune", _("commune level")


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units by day."""

    def on(self, day: date) -> "UnitQuerySet":
        return self.filter(valid_on(day))


class Unit(models.Model):
    """One unit from the day it came to be until the day it ended; codes are reused, `uid` is not."""

    uid = models.CharField(max_length=40, unique=True)
    code = models.CharField(max_length=10, db_index=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=UnitKind)
    level = models.CharField(max_length=10, choices=Level)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    sort_key = SortKeyField(max_length=200, db_index=True, editable=False)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    # What a person corrected, loading the shipped units leaves alone.
    is_corrected = models.BooleanField(default=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="unit_ends_after_it_begins", condition=ends_after_it_begins()),
            models.UniqueConstraint(name="unit_code_once_at_a_time", fields=["code", "level", "valid_from"]),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """What became of a unit: one edge from a predecessor to a successor."""

    class Extent(models.TextChoices):
        WHOLE = "whole", _("whole")
        PART = "part", _("part")
        AREA_ONLY = "part_area_only", _("part of the area, no people")
        ALL_PEOPLE = "part_area_all_population", _("part of the area, all people")

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="origins")
    effective_on = models.DateField()
    extent = models.CharField(max_length=30, choices=Extent)
    resolution = models.CharField(max_length=80)
    clause = models.CharField(max_length=200, blank=True)
    is_default = models.BooleanField(default=False)
    confidence = models.CharField(max_length=10, blank=True)
    evidence = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="succession_once_per_pair_and_day",
                fields=["predecessor", "successor", "effective_on"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class OfficeKind(models.TextChoices):
    """What an office is in the organisation."""

    CITY_COMMITTEE = "city_committee", _("city committee")
    ORGANISER = "organiser", _("organising board of the city committee")
    SCHOOL = "school", _("training school")
    DISTRICT_COMMITTEE = "district_committee", _("district committee")
    COMMUNE_COMMITTEE = "commune_committee", _("commune committee")
    OTHER = "other", _("other body")


# The committees that name people for training, each for its own unit.
COMMITTEES: Final = (OfficeKind.DISTRICT_COMMITTEE, OfficeKind.COMMUNE_COMMITTEE)


class Office(Removable):
    """A body that issues papers or acts for a unit: a committee, its organising board, the school."""

    Kind = OfficeKind

    class Skin(models.TextChoices):
        PARTY = "party", _("Party layout")
        STATE = "state", _("State layout")

    kind = models.CharField(_("kind"), max_length=20, choices=OfficeKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="offices", verbose_name=_("unit it acts for"))
    name = models.CharField(_("name"), max_length=160)
    superior = models.CharField(_("body above it on letterheads"), max_length=160, blank=True)
    symbol = models.CharField(_("symbol in paper numbers"), max_length=20, blank=True)
    skin = models.CharField(_("layout of its papers"), max_length=10, choices=Skin, default=Skin.PARTY)
    place = models.CharField(_("place printed before the date"), max_length=60, default="Hà Nội")
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    contact_person = models.CharField(_("contact person"), max_length=120, blank=True)
    sort_key = SortKeyField(max_length=200, db_index=True, editable=False)
    folded = models.CharField(max_length=200, db_index=True, editable=False)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta(Removable.Meta):
        constraints = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(name="office_name_once", fields=["name"], condition=PRESENT),
            models.UniqueConstraint(
                name="unit_has_one_committee",
                fields=["unit"],
                condition=models.Q(kind__in=COMMITTEES, is_active=True) & PRESENT,
            ),
        ]

    def __str__(self) -> str:
        return self.name
