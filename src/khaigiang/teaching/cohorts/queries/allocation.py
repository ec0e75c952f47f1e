"""Reading allocations: proposals with their price, balance between classes, who sits where before the decision."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.planning.plans.models import Plan
from khaigiang.registry.officials.models import Gender
from khaigiang.registry.units.models import UnitKind
from khaigiang.teaching.cohorts.models import AllocationRun, Wish
from khaigiang.teaching.cohorts.queries.waiting import (
    Situation,
    TakingClass,
    WaitingPerson,
    situation_of,
    situation_of_run,
)
from khaigiang.teaching.cohorts.rules import AGE_BANDS, AGE_UNKNOWN, OLDEST_BAND, Tally, tallies
from khaigiang.teaching.runs.states import RunState

PARTS: Final[dict[str, Promise]] = {
    "places": _("People more or fewer than places given"),
    "size": _("People more or fewer than wanted"),
    "prefer": _("Preferences not met"),
    "crowding": _("District crowding into one class"),
    "district": _("Imbalance by committee"),
    "sex": _("Imbalance by sex"),
    "age": _("Imbalance by age"),
    "kind": _("Imbalance by kind of unit"),
    "moved": _("People who change class"),
}
# Only where committees have places by class.
MAY_BE_MISSING: Final = frozenset({"places"})
AGE_LABELS: Final[dict[str, Promise]] = {
    "under_35": _("under 35"),
    "35_to_44": _("35 to 44"),
    "45_to_54": _("45 to 54"),
    OLDEST_BAND: _("55 and older"),
    AGE_UNKNOWN: _("age not known"),
}
AGE_ORDER: Final = (*(band for _below, band in AGE_BANDS), OLDEST_BAND, AGE_UNKNOWN)


VALUE_OF: Final[dict[str, Callable[[WaitingPerson], str]]] = {
    "district": lambda person: person.committee,
    "sex": lambda person: person.gender,
    "age": lambda person: person.age_band,
    "kind": lambda person: person.unit_kind,
}
TITLES: Final[dict[str, Promise]] = {
    "district": _("By committee"),
    "sex": _("By sex"),
    "age": _("By age"),
    "kind": _("By kind of unit"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """One proposal in the list of a plan's allocations."""

    id: int
    run: AllocationRun
    state: str
    state_label: str
    is_optimal: bool
    total: int | None
    bound: int
    people: int
    made_at: datetime
    made_by: str
    applied_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PricePart:
    """One part of a price, or of what it would change by; beside the weight it carries where that is shown."""

    label: Promise
    price: int
    weight: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSize:
    """How full one class is, or would be."""

    id: int
    name: str
    first_day: date | None
    last_day: date | None
    wanted: int
    smallest: int
    largest: int
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceTable:
    """One trait: a row for each value, a column for each class."""

    trait: str
    title: Promise
    rows: list[tuple[str, Tally]]

    @property
    def off(self) -> int:
        """How many people sit outside the even shares."""
        return sum(abs(share.off) for _label, row in self.rows for share in row.shares)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedRow:
    """One person of an allocation: where they are placed, where they are now, and what their committee said."""

    nomination_id: int
    name: str
    unit: str
    committee: str
    class_id: int
    class_name: str
    now: str
    wish: str
    wished: str
    is_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationPage:
    """Where the allocation of a plan stands: who waits, how full and how even the classes are, every proposal."""

    people: int
    sizes: list[ClassSize]
    tables: list[BalanceTable]
    unplaced: list[WaitingPerson]
    runs: list[RunRow]

    @property
    def placed(self) -> int:
        """How many have a class."""
        return self.people - len(self.unplaced)

    @property
    def wanted(self) -> int:
        """The places of all classes as wanted."""
        return sum(size.wanted for size in self.sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunPage:
    """One proposal: its row, its price part by part, the classes as it fills them, the people of the class chosen."""

    row: RunRow
    parts: list[PricePart]
    sizes: list[ClassSize]
    tables: list[BalanceTable]
    chosen: int
    people: list[PlacedRow]
    is_last_applied: bool


def allocation_page(plan: Plan) -> AllocationPage:
    """Where the allocation of a plan stands now; five statements."""
    situation = situation_of(plan)
    placed = situation.placed
    return AllocationPage(
        people=len(situation.people),
        sizes=class_sizes(situation, placed),
        tables=balance(situation, placed),
        unplaced=[person for person in situation.people if person.nomination_id not in placed],
        runs=run_rows(plan),
    )


def run_page(run: AllocationRun, class_id: str) -> RunPage:
    """One proposal, with the people of one class of it (the first where none is asked for); five statements."""
    situation, placed = situation_of_run(run), placements_of(run)
    sizes = class_sizes(situation, placed)
    chosen = next((size.id for size in sizes if str(size.id) == class_id), sizes[0].id if sizes else 0)
    last = last_applied(run.plan)
    return RunPage(
        row=_run_row(run),
        parts=price_parts(run),
        sizes=sizes,
        tables=balance(situation, placed),
        chosen=chosen,
        people=[row for row in placed_rows(situation, placed) if row.class_id == chosen],
        is_last_applied=last is not None and last.pk == run.pk,
    )


def run_rows(plan: Plan) -> list[RunRow]:
    """The allocations of a plan, the newest first."""
    return [_run_row(run) for run in plan.allocation_runs.select_related("made_by").order_by("-made_at", "-pk")]


def price_parts(run: AllocationRun) -> list[PricePart]:
    """The price of a proposal, part by part, each beside the weight it carries."""
    return [
        PricePart(label=label, price=run.cost.get(part, 0), weight=run.weights.get(part, 0))
        for part, label in PARTS.items()
        if part in run.cost or part not in MAY_BE_MISSING
    ]


def placements_of(run: AllocationRun) -> dict[int, int]:
    """Who attends which class by a proposal: nomination → class."""
    return {int(nomination_id): class_id for nomination_id, class_id in run.assignment.items()}


def class_sizes(situation: Situation, placed: Mapping[int, int]) -> list[ClassSize]:
    """Each class that takes people, with how many it would have."""
    people = Counter(placed.values())
    return [_size(one, people[one.id]) for one in situation.classes]


def balance(situation: Situation, placed: Mapping[int, int]) -> list[BalanceTable]:
    """How evenly people are spread over the classes, trait by trait; no statement of its own."""
    wanted = {one.id: one.wanted for one in situation.classes}
    if not sum(wanted.values()):
        return []
    return [
        _table(trait, situation, placed, wanted, order)
        for trait, order in (("district", ()), ("sex", Gender.values), ("age", AGE_ORDER), ("kind", UnitKind.values))
    ]


def placed_rows(situation: Situation, placed: Mapping[int, int]) -> list[PlacedRow]:
    """Everybody of an allocation, by class, then committee and name."""
    names = {one.id: one for one in situation.classes}
    found = [
        _placed_row(person, names, placed) for person in situation.people if placed.get(person.nomination_id) in names
    ]
    return sorted(found, key=lambda row: (names[row.class_id].number, row.committee, row.nomination_id))


def last_applied(plan: Plan) -> AllocationRun | None:
    """The allocation in force: the one applied last and not undone."""
    return plan.allocation_runs.filter(state=RunState.APPLIED).order_by("-applied_at", "-pk").first()


def _run_row(run: AllocationRun) -> RunRow:
    return RunRow(
        id=run.pk,
        run=run,
        state=run.state,
        state_label=run.get_state_display(),
        is_optimal=run.status == "optimal",
        total=run.cost.get("total"),
        bound=run.bound,
        people=len(run.assignment),
        made_at=run.made_at,
        made_by=str(run.made_by),
        applied_at=run.applied_at,
    )


def _size(one: TakingClass, people: int) -> ClassSize:
    return ClassSize(
        id=one.id,
        name=one.name,
        first_day=one.days[0] if one.days else None,
        last_day=one.days[-1] if one.days else None,
        wanted=one.wanted,
        smallest=one.smallest,
        largest=one.largest,
        people=people,
    )


def _table(
    trait: str, situation: Situation, placed: Mapping[int, int], wanted: Mapping[int, int], order: Sequence[str]
) -> BalanceTable:
    values = {person.nomination_id: VALUE_OF[trait](person) for person in situation.people}
    found = tallies(values, placed, wanted, order=order)
    return BalanceTable(trait=trait, title=TITLES[trait], rows=[(_label(trait, one.value), one) for one in found])


def _label(trait: str, value: str) -> str:
    if trait == "sex":
        return str(Gender(value).label)
    if trait == "age":
        return str(AGE_LABELS[value])
    return str(UnitKind(value).label) if trait == "kind" else value


def _placed_row(person: WaitingPerson, names: Mapping[int, TakingClass], placed: Mapping[int, int]) -> PlacedRow:
    class_id = placed[person.nomination_id]
    now = names.get(person.placed_in or 0)
    wished = names.get(person.wished_class or 0)
    return PlacedRow(
        nomination_id=person.nomination_id,
        name=person.name,
        unit=person.unit,
        committee=person.committee,
        class_id=class_id,
        class_name=names[class_id].name,
        now=now.name if now else "",
        wish=str(Wish.Kind(person.wish).label) if wished else "",
        wished=wished.name if wished else "",
        is_away=bool(person.away),
    )
