"""The shape of what an office types about a field of its own."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.readers import roles
from khaigiang.ground.fields.states import Kind


class FieldForm(forms.Form):
    """What a field holds, who sees it, what for and until when."""

    label = forms.CharField(label=_("Name of the field"), max_length=80)
    hint = forms.CharField(label=_("Hint"), max_length=200, required=False, help_text=_("Stands beside the field."))
    kind = forms.ChoiceField(label=_("Kind of values"), choices=Kind.choices)
    choices = forms.CharField(
        label=_("Choices"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One on each line; only for a field of choices."),
    )
    readers = forms.MultipleChoiceField(
        label=_("Who sees it"), choices=roles, widget=forms.CheckboxSelectMultiple, required=False
    )
    is_open_to_person = forms.BooleanField(
        label=_("The person sees it by a personal link and may correct it"), required=False
    )
    purpose = forms.CharField(label=_("What it is for"), max_length=300, help_text=_("Personal data needs a purpose."))
    retention = forms.CharField(
        label=_("How long it is kept"), max_length=300, help_text=_("Such as: until the class of the person is closed.")
    )
    position = forms.IntegerField(label=_("Place in the order"), min_value=0, max_value=999, initial=0)
    is_retired = forms.BooleanField(
        label=_("No longer asked for"), required=False, help_text=_("What is recorded stays on the pages of people.")
    )

    def clean_choices(self) -> list[str]:
        return str(self.cleaned_data["choices"]).splitlines()
