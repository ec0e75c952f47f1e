"""Shapes of what people type about people at the door."""

from django import forms


class NewcomerForm(forms.Form):
    """The person at the door, and for which post of the plan they sit."""

    official = forms.IntegerField(min_value=1)
    target_post = forms.IntegerField(min_value=1)
