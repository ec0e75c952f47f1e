"""How the ledger is narrowed."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.oversight.coverage.queries import LedgerRow
from khaigiang.oversight.coverage.states import Division, PostState, Reached


class LedgerForm(forms.Form):
    """As of which day, in which state, of which committee, in which class."""

    on = forms.DateField(label=_("As of"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    committee = forms.TypedChoiceField(label=_("Committee"), required=False, coerce=int, empty_value=None)
    class_id = forms.TypedChoiceField(label=_("Class"), required=False, coerce=int, empty_value=None)
    reached = forms.ChoiceField(label=_("Has come as far as"), required=False)
    # One share of the sums, as their page links to it.
    by = forms.ChoiceField(choices=[("", ""), *Division.choices], required=False, widget=forms.HiddenInput)
    share = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)

    def offer(self, rows: Iterable[LedgerRow]) -> None:
        """Offer what the ledger holds."""
        rows = list(rows)
        _choices(self, "state", [(state.value, str(state.label).capitalize()) for state in PostState])
        _choices(self, "committee", sorted({(row.committee_id, row.committee) for row in rows}, key=_by_name))
        _choices(self, "reached", [(column.value, str(column.label).capitalize()) for column in Reached])
        classes = {(row.class_id, row.class_name) for row in rows if row.class_id is not None}
        _choices(self, "class_id", sorted(classes, key=_by_name))

    def narrowed(self, rows: Iterable[LedgerRow]) -> list[LedgerRow]:
        """The rows that the choices leave; all of them while a choice is not one that is offered."""
        if not self.is_valid():
            return list(rows)
        wanted = {name: self.cleaned_data.get(name) for name in ("state", "committee", "class_id")}
        asked = {name: value for name, value in wanted.items() if value}
        column, by, share = (self.cleaned_data[name] for name in ("reached", "by", "share"))
        return [
            row
            for row in rows
            if all(_value(row, name) == value for name, value in asked.items())
            and (not column or row.has_reached(column))
            and (not by or row.share_of(by) == share)
        ]

    def division(self) -> Division | None:
        """The division whose share alone is shown, if any."""
        by = self.cleaned_data.get("by") if self.is_valid() else None
        return Division(by) if by else None


class DivisionForm(forms.Form):
    """By what the posts are added up."""

    by = forms.ChoiceField(choices=Division.choices, required=False)

    def division(self) -> Division:
        """The division that was asked for, or committees."""
        chosen = self.cleaned_data.get("by") if self.is_valid() else None
        return Division(chosen or Division.COMMITTEE)


def _value(row: LedgerRow, name: str) -> object:
    return row.committee_id if name == "committee" else getattr(row, name)


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "—"), *choices]


def _by_name(choice: tuple[int | None, str]) -> str:
    return choice[1]
