"""The shape of a ceremony's programme."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.delivery.rules import Step


class StepForm(forms.Form):
    """One step; an empty line is left out."""

    starts_at = forms.TimeField(label=_("At"), required=False, widget=forms.TimeInput(format="%H:%M"))
    minutes = forms.IntegerField(label=_("Minutes"), min_value=1, max_value=480, required=False)
    content = forms.CharField(
        label=_("Content"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    person = forms.CharField(label=_("Who"), max_length=160, required=False)

    def clean_content(self) -> str:
        # One line of the programme, wherever the typing broke it.
        return " ".join(self.cleaned_data["content"].split())

    def clean(self) -> dict[str, object]:
        typed = self.cleaned_data
        if typed.get("content") and not (typed.get("starts_at") and typed.get("minutes")):
            raise forms.ValidationError(_("Say when this step begins and how many minutes it takes."))
        return typed


StepForms = forms.formset_factory(StepForm, extra=3)


def step_forms(data: QueryDict | None, *, steps: Iterable[Step]) -> "forms.BaseFormSet[StepForm]":
    """A line for each step, and three to spare."""
    initial = [
        {"starts_at": step.starts_at, "minutes": step.minutes, "content": step.content, "person": step.person}
        for step in steps
    ]
    return StepForms(data, initial=initial, prefix="step")


def typed_steps(lines: "forms.BaseFormSet[StepForm]") -> list[Step]:
    """The steps that have a content."""
    return [Step(**line.cleaned_data) for line in lines if line.cleaned_data.get("content")]
