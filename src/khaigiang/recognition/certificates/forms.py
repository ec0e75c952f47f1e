"""Shapes of what people type about certificates."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Look for a certificate in the book."""

    q = forms.CharField(label=_("Number or name"), required=False, max_length=80)


class ReasonForm(forms.Form):
    """Why a certificate is ended."""

    reason = forms.CharField(label=_("Reason"), max_length=300)


class NumberForm(forms.Form):
    """The number on a certificate, as a stranger reads it off the paper."""

    number = forms.CharField(
        label=_("Number of the certificate"), max_length=40, help_text=_("As printed, for instance 0001/2023/GCN-…")
    )
