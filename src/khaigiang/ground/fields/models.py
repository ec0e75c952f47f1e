"""Fields that an office adds itself; the features that have them keep the values beside their rows."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.states import COLUMN, DECIMALS, DIGITS, LONGEST_TEXT, Kind
from khaigiang.ground.fields.wording import Typed, in_words
from khaigiang.ground.removal.models import PRESENT, Removable


class OwnField(Removable):
    """One field that an office adds to people: what it holds, who sees it, what for, and until when."""

    subject = models.CharField(max_length=20)
    label = models.CharField(_("name of the field"), max_length=80)
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    kind = models.CharField(_("kind of values"), max_length=10, choices=Kind)
    choices = models.JSONField(_("choices"), default=list)
    position = models.PositiveSmallIntegerField(_("place in the order"), default=0)
    readers = models.JSONField(_("who sees it"), default=list)
    is_open_to_person = models.BooleanField(_("the person sees it and may correct it"), default=False)
    purpose = models.CharField(_("what it is for"), max_length=300)
    retention = models.CharField(_("how long it is kept"), max_length=300)
    is_retired = models.BooleanField(_("no longer asked for"), default=False)

    class Meta(Removable.Meta):
        constraints: ClassVar = [
            *Removable.Meta.constraints,
            models.UniqueConstraint(name="own_field_has_one_label", fields=["subject", "label"], condition=PRESENT),
            models.CheckConstraint(
                name="own_field_has_a_purpose_and_an_end", condition=~Q(purpose="") & ~Q(retention="")
            ),
        ]

    def __str__(self) -> str:
        return self.label


class FieldValue(models.Model):
    """What is written into a field for one row; the feature that has the rows adds a key to them."""

    field = models.ForeignKey(OwnField, models.CASCADE, related_name="+")
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    number = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    flag = models.BooleanField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_holds_one_value",
                condition=(~Q(text="") & Q(number__isnull=True, day__isnull=True, flag__isnull=True))
                | Q(text="", number__isnull=False, day__isnull=True, flag__isnull=True)
                | Q(text="", number__isnull=True, day__isnull=False, flag__isnull=True)
                | Q(text="", number__isnull=True, day__isnull=True, flag__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {in_words(typed_value(self, self.field.kind))}"


def typed_value(value: FieldValue, kind: str) -> Typed:
    """A value as what it is: text, number, day, yes or no."""
    typed: Typed = getattr(value, COLUMN[kind])
    return typed
