"""Shapes of what people type about the waiting list of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenWaitingListForm(forms.Form):
    """For how many people the page said that they would get a place at once."""

    agreed = forms.IntegerField(min_value=0, max_value=1_000_000, widget=forms.HiddenInput)


class StopWaitingListForm(forms.Form):
    """Whether the places it gave are taken back."""

    take_back = forms.BooleanField(
        label=_("Take back the places that no decision names yet"),
        required=False,
        help_text=_("These people wait again in their turn. Without the tick they keep their places."),
    )
