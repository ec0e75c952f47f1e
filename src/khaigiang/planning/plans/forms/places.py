"""Quarters of a plan, places of its committees, and the rule of places."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.number_grid import LONGEST_NUMBER, NumberGridForm, count_field
from khaigiang.planning.plans.queries import GridRow, PlacesGrid, QuarterColumn, QuarterRow, QuotaRow, Shares, retyped
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.services import QuarterTargets
from khaigiang.planning.plans.states import AboveQuarter, AmendedField, PlacesRule

MOST_CLASSES: Final = 500
MOST_PLACES: Final = 100_000
WHOLE: Final = 100


class QuartersForm(forms.Form):
    """Classes and places for every quarter that the plan touches."""

    def __init__(self, *args: Any, rows: Iterable[QuarterRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[_quarter(row, "classes")] = count_field(row.classes, MOST_CLASSES)
            self.fields[_quarter(row, "places")] = count_field(row.places, MOST_PLACES)

    def lines(self) -> list[dict[str, Any]]:
        """Each quarter with its two fields."""
        return [
            {"row": row, "classes": self[_quarter(row, "classes")], "places": self[_quarter(row, "places")]}
            for row in self.rows
        ]

    def targets(self) -> list[QuarterTargets]:
        """The quarters for which something was typed."""
        data = self.cleaned_data
        return [
            QuarterTargets(
                year=row.year,
                quarter=row.quarter,
                classes=data[_quarter(row, "classes")] or 0,
                places=data[_quarter(row, "places")] or 0,
            )
            for row in self.rows
            if data[_quarter(row, "classes")] is not None or data[_quarter(row, "places")] is not None
        ]

    def items(self) -> dict[Key, str]:
        """What was typed, as items of the plan."""
        data = self.cleaned_data
        fields = (("classes", AmendedField.CLASSES), ("places", AmendedField.PEOPLE))
        found: dict[Key, str] = {}
        for row in self.rows:
            typed = {name: data[_quarter(row, name)] for name, _field in fields}
            is_empty = all(count is None for count in typed.values())
            for name, field in fields:
                found[field.value, row.year, row.quarter, None] = "" if is_empty else str(typed[name] or 0)
        return found


class AboveQuarterForm(forms.Form):
    """What becomes of people above the places that a committee has in a quarter."""

    above_quarter = forms.ChoiceField(
        choices=AboveQuarter,
        label=_("People above a committee's places of a quarter"),
        widget=forms.RadioSelect,
        help_text=_("Where they are refused, nobody is sent, placed or held a place above them."),
    )

    def above(self) -> AboveQuarter:
        """What was chosen."""
        return AboveQuarter(self.cleaned_data["above_quarter"])


class PlacesForm(forms.Form):
    """Places for every committee of the plan."""

    def __init__(self, *args: Any, rows: Iterable[QuotaRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"places-{row.committee_id}"] = count_field(row.places, MOST_PLACES, required=True)

    def lines(self) -> list[dict[str, Any]]:
        """Each committee with its field."""
        return [{"row": row, "places": self[f"places-{row.committee_id}"]} for row in self.rows]

    def total(self) -> int:
        """The sum of what stands in the fields, as far as it can be read."""
        names = [f"places-{row.committee_id}" for row in self.rows]
        if not self.is_bound:
            return sum(row.places for row in self.rows)
        typed = {name: str(self.data.get(name, "")).strip() for name in names}
        return sum(int(text) for text in typed.values() if text.isdecimal() and len(text) <= LONGEST_NUMBER)

    def posts(self) -> int:
        """All posts of the committees."""
        return sum(row.posts for row in self.rows)

    def places(self) -> Mapping[int, int]:
        """What was typed, by the committee's id."""
        return {row.committee_id: self.cleaned_data[f"places-{row.committee_id}"] for row in self.rows}

    def shares(self) -> None:
        """Nothing is typed by quarter: the quarters follow where there are any."""

    def items(self) -> dict[Key, str]:
        """What was typed, as items of the plan."""
        return {(AmendedField.PLACES.value, None, None, pk): str(count) for pk, count in self.places().items()}


