"""Shapes of what people type about timetables."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import HalfDay
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.runs.fields import name_field, seconds_field
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import Choice
from khaigiang.teaching.timetable.queries.choices import LONGEST_ID
from khaigiang.teaching.venues.models import Hall


class ClassesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # generic in the stubs alone
    """Classes by name and code."""

    def clean(self, value: Any) -> Any:
        absurd = [one for one in value or () if len(str(one)) > LONGEST_ID]
        if absurd:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": absurd[0]}
            )
        return super().clean(value)

    def label_from_instance(self, obj: TrainingClass) -> str:
        return f"{obj.name} ({obj.code})"


class ProposeForm(forms.Form):
    """For which classes the solver is asked, what the run is called and how long it may search."""

    classes = ClassesField(queryset=None, label=_("For which classes"), widget=forms.CheckboxSelectMultiple)
    name = name_field()
    seconds = seconds_field()
    asked = forms.MultipleChoiceField(
        label=_("Also pay attention to"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("moved", _("as little as possible of the present timetable moves")),
            ("spread", _("lessons lie evenly over the days")),
        ],
    )

    def __init__(self, *args: Any, classes: QuerySet[TrainingClass], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["classes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = classes

    @property
    def offers_classes(self) -> bool:
        """Is there a class to choose?"""
        field = self.fields["classes"]
        assert isinstance(field, ClassesField)
        return bool(field.queryset)


class SlotForm(forms.Form):
    """What stands when in the timetable of a class."""

    item: "forms.ModelChoiceField[ProgrammeItem]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Content"),
        empty_label=None,
    )
    on = forms.DateField(label=_("Day"))
    half_day = forms.ChoiceField(label=_("Half-day"), choices=HalfDay)
    starts_at = forms.TimeField(
        label=_("Begins at"), required=False, help_text=_("Leave it empty for the usual hours.")
    )
    ends_at = forms.TimeField(label=_("Ends at"), required=False)

    def __init__(self, *args: Any, items: QuerySet[ProgrammeItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        item = self.fields["item"]
        assert isinstance(item, forms.ModelChoiceField)
        item.queryset = items


class SessionForm(SlotForm):
    """A session with its lecturer and hall; `seen` is the version that was on the page."""

    lecturer: "forms.ModelChoiceField[Lecturer]" = forms.ModelChoiceField(
        queryset=None,
        label=_("Lecturer"),
        required=False,
    )
    hall: "forms.ModelChoiceField[Hall]" = forms.ModelChoiceField(queryset=None, label=_("Hall"))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    field_order = ("item", "on", "half_day", "lecturer", "hall", "starts_at", "ends_at", "seen")

    def __init__(
        self,
        *args: Any,
        lecturers: QuerySet[Lecturer],
        halls: QuerySet[Hall],
        lecturer_choices: Sequence[Choice],
        hall_choices: Sequence[Choice],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["lecturer"], lecturers, [("", _("nobody")), *_worded(lecturer_choices)])
        _offer(self.fields["hall"], halls, _worded(hall_choices))


class SwapForm(forms.Form):
    """The session with which another one changes its time."""

    other: "forms.ModelChoiceField[Session]" = forms.ModelChoiceField(queryset=None, label=_("Swap with"))

    def __init__(self, *args: Any, sessions: QuerySet[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["other"], sessions, [(str(one.pk), f"{one.when}: {one.item}") for one in sessions])


class ReleaseForm(forms.Form):
    """What people are told with a release."""

    note = forms.CharField(
        label=_("Note to everybody concerned"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _offer(
    field: forms.Field,
    rows: "QuerySet[Lecturer] | QuerySet[Hall] | QuerySet[Session]",
    choices: list[tuple[str, Any]],
) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows
    # In an order and with words of our own; what comes back is still looked up among the rows.
    field.choices = choices


def _worded(choices: Sequence[Choice]) -> list[tuple[str, Any]]:
    return [(str(one.id), one.text) for one in choices]


class MoveOverForm(forms.Form):
    """The classes that are to follow another version."""

    classes = forms.TypedMultipleChoiceField(label=_("Classes"), coerce=int, required=False)

    def __init__(self, data: QueryDict | None = None, *, classes: Sequence[TrainingClass]) -> None:
        super().__init__(data)
        field = self.fields["classes"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(str(one.pk), one.name) for one in classes]

    def chosen(self) -> list[int]:
        """The classes ticked."""
        return list(self.cleaned_data["classes"])

    @property
    def ticked(self) -> list[int]:
        """The classes that stay ticked on the page."""
        return self.chosen() if self.is_bound and self.is_valid() else []
