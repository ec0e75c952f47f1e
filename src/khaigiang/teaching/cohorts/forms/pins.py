"""Shapes of what people type about who is pinned to a class."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

# The databases would answer a number beyond their own with a fault.
LONGEST_ID: Final = 18


class PinsFilterForm(forms.Form):
    """To whose people, or to which class, the page of pins is narrowed."""

    def __init__(
        self, data: QueryDict, *, committees: Sequence[tuple[int, str]], classes: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        for name, label, choices in (
            ("committee", _("Committee"), committees),
            ("training_class", _("Class"), classes),
        ):
            offered = [("", _("all")), *((str(pk), text) for pk, text in choices)]
            self.fields[name] = forms.ChoiceField(label=label, choices=offered, required=False)
        self.is_valid()
        self.asked = {name: self.cleaned_data.get(name, "") for name in ("committee", "training_class")}


class PinForm(forms.Form):
    """Why people are held in the class they have."""

    reason = forms.CharField(label=_("Reason"), max_length=300, required=False)


class UnpinForm(forms.Form):
    """What is left of a pin."""

    stays_a_wish = forms.BooleanField(
        label=_("Their class stays a wish: “rather this class”"), required=False, initial=True
    )


def ids_typed(data: QueryDict) -> list[int]:
    """The people ticked on a page, each once."""
    found = (one for one in data.getlist("person") if one.isdecimal() and len(one) <= LONGEST_ID)
    return list(dict.fromkeys(int(one) for one in found))
