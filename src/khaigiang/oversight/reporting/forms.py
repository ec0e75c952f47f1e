"""Shapes of what people type about reports."""

from django import forms
from django.utils.translation import gettext_lazy as _


class IssueForm(forms.Form):
    """Signature, date and number of the report."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), max_length=160)
    signed_on = forms.DateField(label=_("Signed on"))
    issued_on = forms.DateField(label=_("Date of the report"))
    number = forms.CharField(
        label=_("Number"), required=False, max_length=40, help_text=_("Leave it empty to take the next number here.")
    )

    def clean_number(self) -> str | None:
        return self.cleaned_data["number"].strip() or None
