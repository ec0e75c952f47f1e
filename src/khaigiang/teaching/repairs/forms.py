"""Shapes of what people type when something has happened."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.day_fields import DaysField
from khaigiang.ground.web.form_fields import choose_among
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.repairs.states import AccidentKind
from khaigiang.teaching.venues.models import Hall


class AccidentForm(forms.Form):
    """When and why; the forms below add whom or what. The caller says what may be chosen."""

    field_order = ("lecturer", "hall", "training_class", "joined", "first_day", "last_day", "half_day", "reason")

    first_day = forms.DateField(label=_("From"))
    last_day = forms.DateField(label=_("To"), required=False, help_text=_("Leave it empty when it is one day."))
    half_day = forms.ChoiceField(
        label=_("Half-day"), choices=[("", _("the whole day")), *HalfDay.choices], required=False
    )
    reason = forms.CharField(label=_("Reason, as people are told it"), max_length=200)
    added_days = DaysField(
        label=_("Days on which the class could meet besides"),
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("If no half-day of the class is free: 18/3, 25/3/2023, for example."),
    )


class LecturerForm(AccidentForm):
    """Who cannot come."""

    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(queryset=None, label=_("Who cannot come"))


class HallForm(AccidentForm):
    """Which hall cannot be used."""

    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(queryset=None, label=_("Which hall"))


class GroupForm(AccidentForm):
    """Which class a late group joins; from that day on it needs so many more seats."""

    last_day = half_day = None  # type: ignore[assignment]  # Django takes a field away so
    training_class: "forms.ModelChoiceField[TrainingClass]" = forms.ModelChoiceField(
        queryset=None, label=_("Which class")
    )
    joined = forms.IntegerField(label=_("How many people come"), min_value=1, max_value=5_000)


def accident_form(
    kind: AccidentKind,
    data: Any,
    *,
    today: date,
    chosen: dict[str, Any],
    lecturers: QuerySet[Lecturer],
    halls: QuerySet[Hall],
    classes: QuerySet[TrainingClass],
) -> AccidentForm:
    """The form of a kind of accident, from today on, with what an address chose already."""
    initial = {"first_day": today, **chosen}
    match kind:
        case AccidentKind.LECTURER:
            form: AccidentForm = LecturerForm(data, initial=initial)
            choose_among(form, lecturer=lecturers)
        case AccidentKind.HALL:
            form = HallForm(data, initial=initial)
            choose_among(form, hall=halls)
        case AccidentKind.GROUP:
            form = GroupForm(data, initial=initial)
            choose_among(form, training_class=classes)
        case _:
            form = AccidentForm(data, initial=initial)
    return form
