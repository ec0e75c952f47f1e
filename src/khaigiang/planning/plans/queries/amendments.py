"""What later documents changed of a plan, and the plan as it was in force on a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.plans.models import AmendedItem, Plan
from khaigiang.planning.plans.queries.places import quota_rows
from khaigiang.planning.plans.queries.plans import quarter_rows
from khaigiang.planning.plans.queries.shares import Shares, shares_now
from khaigiang.planning.plans.rules import adjusted
from khaigiang.planning.plans.states import AmendedField

Key = tuple[str, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One item that a document changes: what it is called, what it was, what it becomes; empty where nothing is said."""

    label: str
    before: str
    after: str

    @property
    def was(self) -> str:
        """What it was, as people write it."""
        return in_words(self.before)

    @property
    def becomes(self) -> str:
        """What it becomes, as people write it."""
        return in_words(self.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow(Change):
    """One item of a plan that is changed."""

    field: str
    year: int | None
    quarter: int | None
    committee_id: int | None

    @property
    def key(self) -> Key:
        """The item whatever its value."""
        return self.field, self.year, self.quarter, self.committee_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentFacts:
    """By which document something was amended, from which day, and who entered it."""

    id: int
    document_id: int
    number: str
    clause: str
    in_force_on: date
    entered_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentRow(AmendmentFacts):
    """One amendment with its items, the latest first."""

    items: list[ItemRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsOf:
    """The items of a plan that may be amended, as they were in force on a day."""

    on: date
    values: Mapping[Key, str]
    later: list[AmendmentRow]

    def day(self, field: AmendedField) -> date | None:
        """A day of the plan."""
        text = self.values[field.value, None, None, None]
        return date.fromisoformat(text) if text else None

    @property
    def starts_on(self) -> date | None:
        return self.day(AmendedField.STARTS_ON)

    @property
    def ends_on(self) -> date | None:
        return self.day(AmendedField.ENDS_ON)

    @property
    def due_on(self) -> date | None:
        return self.day(AmendedField.DUE_ON)

    def number(
        self,
        field: AmendedField,
        *,
        year: int | None = None,
        quarter: int | None = None,
        committee_id: int | None = None,
    ) -> int | None:
        """A number of a quarter or of a committee; None where nothing was said."""
        text = self.values.get((field.value, year, quarter, committee_id), "")
        return int(text) if text else None

    def shares(self) -> Shares:
        """Each committee's places by quarter."""
        found: Shares = {}
        for (field, year, quarter, committee), text in self.values.items():
            if field == AmendedField.CELLS and text and year and quarter and committee:
                found.setdefault(committee, {})[year, quarter] = int(text)
        return found


def in_words(text: str) -> str:
    """A value of an item as people write it."""
    if not text:
        return "—"
    return str(number_format(int(text), force_grouping=True)) if text.isdecimal() else day_in_words(text)


def items_now(plan: Plan) -> dict[Key, str]:
    """Every item of a plan that may be amended, with its value now; three statements."""
    values: dict[Key, str] = {
        (AmendedField.STARTS_ON.value, None, None, None): plan.starts_on.isoformat(),
        (AmendedField.ENDS_ON.value, None, None, None): plan.ends_on.isoformat(),
        (AmendedField.DUE_ON.value, None, None, None): _text(plan.nominations_due_on),
    }
    for one in plan.quarters.all():
        values[AmendedField.CLASSES.value, one.year, one.quarter, None] = str(one.classes)
        values[AmendedField.PEOPLE.value, one.year, one.quarter, None] = str(one.places)
    for row in quota_rows(plan):
        values[AmendedField.PLACES.value, None, None, row.committee_id] = str(row.places)
    return values | _cells_now(plan)


def _cells_now(plan: Plan) -> dict[Key, str]:
    """Each committee's places of each quarter, where places are by quarter; two statements."""
    shares = shares_now(plan)
    if not shares:
        return {}
    quarters = {(row.year, row.quarter) for row in quarter_rows(plan)}
    quarters |= {quarter for cells in shares.values() for quarter in cells}
    return {
        (AmendedField.CELLS.value, year, quarter, committee): str(shares.get(committee, {}).get((year, quarter), 0))
        for committee in plan.quotas.order_by("committee__sort_key", "pk").values_list("committee", flat=True)
        for year, quarter in sorted(quarters)
    }


def value_in(values: Mapping[Key, str], key: Key) -> str:
    """What an item says; a committee has no places in a quarter of which nothing is said."""
    return values.get(key, "0" if key[0] == AmendedField.CELLS else "")


def changed_items(plan: Plan, wanted: Mapping[Key, str]) -> list[ItemRow]:
    """What would change if these items had these values, in the order of the plan.

    The quarters of a committee whose places change follow, unless they are said too.
    """
    now = items_now(plan)
    names = {row.committee_id: row.committee for row in quota_rows(plan)}
    return [
        _item(key, label_of(key, names), value_in(now, key), after)
        for key, after in (dict(wanted) | _following(now, wanted)).items()
        if value_in(now, key) != after
    ]


def _following(now: Mapping[Key, str], wanted: Mapping[Key, str]) -> dict[Key, str]:
    then = dict(now) | dict(wanted)
    cells = [key for key in now if key[0] == AmendedField.CELLS]
    typed = {key[3] for key in cells if then[key] != now[key]}
    found: dict[Key, str] = {}
    for key, after in wanted.items():
        if key[0] == AmendedField.PLACES and value_in(now, key) != after and key[3] not in typed:
            own = [cell for cell in cells if cell[3] == key[3]]
            targets = [int(then.get((AmendedField.PEOPLE.value, cell[1], cell[2], None), "") or 0) for cell in own]
            counts = adjusted([int(now[cell]) for cell in own], int(after), targets) if own else []
            found |= {cell: str(count) for cell, count in zip(own, counts, strict=True)}
    return found


def label_of(key: Key, committees: Mapping[int, str]) -> str:
    """What an item is called."""
    field, year, quarter, committee_id = key
    if committee_id is not None and quarter:
        return _("places of %(committee)s in quarter %(quarter)s/%(year)s") % {
            "committee": committees.get(committee_id, ""),
            "quarter": quarter,
            "year": year,
        }
    if committee_id is not None:
        return _("places of %(committee)s") % {"committee": committees.get(committee_id, "")}
    label = str(AmendedField(field).label)
    return f"{label} {quarter}/{year}" if quarter else label


def amendment_rows(plan: Plan) -> list[AmendmentRow]:
    """Every amendment, the latest first; two statements."""
    found = plan.amendments.select_related("document", "entered_by").prefetch_related("items__committee")
    return [
        AmendmentRow(**facts_of(one), items=list(_items(list(one.items.all()))))
        for one in found.order_by("-in_force_on", "-pk")
    ]


def facts_of(amendment: Any) -> dict[str, Any]:
    """What every amendment says of itself, read together with its document and who entered it."""
    return {
        "id": amendment.pk,
        "document_id": amendment.document_id,
        "number": amendment.document.number,
        "clause": amendment.clause,
        "in_force_on": amendment.in_force_on,
        "entered_by": amendment.entered_by.full_name,
    }


def plan_as_of(plan: Plan, on: date) -> PlanAsOf:
    """The plan as it was in force on a day: what is said now, without the amendments of later days; five statements."""
    later = [row for row in amendment_rows(plan) if row.in_force_on > on]
    values = items_now(plan)
    for row in later:
        values |= {item.key: item.before for item in row.items}
    return PlanAsOf(on=on, values=values, later=later)


def wanted_now(plan: Plan) -> dict[Key, str]:
    """Every item with the value to start from, the quarters of which nothing is said included."""
    empty: dict[Key, str] = {
        (field.value, row.year, row.quarter, None): ""
        for row in quarter_rows(plan)
        for field in (AmendedField.CLASSES, AmendedField.PEOPLE)
    }
    return empty | items_now(plan)


def _items(items: Sequence[AmendedItem]) -> Iterator[ItemRow]:
    names = {item.committee_id: item.committee.name for item in items if item.committee_id and item.committee}
    for item in sorted(items, key=lambda one: one.pk):
        key = (item.field, item.year, item.quarter, item.committee_id)
        yield _item(key, label_of(key, names), item.before, item.after)


def _item(key: Key, label: str, before: str, after: str) -> ItemRow:
    field, year, quarter, committee_id = key
    return ItemRow(
        field=field, year=year, quarter=quarter, committee_id=committee_id, label=label, before=before, after=after
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""
