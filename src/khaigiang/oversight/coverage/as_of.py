"""The day that a ledger or a report is asked for."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _


class AsOfForm(forms.Form):
    """As of which day."""

    on = forms.DateField(label=_("As of"), required=False)

    def day(self, today: date) -> date:
        """The day that was asked for, or today."""
        chosen: date | None = self.cleaned_data.get("on") if self.is_valid() else None
        return chosen or today
