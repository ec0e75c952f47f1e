"""Shapes of what people type about load and honoraria."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.form_fields import DecimalField, choose_among
from khaigiang.registry.units.models import Office
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.honoraria.states import PaidBy
from khaigiang.teaching.lecturers.models import Lecturer

MOST_DONG = 1_000_000_000


class OfSchoolForm(forms.Form):
    """Something of one school. The caller says which there are; the first is meant where nothing is typed."""

    school: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("School"))

    def __init__(self, *args: Any, schools: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        school = self.fields["school"]
        assert isinstance(school, forms.ModelChoiceField)
        school.queryset, school.initial, school.empty_label = schools, schools.first(), None


class StatementForm(OfSchoolForm):
    """The days that a statement pays for."""

    first_day = forms.DateField(label=_("First day paid"))
    last_day = forms.DateField(label=_("Last day paid"))


class ApproveForm(forms.Form):
    """The number under which a statement is kept."""

    number = forms.CharField(label=_("Number"), max_length=40, help_text=_("As it stands on the paper: 12/BK-TĐT."))


class CorrectForm(forms.Form):
    """What a session should have been paid."""

    amount = forms.IntegerField(label=_("Right amount (VND)"), min_value=0, max_value=MOST_DONG)
    reason = forms.CharField(label=_("Reason"), max_length=300)


class DatedForm(OfSchoolForm):
    """A figure that counts from a day on."""

    citation = forms.CharField(
        label=_("Source"), max_length=300, help_text=_("The document that says so, with number and date.")
    )
    valid_from = forms.DateField(
        label=_("In force from"), help_text=_("What counted before ends that day; statements made keep their figures.")
    )


class RateForm(DatedForm):
    """What an hour or half-day is paid."""

    field_order = ("school", "kind", "title", "paid_by", "amount")
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind)
    title = forms.CharField(
        label=_("Academic title"),
        max_length=40,
        required=False,
        help_text=_("As with the lecturers: TS., PGS.TS. Empty counts for everybody without a rate of their own."),
    )
    paid_by = forms.ChoiceField(label=_("Paid by"), choices=PaidBy)
    amount = forms.IntegerField(label=_("Rate (VND)"), min_value=0, max_value=MOST_DONG)


class TaxForm(DatedForm):
    """What is kept back of payments."""

    field_order = ("school", "percent", "threshold")
    percent = DecimalField(label=_("Percent kept back"), min_value=0, max_value=99, decimal_places=2)
    threshold = forms.IntegerField(
        label=_("From a payment of (VND)"),
        min_value=0,
        max_value=MOST_DONG,
        help_text=_("Smaller payments are paid out whole."),
    )


class FactorForm(DatedForm):
    """How an hour of a kind counts."""

    field_order = ("school", "kind", "factor")
    kind = forms.ChoiceField(label=_("Kind"), choices=ItemKind)
    factor = DecimalField(label=_("Factor"), min_value=0, max_value=99, decimal_places=2)


class NormForm(DatedForm):
    """How many hours a year are asked."""

    field_order = ("school", "lecturer", "title", "hours")
    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(
        queryset=None, label=_("Lecturer"), required=False, empty_label=_("everybody with the title")
    )
    title = forms.CharField(label=_("Academic title"), max_length=40, required=False)
    hours = forms.IntegerField(label=_("Hours a year"), min_value=1, max_value=5000)

    def __init__(self, *args: Any, lecturers: QuerySet[Lecturer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, lecturer=lecturers)


class YearForm(OfSchoolForm):
    """Which year is looked at."""

    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
