"""Which of two values the one record keeps."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from khaigiang.registry.duplicates.queries import Fact

KEPT, GONE = "kept", "gone"


class MergeForm(forms.Form):
    """A choice for every fact in which two records differ; the fuller value is proposed."""

    def __init__(self, data: QueryDict | None = None, *, facts: Sequence[Fact]) -> None:
        super().__init__(data)
        self.facts = facts
        for fact in facts:
            if fact.differs:
                self.fields[fact.name] = forms.ChoiceField(
                    label=fact.label,
                    choices=[(KEPT, _choice(fact.label, fact.kept)), (GONE, _choice(fact.label, fact.gone))],
                    initial=fact.better,
                    widget=forms.RadioSelect,
                )

    def lines(self) -> list[dict[str, Any]]:
        """Every fact with its two choices, where there is something to choose."""
        return [
            {"fact": fact, "choices": list(self[fact.name]) if fact.name in self.fields else []} for fact in self.facts
        ]

    def taken(self) -> list[str]:
        """The facts that the kept record takes over from the other."""
        return [name for name, chosen in self.cleaned_data.items() if chosen == GONE]


def _choice(fact: str, value: str) -> SafeString:
    """A choice in a cell of its own, so its label says of which fact it is."""
    return format_html('<span class="visually-hidden">{}: </span>{}', fact, value or _("nothing"))