class GridForm(NumberGridForm):
    """Places for every committee, and of these so many in each quarter; an empty quarter has none."""

    def __init__(self, *args: Any, grid: PlacesGrid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        for row in grid.rows:
            self.fields[f"places-{row.committee_id}"] = count_field(row.places, MOST_PLACES, required=True)
            for column, count in zip(grid.columns, row.cells, strict=True):
                self.fields[_cell(row, column)] = count_field(count, MOST_PLACES)

    def typed(self) -> PlacesGrid:
        """The grid with what stands in the fields, as far as it can be read."""
        if not self.is_bound:
            return self.grid
        places = {row.committee_id: self.number(f"places-{row.committee_id}") for row in self.grid.rows}
        cells = {
            row.committee_id: [self.number(_cell(row, column)) for column in self.grid.columns]
            for row in self.grid.rows
        }
        return retyped(self.grid, places, cells)

    def lines(self) -> list[dict[str, Any]]:
        """Each committee with its fields, what they add up to, and what does not add up."""
        return [
            {
                "row": row,
                "places": self.shown(f"places-{row.committee_id}", row.committee),
                "cells": [
                    self.shown(_cell(row, column), f"{row.committee}, {column.quarter}/{column.year}")
                    for column in self.grid.columns
                ],
            }
            for row in self.typed().rows
        ]

    def places(self) -> Mapping[int, int]:
        """The places typed, by the committee's id."""
        return {row.committee_id: self.cleaned_data[f"places-{row.committee_id}"] for row in self.grid.rows}

    def shares(self) -> Shares:
        """The places typed for each quarter, by the committee's id."""
        return {
            row.committee_id: {column.key: self.cleaned_data[_cell(row, column)] or 0 for column in self.grid.columns}
            for row in self.grid.rows
        }

    def items(self) -> dict[Key, str]:
        """What was typed, as items of the plan."""
        items: dict[Key, str] = {}
        for pk, count in self.places().items():
            items[AmendedField.PLACES.value, None, None, pk] = str(count)
        for pk, cells in self.shares().items():
            for (year, quarter), count in cells.items():
                items[AmendedField.CELLS.value, year, quarter, pk] = str(count)
        return items


class PlacesRuleForm(forms.Form):
    """How many people each committee is asked for."""

    # Numbers of their own are taken from what committees need, on the page of the need.
    rule = forms.ChoiceField(
        choices=[(rule.value, rule.label) for rule in PlacesRule if rule != PlacesRule.GIVEN],
        label=_("Places"),
        widget=forms.RadioSelect,
    )
    number = forms.IntegerField(
        min_value=1,
        max_value=MOST_PLACES,
        required=False,
        label=_("Percent or number"),
        help_text=_("Leave it empty when everybody in the group is to come."),
    )

    def typed(self) -> tuple[PlacesRule, int | None]:
        """The rule and the number as typed, whether or not they fit together."""
        return PlacesRule(self.cleaned_data["rule"]), self.cleaned_data["number"]

    def chosen(self) -> tuple[PlacesRule, int | None] | None:
        """The rule and its number, once they can be read and fit together."""
        if not self.is_valid():
            return None
        rule, number = PlacesRule(self.cleaned_data["rule"]), self.cleaned_data["number"]
        if rule == PlacesRule.ALL:
            return rule, None
        fits = number is not None and (rule == PlacesRule.FIXED or number <= WHOLE)
        return (rule, number) if fits else None


def _quarter(row: QuarterRow, what: str) -> str:
    return f"{what}-{row.year}-{row.quarter}"


def _cell(row: GridRow, column: QuarterColumn) -> str:
    return f"quarter-{row.committee_id}-{column.year}-{column.quarter}"
