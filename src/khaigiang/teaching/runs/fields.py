"""What people type about any run."""

from typing import Final

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

LONGEST_SEARCH: Final = 3600


def name_field() -> forms.CharField:
    """What a run is called; empty for the hour at which it was made."""
    return forms.CharField(
        label=_("Name of the run"),
        max_length=120,
        required=False,
        help_text=_("To tell it from others, such as “without wishes”. It can be changed later."),
    )


def seconds_field() -> forms.IntegerField:
    """How long a search may last."""
    return forms.IntegerField(
        label=_("Seconds to search"),
        min_value=1,
        max_value=LONGEST_SEARCH,
        initial=settings.SOLVER_SECONDS,
        help_text=_("It ends earlier once nothing better is possible, or when you stop it."),
    )
