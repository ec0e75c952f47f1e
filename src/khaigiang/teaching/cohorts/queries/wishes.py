"""What committees ask of the allocation: which class for whom."""

from dataclasses import dataclass

from django.db.models import QuerySet

from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.queries.waiting import TakingClass, situation_of


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
class WishPage:
    """A committee's people who wait for a class, and the classes there are."""

    rows: list[WishRow]
    classes: tuple[TakingClass, ...]


def wish_page(plan: Plan, committee: Office | None) -> WishPage:
    """Everybody of a committee who waits for a class, by name of the unit; four statements."""
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
    return WishPage(rows=sorted(rows, key=lambda row: row.unit), classes=situation.classes)


def committees_with_accepted_people(plan: Plan, committees: QuerySet[Office]) -> QuerySet[Office]:
    """Of these committees, those with accepted people under a plan, by name."""
    accepted = Nomination.objects.filter(plan=plan, state=NominationState.ACCEPTED)
    return committees.filter(pk__in=accepted.values("committee")).order_by("sort_key", "pk")
