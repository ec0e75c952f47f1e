"""Shapes of what people type about lecturers."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web.form_fields import TelephoneField, choose_among
from khaigiang.teaching.lecturers.rules import half_day_of_code, weekly_half_day
from khaigiang.teaching.lecturers.states import Availability


def weekly_half_days() -> list[tuple[str, str]]:
    """The half-days of a school week, from Monday morning."""
    return [
        (weekly_half_day(weekday, half), f"{half.label} {str(WEEKDAYS[weekday - 1]).lower()}".capitalize())
        for weekday in range(1, 7)
        for half in (HalfDay.MORNING, HalfDay.AFTERNOON)
    ]


class LecturerForm(forms.Form):
    """What is known of a lecturer. The caller says which users may be theirs."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    title = forms.CharField(
        label=_("Academic title"),
        max_length=40,
        required=False,
        help_text=_("As it is printed: TS., ThS., PGS.TS."),
    )
    workplace = forms.CharField(label=_("Faculty or workplace"), max_length=160, required=False)
    phone = TelephoneField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
    max_per_day = forms.IntegerField(label=_("Half-days a day at most"), min_value=1, max_value=3, initial=2)
    max_per_week = forms.IntegerField(label=_("Half-days a week at most"), min_value=1, max_value=21, initial=6)
    rather_not = forms.MultipleChoiceField(
        label=_("Half-days they would rather not teach"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-pairs"}),
        choices=weekly_half_days,
        help_text=_("A timetable avoids them where it can; for days on which nobody can come, note an absence."),
    )
    cannot = forms.MultipleChoiceField(
        label=_("Half-days of every week in which they cannot"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "in-pairs"}),
        choices=weekly_half_days,
        help_text=_("A timetable never uses them. A single half-day is told apart on the calendar."),
    )
    user: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Account"),
        required=False,
        empty_label=_("no account"),
        help_text=_(
            "With an account the lecturer sees the own timetable. Give the user the mandate of a lecturer first."
        ),
    )
    is_active = forms.BooleanField(
        label=_("Teaches at present"),
        required=False,
        initial=True,
        help_text=_("Who no longer teaches stays in past timetables and is not offered for new ones."),
    )

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_among(self, user=users)


class AbsenceForm(forms.Form):
    """Days on which a lecturer cannot teach."""

    first_day = forms.DateField(label=_("First day away"))
    last_day = forms.DateField(
        label=_("Last day away"),
        required=False,
        help_text=_("Leave it empty when it is one day."),
    )
    half_day = forms.ChoiceField(
        label=_("Half of the day"),
        required=False,
        choices=[("", _("whole days")), *HalfDay.choices],
    )
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["last_day"] = data.get("last_day") or data.get("first_day")
        return data


class CalendarForm(forms.Form):
    """Half-days of a calendar and what is said of them. The caller says which half-days are shown."""

    half_days = forms.MultipleChoiceField(label=_("Half-days chosen"), required=False)
    verdict = forms.ChoiceField(label=_("What is said of them"), choices=Availability)
    until = forms.DateField(
        label=_("Every week until"),
        required=False,
        help_text=_("Leave it empty to mark only the half-days chosen."),
    )

    def __init__(self, *args: Any, half_days: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields["half_days"]
        assert isinstance(chosen, forms.MultipleChoiceField)
        chosen.choices = [(code, code) for code in half_days]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        data["half_days"] = [half_day_of_code(code) for code in data.get("half_days", ())]
        return data


class LecturerFilterForm(forms.Form):
    """What the list of lecturers is narrowed to."""

    q = forms.CharField(label=_("Name or workplace"), required=False, max_length=100)
    former = forms.BooleanField(label=_("Also those who no longer teach"), required=False)
