"""What committees ask of the allocation: which class for whom, and which of their places are filled with names."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import PlanState
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import ClassPlaces, Wish
from khaigiang.teaching.cohorts.queries.class_places import ClassPlacesGrid, class_places_grid
from khaigiang.teaching.cohorts.queries.waiting import Situation, TakingClass, situation_of, waiting_nominations
from khaigiang.teaching.cohorts.states import TAKES_PEOPLE


@dataclass(frozen=True, slots=True, kw_only=True)
class WishRow:
    """One accepted person of a committee with the class wished for, the class they have, and those they cannot attend."""

    nomination_id: int
    name: str
    unit: str
    wished_class: int | None
    wish: str
    placed_in: str
    impossible: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnClass:
    """A committee's places in one class: filled with names by it, placed there by an allocation, still free.

    `is_settled`: the list of the class is decided or drafted; `places` are then its people on it.
    """

    class_id: int
    name: str
    first_day: date | None
    is_settled: bool
    places: int
    named: int
    placed: int

    @property
    def free(self) -> int:
        """Places for which nobody is named or placed."""
        return 0 if self.is_settled else max(0, self.places - self.named - self.placed)


@dataclass(frozen=True, slots=True, kw_only=True)
class WishPage:
    """A committee's people who wait for a class, the classes there are, and its places in them, where it has any."""

    rows: list[WishRow]
    classes: tuple[TakingClass, ...]
    places: list[OwnClass]

    @property
    def free(self) -> int:
        """Places for which nobody is named or placed."""
        return sum(one.free for one in self.places)


def wish_page(plan: Plan, committee: Office | None) -> WishPage:
    """Everybody of a committee who waits for a class, by name of the unit; a constant number of statements."""
    situation = situation_of(plan)
    names = {one.id: one.name for one in situation.classes}
    rows = [
        WishRow(
            nomination_id=person.nomination_id,
            name=person.name,
            unit=person.unit,
            wished_class=person.wished_class,
            wish=person.wish if person.wished_class else "",
            placed_in=names.get(person.placed_in or 0, ""),
            impossible=tuple(one.name for one in situation.classes if one.days_missed_by(person)),
        )
        for person in situation.people
        if committee is not None and person.committee_id == committee.pk
    ]
    places = _own_places(class_places_grid(plan), situation, committee) if committee is not None else []
    return WishPage(rows=sorted(rows, key=lambda row: row.unit), classes=situation.classes, places=places)


def committees_with_accepted_people(plan: Plan, committees: QuerySet[Office]) -> QuerySet[Office]:
    """Of these committees, those with accepted people under a plan, by name."""
    accepted = Nomination.objects.filter(plan=plan, state=NominationState.ACCEPTED)
    return committees.filter(pk__in=accepted.values("committee")).order_by("sort_key", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unnamed:
    """How many accepted people of a committee with places by class are neither named for a class nor placed in one."""

    plan_id: int
    plan: str
    committee_id: int
    people: int


def unnamed_people(committee_ids: Collection[int]) -> list[Unnamed]:
    """Of these committees, those with such people while a class with places of theirs still takes people; one statement."""
    given = ClassPlaces.objects.filter(
        committee=OuterRef("committee"),
        training_class__plan=OuterRef("plan"),
        training_class__state__in=TAKES_PEOPLE,
        training_class__decisions=None,
    )
    waiting = waiting_nominations().filter(
        Exists(given), ~Q(wish__kind=Wish.Kind.PINNED), committee__in=committee_ids, plan__state=PlanState.OPEN
    )
    counted = waiting.filter(placement=None).values_list("plan", "plan__title", "committee").annotate(count=Count("pk"))
    return [
        Unnamed(plan_id=plan_id, plan=title, committee_id=committee_id, people=people)
        for plan_id, title, committee_id, people in counted.order_by("plan", "committee")
    ]


def _own_places(grid: ClassPlacesGrid, situation: Situation, committee: Office) -> list[OwnClass]:
    row = next((row for row in grid.rows if row.committee_id == committee.pk and row.is_given), None)
    if row is None:
        return []
    placed = Counter(
        person.placed_in
        for person in situation.people
        if person.committee_id == committee.pk and not (person.wish == Wish.Kind.PINNED and person.wished_class)
    )
    return [
        OwnClass(
            class_id=column.class_id,
            name=column.name,
            first_day=column.first_day,
            is_settled=column.is_settled,
            places=cell or 0,
            named=named,
            placed=placed[column.class_id],
        )
        for column, cell, named in zip(grid.columns, row.cells, row.named, strict=True)
    ]
