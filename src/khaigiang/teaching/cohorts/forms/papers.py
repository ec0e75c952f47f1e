"""Shapes of what people type about the list of a class, its decisions and its summonses."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.cohorts.queries import JoiningRow, ListRow


class ListFilterForm(forms.Form):
    """As of which day a list is asked for, and what it is narrowed to."""

    q = forms.CharField(label=_("Name or unit"), required=False, max_length=100)
    on = forms.DateField(label=_("As of"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__({"on": today} | {key: data[key] for key in data if data[key]})
        self.is_valid()
        self.day: date = self.cleaned_data.get("on") or today
        self.text: str = self.cleaned_data.get("q", "")


class SupplementaryForm(forms.Form):
    """Whom a supplementary decision adds, and whom it removes for which reason."""

    add = forms.TypedMultipleChoiceField(coerce=int, required=False, label=_("Add"))
    remove = forms.TypedMultipleChoiceField(coerce=int, required=False, label=_("Remove"))

    def __init__(self, *args: Any, joining: Sequence[JoiningRow], listed: Sequence[ListRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.joining, self.listed = joining, listed
        _offer_ids(self.fields["add"], [row.nomination_id for row in joining])
        _offer_ids(self.fields["remove"], [row.enrolment_id for row in listed])

    def additions(self) -> list[dict[str, Any]]:
        """People without a class who may be added, and whether they are ticked."""
        return self._additions([row for row in self.joining if not row.placed_in])

    def additions_from_other_classes(self) -> list[dict[str, Any]]:
        """People placed in a class that is not decided yet, who may be added here instead."""
        return self._additions([row for row in self.joining if row.placed_in])

    def removals(self) -> list[dict[str, Any]]:
        """Each listed person, whether they are ticked, and the reason typed."""
        ticked = self._ticked("remove")
        return [
            {"row": row, "ticked": str(row.enrolment_id) in ticked, "reason": self.reason(row.enrolment_id)}
            for row in self.listed
        ]

    def reasons(self) -> dict[int, str]:
        """Why each person who is ticked leaves."""
        return {enrolment_id: self.reason(enrolment_id) for enrolment_id in self.cleaned_data["remove"]}

    def reason(self, enrolment_id: int) -> str:
        """The reason typed beside a person, at most as long as it can be kept."""
        return str(self.data.get(f"reason-{enrolment_id}", ""))[:300]

    def _additions(self, rows: Iterable[JoiningRow]) -> list[dict[str, Any]]:
        ticked = self._ticked("add")
        return [
            {"row": row, "ticked": str(row.nomination_id) in ticked or (row.is_promoted and not self.is_bound)}
            for row in rows
        ]

    def _ticked(self, name: str) -> set[str]:
        return set(self.data.getlist(name)) if isinstance(self.data, QueryDict) else set()


class IssueForm(forms.Form):
    """Who signed a paper and when, its date, and its number when an outside register gives it."""

    signer_name = forms.CharField(label=_("Signed by"), max_length=120)
    signer_title = forms.CharField(label=_("Title of the signer"), max_length=160)
    signed_on = forms.DateField(label=_("Signed on"))
    issued_on = forms.DateField(label=_("Date of the document"))
    number = forms.CharField(
        label=_("Number from an outside register"),
        max_length=40,
        required=False,
        help_text=_("Leave it empty to take the next number of the series kept here."),
    )


class SummonsForm(forms.Form):
    """When people are to be there."""

    gather_at = forms.TimeField(label=_("Be there at"))


def _offer_ids(field: forms.Field, ids: Iterable[int]) -> None:
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [(str(one), str(one)) for one in ids]
