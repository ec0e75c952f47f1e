"""Shapes of what people type about plans; the caller says what may be chosen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, ClassVar, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.web.choosing import Missing
from khaigiang.planning.documents.choice_field import DocumentChoiceField
from khaigiang.planning.documents.models import Document
from khaigiang.planning.plans.amending_form import AmendingForm
from khaigiang.planning.plans.queries import (
    ExceptionRow,
    GridRow,
    PlacesGrid,
    QuarterColumn,
    QuarterRow,
    QuotaRow,
    Shares,
    TargetRule,
    retyped,
)
from khaigiang.planning.plans.queries.amendments import Key
from khaigiang.planning.plans.services import QuarterTargets
from khaigiang.planning.plans.states import AmendedField, PlacesRule
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.as_of import AsOfForm
from khaigiang.registry.units.models import Office, UnitKind

TARGET_KINDS: Final = (UnitKind.WARD, UnitKind.COMMUNE, UnitKind.TOWNSHIP)
MOST_CLASSES: Final = 500
MOST_PLACES: Final = 100_000
LONGEST_NUMBER: Final = 6
WHOLE: Final = 100
DAY_FIELDS: Final = (AmendedField.STARTS_ON, AmendedField.ENDS_ON, AmendedField.DUE_ON)


class TargetForm(forms.Form):
    """The rule of the target group."""

    rule_posts: "forms.ModelMultipleChoiceField[Post]" = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Posts"), widget=forms.CheckboxSelectMultiple
    )
    target_kinds = forms.MultipleChoiceField(
        choices=[(kind.value, kind.label) for kind in TARGET_KINDS],
        label=_("Kinds of units"),
        widget=forms.CheckboxSelectMultiple,
    )
    target_on = forms.DateField(label=_("As of"), help_text=_("Units count that exist on this day."))

    def __init__(
        self, *args: Any, posts: QuerySet[Post], exceptions: Iterable[ExceptionRow] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.exceptions = exceptions
        _offer(self.fields["rule_posts"], posts)

    @staticmethod
    def asked(query: QueryDict) -> dict[str, Any]:
        """The target group that an address asks for, so that other pages can begin a plan."""
        several = {name: query.getlist(name) for name in ("rule_posts", "target_kinds") if name in query}
        return several | ({"target_on": query["target_on"]} if "target_on" in query else {})

    def rule(self) -> TargetRule | None:
        """The rule as typed so far, once all of it can be read."""
        data = self.cleaned_data if self.is_bound and not self.errors.keys() & TargetForm.base_fields.keys() else {}
        if not data.get("target_kinds"):
            return None
        return TargetRule(
            posts=tuple(data["rule_posts"]),
            kinds=tuple(data["target_kinds"]),
            on=data["target_on"],
            exceptions=tuple(self.exceptions),
        )


class PlanForm(TargetForm):
    """A plan: its paper, its rule, its offices, its days."""

    missing: ClassVar = {
        "document": Missing(sentence=_("No plan is in the register yet. Register it first."), url_name="documents:new"),
        "organiser": Missing(sentence=_("No organising board is known yet. Add it."), url_name="units:new_office"),
        "school": Missing(sentence=_("No school is known yet. Add it."), url_name="units:new_office"),
        "rule_posts": Missing(sentence=_("No post is known yet. Add it."), url_name="officials:new_post"),
    }

    document = DocumentChoiceField(
        queryset=None,
        label=_("Decided by"),
        help_text=_("A plan in the register of documents. Register it there first."),
    )
    title = forms.CharField(
        max_length=300,
        label=_("Title of the plan"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the classes are called, such as “Bồi dưỡng phó bí thư đảng ủy xã, phường, thị trấn”."),
    )
    code = forms.SlugField(
        max_length=20,
        label=_("Short code"),
        help_text=_("Classes are numbered after it: BD-PBT gives BD-PBT-01."),
    )
    organiser: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Organiser"))
    school: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("School"))
    born_not_before = forms.DateField(
        label=_("Only people born on or after"),
        required=False,
        help_text=_("Leave it empty when age does not matter."),
    )
    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    nominations_due_on = forms.DateField(label=_("Lists due on"), required=False)
    field_order = [
        "document",
        "title",
        "code",
        "organiser",
        "school",
        "starts_on",
        "ends_on",
        "nominations_due_on",
        "rule_posts",
        "target_kinds",
        "target_on",
        "born_not_before",
    ]

    def __init__(
        self,
        *args: Any,
        documents: QuerySet[Document],
        organisers: QuerySet[Office],
        schools: QuerySet[Office],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["document"], documents)
        _offer(self.fields["organiser"], organisers)
        _offer(self.fields["school"], schools)


class QuartersForm(forms.Form):
    """Classes and places for every quarter that the plan touches."""

    def __init__(self, *args: Any, rows: Iterable[QuarterRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[_quarter(row, "classes")] = _count(row.classes, MOST_CLASSES)
            self.fields[_quarter(row, "places")] = _count(row.places, MOST_PLACES)

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


class PlacesForm(forms.Form):
    """Places for every committee of the plan."""

    def __init__(self, *args: Any, rows: Iterable[QuotaRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[f"places-{row.committee_id}"] = _count(row.places, MOST_PLACES, required=True)

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


class GridForm(forms.Form):
    """Places for every committee, and of these so many in each quarter; an empty quarter has none."""

    def __init__(self, *args: Any, grid: PlacesGrid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        for row in grid.rows:
            self.fields[f"places-{row.committee_id}"] = _count(row.places, MOST_PLACES, required=True)
            for column, count in zip(grid.columns, row.cells, strict=True):
                self.fields[_cell(row, column)] = _count(count, MOST_PLACES)

    def typed(self) -> PlacesGrid:
        """The grid with what stands in the fields, as far as it can be read."""
        if not self.is_bound:
            return self.grid
        places = {row.committee_id: self._number(f"places-{row.committee_id}") for row in self.grid.rows}
        cells = {
            row.committee_id: [self._number(_cell(row, column)) for column in self.grid.columns]
            for row in self.grid.rows
        }
        return retyped(self.grid, places, cells)

    def lines(self) -> list[dict[str, Any]]:
        """Each committee with its fields, what they add up to, and what does not add up."""
        return [
            {
                "row": row,
                "places": self._field(f"places-{row.committee_id}", row.committee),
                "cells": [
                    self._field(_cell(row, column), f"{row.committee}, {column.quarter}/{column.year}")
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

    def _field(self, name: str, label: str) -> dict[str, Any]:
        """A field as the page shows it; hundreds stand on one page, so they are not drawn one by one by a widget."""
        typed = self.data.get(self.add_prefix(name), "") if self.is_bound else self.fields[name].initial
        return {"name": self.add_prefix(name), "text": typed, "label": label, "errors": self.errors.get(name)}

    def _number(self, name: str) -> int:
        text = str(self.data.get(self.add_prefix(name), "")).strip()
        return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


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


class RollForm(forms.Form):
    """To which year a plan is rolled forward, by which document."""

    missing: ClassVar = {
        "document": Missing(
            sentence=_("No plan without a training plan is in the register yet. Register the new one first."),
            url_name="documents:new",
        ),
    }

    years = forms.TypedChoiceField(
        choices=[("1", _("the next year")), ("5", _("the next term (5 years)"))], coerce=int, label=_("For")
    )
    document = DocumentChoiceField(
        queryset=None,
        label=_("Decided by"),
        help_text=_("A plan in the register of documents. Register it there first."),
    )
    title = forms.CharField(max_length=300, label=_("Title of the plan"), widget=forms.Textarea(attrs={"rows": 2}))
    code = forms.SlugField(max_length=20, label=_("Short code"))

    def __init__(self, *args: Any, documents: QuerySet[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["document"], documents)

    def years_typed(self) -> int:
        """How many years later; the next year while nothing else can be read."""
        typed = str(self.data.get("years", ""))
        return int(typed) if typed in dict(self.fields["years"].choices) else 1  # type: ignore[attr-defined]  # a choice field


class AmendmentForm(AmendingForm):
    """The days that a later document sets."""

    starts_on = forms.DateField(label=_("First day"))
    ends_on = forms.DateField(label=_("Last day"))
    nominations_due_on = forms.DateField(label=_("Lists due on"), required=False)

    def items(self) -> dict[Key, str]:
        """The days as items of the plan."""
        days = {field.value: self.cleaned_data[field.value] for field in DAY_FIELDS}
        return {(name, None, None, None): day.isoformat() if day else "" for name, day in days.items()}


class DutyForm(forms.Form):
    """Who signs and numbers one kind of paper, and who receives it."""

    office: "forms.ModelChoiceField[Office]" = forms.ModelChoiceField(queryset=None, label=_("Signed and numbered by"))
    signer_prefix = forms.CharField(
        max_length=60,
        label=_("On behalf of"),
        required=False,
        help_text=_("As printed above the title: “T/M BAN THƯỜNG VỤ”, “K/T TRƯỞNG BAN”, “KT. HIỆU TRƯỞNG”."),
    )
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"))
    signer_name = forms.CharField(max_length=120, label=_("Name of the signer"))
    recipients = forms.CharField(
        label=_("Recipients"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One a line."),
    )
    drafter = forms.CharField(max_length=120, label=_("Drafted by"), required=False)
    initialler = forms.CharField(
        max_length=120,
        label=_("To be initialled by"),
        required=False,
        help_text=_("The paper is then not signed before it is initialled. Leave it empty where nobody initials it."),
    )
    sealer = forms.CharField(max_length=120, label=_("Sealed by"), required=False)

    def __init__(self, *args: Any, offices: QuerySet[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["office"], offices)


class SubstituteForm(forms.Form):
    """Who signs in the signer's place, and on which days."""

    first_day = forms.DateField(label=_("First day"))
    last_day = forms.DateField(label=_("Last day"))
    signer_prefix = forms.CharField(
        max_length=60,
        label=_("On behalf of"),
        required=False,
        help_text=_("As printed above the title: “K/T TRƯỞNG BAN” for the superior, “TL. HIỆU TRƯỞNG” by order."),
    )
    signer_title = forms.CharField(max_length=160, label=_("Title of the signer"))
    signer_name = forms.CharField(max_length=120, label=_("Name of the signer"))


