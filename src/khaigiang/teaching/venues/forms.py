"""Shapes of what people type about halls."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.form_fields import WordsField
from khaigiang.registry.units.models import Office


class HallForm(forms.Form):
    """What is known of a hall. The caller says whose it may be."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(
        queryset=None,
        label=_("School"),
        empty_label=None,
    )
    name = forms.CharField(label=_("Name of the hall"), max_length=80)
    capacity = forms.IntegerField(label=_("Seats"), min_value=1, max_value=20_000)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    place = forms.CharField(
        label=_("Place"),
        max_length=80,
        required=False,
        help_text=_(
            "The site the hall belongs to. A timetable never sends a lecturer to two places on one day; empty: near to all."
        ),
    )
    features = WordsField(
        label=_("Equipment"),
        required=False,
        help_text=_("Separated by commas, as topics need it: projector, computers, round tables."),
    )
    is_active = forms.BooleanField(
        label=_("In use"),
        required=False,
        initial=True,
        help_text=_("A hall out of use stays in past timetables and is not offered for new ones."),
    )

    def __init__(self, *args: Any, schools: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = schools


class ClosureForm(forms.Form):
    """Days on which a hall is not to be had."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"), required=False, help_text=_("Leave it empty when it is one day."))
    half_day = forms.ChoiceField(
        label=_("Half-day"),
        choices=[("", _("the whole day")), *HalfDay.choices],
        required=False,
        help_text=_("One half-day of each of these days, when the power is cut in the morning, for example."),
    )
    reason = forms.CharField(label=_("Taken for"), max_length=200)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["last_day"] = data.get("last_day") or data.get("first_day")
        return data


class HallFilterForm(forms.Form):
    """What the list of halls is narrowed to."""

    former = forms.BooleanField(label=_("Also halls out of use"), required=False)
