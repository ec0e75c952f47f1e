"""What the person proposes, and what the office decides."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.fields.asking import PREFIX
from khaigiang.registry.corrections.queries import FactRow
from khaigiang.registry.officials.asking import OfficialForm

ACCEPT, REFUSE, LATER = "accept", "refuse", "later"
DAYS: Final = 14


def said_of(what: Promise | str, fact: FactRow) -> str:
    """What a screen reader says of a field in the row of a fact."""
    return f"{what}: {fact.label}"


class LinkForm(forms.Form):
    """How long a link can be used."""

    days = forms.IntegerField(label=_("Days it can be used"), min_value=1, max_value=90, initial=DAYS)


class OwnRecordForm(OfficialForm):
    """The own record as it should be; the identification number is typed only where it is wrong."""

    note = forms.CharField(
        label=_("A sentence to the office"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Such as why it is wrong, or where the right paper is."),
    )

    def __init__(self, *args: Any, masked_number: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        number = self.fields["identity_number"]
        number.help_text = (
            _("On record: %(number)s. Type all 12 digits only if it is wrong.") % {"number": masked_number}
            if masked_number
            else _("Nothing is on record. 12 digits.")
        )
        self.order_fields([*(name for name in self.fields if name != "note"), "note"])

    def proposed(self) -> dict[str, Any]:
        """Every fact as the person wants it, own fields among them; an identification number that was not typed is left out."""
        given = {name: value for name, value in self.cleaned_data.items() if name not in {"note", "own"}}
        own = {f"{PREFIX}{key}": value for key, value in self.cleaned_data["own"].items()}
        if not given["identity_number"]:
            del given["identity_number"]
        return {**given, **own}


class DecisionForm(forms.Form):
    """Accept or refuse each proposed fact, with a reason, and answer the sentence."""

    answer = forms.CharField(
        label=_("Answer to the person"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: QueryDict | None = None, *, facts: Sequence[FactRow]) -> None:
        super().__init__(data)
        self.facts = [fact for fact in facts if fact.is_open]
        for fact in self.facts:
            choices = [(ACCEPT, _("Accept")), (REFUSE, _("Do not accept")), (LATER, _("Decide later"))]
            self.fields[f"fact_{fact.id}"] = forms.ChoiceField(
                label=fact.label,
                choices=choices[1:] if fact.is_stale else choices,
                initial=LATER,
                widget=forms.Select(attrs={"aria-label": said_of(_("Decision"), fact)}),
            )
            self.fields[f"reason_{fact.id}"] = forms.CharField(
                max_length=300,
                required=False,
                widget=forms.TextInput(attrs={"aria-label": said_of(_("Reason, if refused"), fact)}),
            )

    def lines(self) -> list[dict[str, Any]]:
        """Each open fact with its choice and its reason, as the page shows them."""
        return [
            {"fact": fact, "choice": self[f"fact_{fact.id}"], "reason": self[f"reason_{fact.id}"]}
            for fact in self.facts
        ]

    def decisions(self) -> dict[int, tuple[bool, str]]:
        """Fact → accepted or not, with the reason; what is left for later is left out."""
        return {
            fact.id: (self.cleaned_data[f"fact_{fact.id}"] == ACCEPT, self.cleaned_data[f"reason_{fact.id}"])
            for fact in self.facts
            if self.cleaned_data[f"fact_{fact.id}"] != LATER
        }
