"""Two plans side by side, whichever solver made them: the choice of the two, and figures of both."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.runs.models import Run

RunT = TypeVar("RunT", bound=Run)


@dataclass(frozen=True, slots=True, kw_only=True)
class Both:
    """One figure of the two sides."""

    label: Promise | str
    one: int
    other: int

    @property
    def more(self) -> int:
        """By how much the other side has more."""
        return self.other - self.one


class CompareForm(forms.Form, Generic[RunT]):
    """Which two plans stand side by side: runs, or (empty) what is in force; the newest run first."""

    def __init__(self, data: QueryDict, *, runs: Iterable[RunT]) -> None:
        found = {str(run.pk): run for run in runs if run.has_a_plan}
        newest = next(iter(found), "")
        super().__init__({"one": data.get("one", newest), "other": data.get("other", "")})
        choices = [("", _("In force now")), *((key, run.title) for key, run in found.items())]
        self.fields["one"] = forms.ChoiceField(label=_("One"), choices=choices, required=False)
        self.fields["other"] = forms.ChoiceField(label=_("Beside it"), choices=choices, required=False)
        self.is_valid()
        self.one = found.get(self.cleaned_data.get("one", newest))
        self.other = found.get(self.cleaned_data.get("other", ""))
