"""Shapes of what people type about classes: programme, sizes, days, hall and teacher."""

from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web.choosing import Missing
from khaigiang.ground.web.day_fields import DaysField, FirstDayField
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.venues.models import Hall

MOST_CLASSES: Final = 60
LARGEST_CLASS: Final = 2000
LONGEST_LIST: Final = 4000


class ClassForm(forms.Form):
    """One class."""

    version: "forms.ModelChoiceField[ProgrammeVersion]" = forms.ModelChoiceField(queryset=None, label=_("Programme"))
    number = forms.IntegerField(label=_("Class number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name of the class"), max_length=160)
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(
        queryset=None, label=_("Hall"), required=False, empty_label="—"
    )
    min_size = forms.IntegerField(label=_("Smallest size"), min_value=0, max_value=LARGEST_CLASS)
    wanted_size = forms.IntegerField(label=_("Wanted size"), min_value=1, max_value=LARGEST_CLASS)
    max_size = forms.IntegerField(label=_("Largest size"), min_value=1, max_value=LARGEST_CLASS)
    morning_from = forms.TimeField(
        label=_("Morning from"), required=False, help_text=_("Empty: the class has the hours of its school.")
    )
    morning_until = forms.TimeField(label=_("Morning until"), required=False)
    afternoon_from = forms.TimeField(label=_("Afternoon from"), required=False)
    afternoon_until = forms.TimeField(label=_("Afternoon until"), required=False)

    def __init__(self, *args: Any, versions: QuerySet[ProgrammeVersion], halls: QuerySet[Hall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["version"], versions)
        _offer(self.fields["hall"], halls)


class FirstLookForm(forms.Form):
    """How many classes of which programme, from when on: enough to fill in the rest as a proposal."""

    missing: ClassVar = {
        "version": Missing(
            sentence=_("No programme is approved yet. Write one and enter its approval."), url_name="curriculum:list"
        )
    }

    version: "forms.ModelChoiceField[ProgrammeVersion]" = forms.ModelChoiceField(queryset=None, label=_("Programme"))
    count = forms.IntegerField(label=_("Number of classes"), min_value=1, max_value=MOST_CLASSES)
    people = forms.IntegerField(label=_("People altogether"), min_value=1, max_value=100_000)
    first_day = FirstDayField(label=_("First day of the first class"))
    holidays = DaysField(
        label=_("Holidays"),
        required=False,
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Days without teaching, with commas between; a period as 29/4/2023 - 3/5/2023."),
    )

    def __init__(self, *args: Any, versions: QuerySet[ProgrammeVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["version"], versions)


class NewClassForm(forms.Form):
    """One of several classes planned together."""

    number = forms.IntegerField(label=_("Class number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name of the class"), max_length=160)
    first_day = FirstDayField(label=_("First day"))
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(
        queryset=None, label=_("Hall"), required=False, empty_label="—"
    )
    min_size = forms.IntegerField(label=_("Smallest size"), min_value=0, max_value=LARGEST_CLASS)
    wanted_size = forms.IntegerField(label=_("Wanted size"), min_value=1, max_value=LARGEST_CLASS)
    max_size = forms.IntegerField(label=_("Largest size"), min_value=1, max_value=LARGEST_CLASS)

    def __init__(self, *args: Any, halls: QuerySet[Hall], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["hall"], halls)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = str(field.label)


NewClassForms = forms.formset_factory(NewClassForm, extra=0, max_num=MOST_CLASSES, absolute_max=MOST_CLASSES)


class DaysForm(forms.Form):
    """The days on which a class meets."""

    days = DaysField(
        label=_("Days of the class"),
        max_length=LONGEST_LIST,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("One a line, such as 13/3/2023."),
    )


class CountDaysForm(forms.Form):
    """From which day the working days are to be counted."""

    first_day = FirstDayField(label=_("First day"))
    holidays = DaysField(
        label=_("Holidays"), required=False, max_length=LONGEST_LIST, widget=forms.Textarea(attrs={"rows": 2})
    )


class TeacherForm(forms.Form):
    """Who is class teacher."""

    teacher: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(queryset=None, label=_("Class teacher"))

    def __init__(self, *args: Any, teachers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["teacher"], teachers)


def _offer(
    field: forms.Field,
    rows: "QuerySet[ProgrammeVersion] | QuerySet[Hall] | QuerySet[User]",
) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
