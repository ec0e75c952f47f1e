"""What later documents changed of a plan, and the plan as it was in force on a day."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Prefetch
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.planning.plans.models import AmendedItem, Plan
from khaigiang.planning.plans.queries.amended_group import (
    GroupChange,
    amended_posts,
    as_change,
    group_changes,
    group_sums,
    places_after,
)
from khaigiang.planning.plans.queries.amended_rule import RuleChange, amended_rules, rule_change, staying_posts
from khaigiang.planning.plans.queries.exceptions import Place, exception_rows, named_later
from khaigiang.planning.plans.queries.places import quota_rows
from khaigiang.planning.plans.queries.plans import above_quarter, quarter_rows
from khaigiang.planning.plans.queries.shares import Shares, shares_now
from khaigiang.planning.plans.queries.targets import TargetRule, rule_alone, with_exceptions
from khaigiang.planning.plans.rules import adjusted, quarters_between
from khaigiang.planning.plans.states import AboveQuarter, AmendedField

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
    # Posts that it names one by one; those that its rule brings in or takes out stand in the rule.
    posts: list[GroupChange]
    rule: RuleChange | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAsOf:
    """The items of a plan that may be amended, as they were in force on a day."""

    on: date
    values: Mapping[Key, str]
    later: list[AmendmentRow]
    # Posts of the group on that day, by committee.
    posts: Mapping[int, int]
    rule: TargetRule

    def day(self, field: AmendedField) -> date | None:
        """A day of the plan."""
        text = self.values[field.value, None, None, None]
        return date.fromisoformat(text) if text else None

    @property
    def starts_on(self) -> date | None:
        return self.day(AmendedField.STARTS_ON)

    @property
    def above_quarter(self) -> AboveQuarter:
        """What becomes of people above a committee's places of a quarter."""
        return AboveQuarter(self.values[AmendedField.ABOVE_QUARTER.value, None, None, None])

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
    if text in AboveQuarter.values:
        return str(AboveQuarter(text).label)
    return str(number_format(int(text), force_grouping=True)) if text.isdecimal() else day_in_words(text)


def items_now(plan: Plan) -> dict[Key, str]:
    """Every item of a plan that may be amended, with its value now; four statements."""
    values: dict[Key, str] = {
        (AmendedField.ABOVE_QUARTER.value, None, None, None): above_quarter(plan).value,
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


def changed_items(plan: Plan, wanted: Mapping[Key, str], group: Sequence[GroupChange] = ()) -> list[ItemRow]:
    """What would change if these items had these values and these posts joined or left, in the order of the plan.

    The places of a committee whose posts join or leave follow them, and the quarters of a committee whose places
    change follow these, unless they are said too.
    """
    now = items_now(plan)
    wanted = dict(wanted) | _following_group(plan, now, wanted, group)
    names = {one.committee_id: one.committee for one in group}
    names |= {row.committee_id: row.committee for row in quota_rows(plan)}
    return [
        _item(key, label_of(key, names), value_in(now, key), after)
        for key, after in (wanted | _following_places(now, wanted)).items()
        if value_in(now, key) != after
    ]


def _following_group(
    plan: Plan, now: Mapping[Key, str], wanted: Mapping[Key, str], group: Sequence[GroupChange]
) -> dict[Key, str]:
    """The places of committees after these posts joined and left, where nothing else is said of them."""
    made = [one for one in group if not one.why_not]
    places = places_after(plan, made) if made else {}
    follows = {(AmendedField.PLACES.value, None, None, pk): str(count) for pk, count in places.items()}
    return {key: text for key, text in follows.items() if not _is_said(key, now, wanted)}


def _following_places(now: Mapping[Key, str], wanted: Mapping[Key, str]) -> dict[Key, str]:
    """The quarters of committees whose places change, where nothing else is said of them."""
    then = dict(now) | dict(wanted)
    quarters = sorted({(key[1] or 0, key[2] or 0) for key in now if key[0] == AmendedField.CELLS})
    targets = [int(then.get((AmendedField.PEOPLE.value, *one, None), "") or 0) for one in quarters]
    typed = {key[3] for key in wanted if key[0] == AmendedField.CELLS and _is_said(key, now, wanted)}
    found: dict[Key, str] = {}
    for key, after in wanted.items():
        if quarters and key[0] == AmendedField.PLACES and _is_said(key, now, wanted) and key[3] not in typed:
            own: list[Key] = [(AmendedField.CELLS.value, *one, key[3]) for one in quarters]
            counts = adjusted([int(value_in(now, cell)) for cell in own], int(after or 0), targets)
            found |= {cell: str(count) for cell, count in zip(own, counts, strict=True)}
    return found


def _is_said(key: Key, now: Mapping[Key, str], wanted: Mapping[Key, str]) -> bool:
    """Is an item to be something else than it is?"""
    return key in wanted and wanted[key] != value_in(now, key)


def amendment_preview(
    plan: Plan, wanted: Mapping[Key, str], reasons: Mapping[Place, str], rule: TargetRule | None, on: date | None
) -> dict[str, Any]:
    """What an amendment in force from a day would change: items, posts, the rule, the size of the group; none without one."""
    named = group_changes(plan, reasons, on) if on else []
    changed = rule_change(plan, rule, on, besides=reasons) if on else None
    made = [*named, *(changed.made if changed else [])]
    items = changed_items(plan, wanted, made) if on else []
    return {"items": items, "posts": named, "rule": changed, "sums": group_sums(plan, made)}


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
    """Every amendment, the latest first; half a dozen statements."""
    together = ("items__committee", "rule__posts__post", Prefetch("posts", amended_posts()))
    rows = plan.amendments.select_related("document", "entered_by", "rule").prefetch_related(
        *together, Prefetch("rule__staying", staying_posts())
    )
    found = list(rows.order_by("-in_force_on", "-pk"))
    rules = amended_rules(plan, found)
    return [
        AmendmentRow(
            **facts_of(one),
            items=list(_items(list(one.items.all()))),
            posts=[as_change(row) for row in one.posts.all() if not row.by_rule],
            rule=rules.get(one.pk),
        )
        for one in found
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
    """The plan as it was in force on a day: what is said now, without the amendments of later days; a dozen statements."""
    later = [row for row in amendment_rows(plan) if row.in_force_on > on]
    values = items_now(plan)
    rule = rule_alone(plan)
    for row in later:
        values |= {item.key: item.before for item in row.items}
        rule = row.rule.was if row.rule else rule
    posts = plan.target_posts.on(on).values_list("committee").annotate(Count("pk"))
    rule = with_exceptions(rule, exception_rows(plan), named_later(plan, on))
    return PlanAsOf(on=on, values=_within_its_days(values), later=later, posts=dict(posts), rule=rule)


def _within_its_days(values: dict[Key, str]) -> dict[Key, str]:
    """The items without the empty quarters into which only a later document took the plan."""
    first, last = (values[field.value, None, None, None] for field in (AmendedField.STARTS_ON, AmendedField.ENDS_ON))
    touched = set(quarters_between(date.fromisoformat(first), date.fromisoformat(last)))
    return {
        key: text
        for key, text in values.items()
        if key[0] != AmendedField.CELLS or text != "0" or (key[1], key[2]) in touched
    }


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