class GroupSearchForm(forms.Form):
    """Which unit, or whose, is sought."""

    q = forms.CharField(label=_("Unit, district or holder of the post"), required=False, max_length=100)

    def text(self) -> str:
        """The words typed, if any."""
        return self.cleaned_data.get("q", "") if self.is_valid() else ""


class PostFilterForm(AsOfForm):
    """What the list of posts is narrowed to, and the day of which it tells the group."""

    q = forms.CharField(label=_("Unit or committee"), required=False, max_length=100)
    committee = forms.TypedChoiceField(label=_("Committee"), required=False, coerce=int, empty_value=None)

    field_order = ["q", "committee", "on"]

    def __init__(self, query: QueryDict, *, rows: Iterable[QuotaRow], today: date) -> None:
        super().__init__(query, today=today)
        committee = self.fields["committee"]
        assert isinstance(committee, forms.TypedChoiceField)
        committee.choices = [("", _("all committees")), *((str(row.committee_id), row.committee) for row in rows)]

    def committee_id(self) -> int | None:
        """The committee chosen, if any."""
        chosen: int | None = self.asked("committee")
        return chosen

    def text(self) -> str:
        """The words typed, if any."""
        return self.asked("q") or ""


def _offer(field: forms.Field, rows: "QuerySet[Office] | QuerySet[Document] | QuerySet[Post]") -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = rows


def _quarter(row: QuarterRow, what: str) -> str:
    return f"{what}-{row.year}-{row.quarter}"


def _cell(row: GridRow, column: QuarterColumn) -> str:
    return f"quarter-{row.committee_id}-{column.year}-{column.quarter}"


def _count(initial: int | None, most: int, *, required: bool = False) -> forms.IntegerField:
    return forms.IntegerField(initial=initial, min_value=0, max_value=most, required=required)
