"""All that is typed on the page of an amendment."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.amending_form import AmendingForm
from khaigiang.planning.plans.forms.group import GroupChangesForm
from khaigiang.planning.plans.forms.places import GridForm, PlacesForm, QuartersForm
from khaigiang.planning.plans.forms.plan import TargetForm
from khaigiang.planning.plans.queries import Place, TargetRule
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.states import AboveQuarter, AmendedField

DAY_FIELDS: Final = (AmendedField.STARTS_ON, AmendedField.ENDS_ON, AmendedField.DUE_ON)


class AmendmentForm(AmendingForm):
    """The days that a later document sets, and what becomes of people above a quarter, where it says so."""

    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    nominations_due_on = forms.DateField(label=_("Lists due on"), required=False)
    above_quarter = forms.ChoiceField(
        choices=AboveQuarter,
        required=False,
        label=_("People above a committee's places of a quarter"),
        widget=forms.RadioSelect,
    )

    def items(self) -> dict[Key, str]:
        """The days, and what becomes of people above a quarter, as items of the plan."""
        days = {field.value: self.cleaned_data[field.value] for field in DAY_FIELDS}
        found: dict[Key, str] = {(name, None, None, None): day.isoformat() if day else "" for name, day in days.items()}
        above = self.cleaned_data["above_quarter"]
        return found | ({(AmendedField.ABOVE_QUARTER.value, None, None, None): above} if above else {})


class AmendForms:
    """The forms of an amendment: its document, the rule, single posts, days, quarters and places."""

    def __init__(
        self,
        form: AmendmentForm,
        *,
        rule: TargetForm,
        group: GroupChangesForm,
        quarters: QuartersForm,
        places: GridForm | PlacesForm,
    ) -> None:
        self.form, self.rule, self.group, self.quarters, self.places = form, rule, group, quarters, places

    def is_valid(self) -> bool:
        """Can all of it be read? The rule stays what it is where nothing is typed of it."""
        others = [self.form.is_valid(), self.group.is_valid(), self.quarters.is_valid(), self.places.is_valid()]
        return all(others) and (self.rule.is_valid() or not self.rule.is_bound)

    def items(self) -> dict[Key, str]:
        """The days, quarters and places typed, as items of the plan."""
        return self.form.items() | self.quarters.items() | self.places.items()

    def typed(self) -> tuple[Mapping[Key, str], Mapping[Place, str], TargetRule | None, date | None]:
        """What the document changes: items, posts with their reasons, the rule; from which day. Nothing while unread."""
        if not self.is_valid():
            return {}, {}, None, None
        return self.items(), self.group.reasons(), self.rule.rule(), self.form.day()

    def context(self) -> dict[str, Any]:
        """The forms by the names that the page gives them."""
        shown = {"form": self.form, "rule_form": self.rule, "group": self.group}
        return shown | {"quarters": self.quarters, "places": self.places, "read": self.is_valid()}
