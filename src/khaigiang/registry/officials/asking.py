"""What an official is asked, in the office's form and in the person's own."""

from typing import Any

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.asking import OwnFieldsForm
from khaigiang.ground.web.form_fields import KnownDayField, TelephoneField
from khaigiang.registry.officials.models import TWELVE_DIGITS, Gender, TheoryLevel


class IdentityNumberField(forms.CharField):
    """Twelve digits, with the spaces and dots of who types them left out."""

    default_validators = [TWELVE_DIGITS]

    def to_python(self, value: Any) -> Any:
        return "".join(char for char in super().to_python(value) or "" if char not in " .-\u00a0")


class OfficialForm(OwnFieldsForm):
    """Who an official is."""

    full_name = forms.CharField(label=_("Full name"), max_length=120)
    gender = forms.ChoiceField(label=_("Sex"), choices=[*BLANK_CHOICE_DASH, *Gender.choices])
    born_on = KnownDayField(label=_("Born on"), required=False)
    identity_number = IdentityNumberField(
        label=_("Personal identification number"), required=False, help_text=_("12 digits; pages show the last four.")
    )
    ethnicity = forms.CharField(label=_("Ethnic group"), max_length=40, required=False)
    qualification = forms.CharField(label=_("Qualification"), max_length=160, required=False)
    theory_level = forms.ChoiceField(label=_("Political theory"), choices=TheoryLevel.choices, required=False)
    joined_party_on = forms.DateField(label=_("Joined the Party on"), required=False)
    full_member_on = forms.DateField(label=_("Full member since"), required=False)
    phone = TelephoneField(label=_("Telephone"), max_length=20, required=False)
    email = forms.EmailField(label=_("E-mail"), required=False)
