"""The day that pages of the registry speak of: `?on=` of the address, today when it is left out.

Pages lead on to each other with `kept`, and the side bar keeps the day between entries that say so.
"""

from datetime import date, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class AsOfForm(forms.Form):
    """The day of a list; lists add their own filters."""

    on = forms.DateField(label=_("As of"))

    def __init__(self, query: QueryDict, *, today: date, **kwargs: Any) -> None:
        given = {name: _as_typed(str(value)) if name == "on" else value for name, value in query.items() if value}
        super().__init__({"on": f"{today:%d/%m/%Y}"} | given, **kwargs)
        self.today = today

    @property
    def day(self) -> date:
        """The day asked for; today while what was typed is not a day."""
        day: date = self.asked("on") or self.today
        return day

    @property
    def is_past(self) -> bool:
        """Is it another day than today?"""
        return self.day != self.today

    @property
    def kept(self) -> str:
        """What an address says to stay on the day; nothing while it is today."""
        return f"?on={self.day:%Y-%m-%d}" if self.is_past else ""

    def asked(self, name: str) -> Any:
        """A filter's value; None while what was typed does not fit."""
        self.is_valid()
        return self.cleaned_data.get(name)


def _as_typed(day: str) -> str:
    """A day of an address as people type it; anything else as it is."""
    try:
        return f"{datetime.strptime(day, '%Y-%m-%d').date():%d/%m/%Y}"  # noqa: DTZ007  a day has no time
    except ValueError:
        return day
