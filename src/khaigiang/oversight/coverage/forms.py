"""How the ledger is narrowed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.oversight.coverage.queries import Group, has_reached, share_of
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

    def offer(self, groups: Sequence[Group]) -> None:
        """Offer what the ledger holds."""
        _choices(self, "state", [(state.value, str(state.label).capitalize()) for state in PostState])
        _choices(self, "committee", sorted({(group.committee_id, group.committee) for group in groups}, key=_by_name))
        _choices(self, "reached", [(column.value, str(column.label).capitalize()) for column in Reached])
        classes = {(group.class_id, group.class_name) for group in groups if group.class_id is not None}
        _choices(self, "class_id", sorted(classes, key=_by_name))

    def narrowed(self, groups: Iterable[Group]) -> list[Group]:
        """The posts that the choices leave; all of them while a choice is not one that is offered."""
        if not self.is_valid():
            return list(groups)
        wanted = {name: self.cleaned_data.get(name) for name in ("state", "committee", "class_id")}
        asked = {name: value for name, value in wanted.items() if value}
        column, by, share = (self.cleaned_data[name] for name in ("reached", "by", "share"))
        return [
            group
            for group in groups
            if all(_value(group, name) == value for name, value in asked.items())
            and (not column or has_reached(group, column))
            and (not by or share_of(group, by) == share)
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


def _value(group: Group, name: str) -> object:
    return group.committee_id if name == "committee" else getattr(group, name)


def _choices(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", "—"), *choices]


def _by_name(choice: tuple[int | None, str]) -> str:
    return choice[1]
