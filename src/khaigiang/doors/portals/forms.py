"""What is typed into the search box."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """A few words."""

    q = forms.CharField(label=_("Search for"), max_length=100, required=False)

    @property
    def text(self) -> str:
        """The words; nothing while they are none."""
        return str(self.cleaned_data["q"]) if self.is_valid() else ""
