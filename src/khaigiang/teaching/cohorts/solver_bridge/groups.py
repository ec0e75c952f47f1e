"""Asking the solver for mixed discussion groups."""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Final

from khaigiang.solvers import groups as solver
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.teaching.cohorts.errors import NobodyOnTheList, TooFewForGroups
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.queries import GroupRow, ListRow, grouped, people_on
from khaigiang.teaching.cohorts.rules import age_band

# A group (tổ) has 8 to 15 people (practice).
SMALLEST: Final = 8
LARGEST: Final = 15
WEIGHTS: Final = {"district": 3, "sex": 2, "age": 1}
SECONDS: Final = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Groups as proposed, whether nothing can be more even, and the mark by which a person agrees to them."""

    rows: list[GroupRow]
    is_optimal: bool
    price: int
    bound: int
    mark: str


def propose_groups(training_class: TrainingClass, on: date) -> Grouping:
    """Groups of everybody in the class, as even in size, committees, sex and age as can be.

    Raises NobodyOnTheList or TooFewForGroups.
    """
    from khaigiang.solvers.groups.solve import solve  # noqa: PLC0415  OR-Tools is slow to load, seldom needed

    people = people_on(training_class, on)
    if not people:
        raise NobodyOnTheList(training_class=training_class)
    problem = solver.Problem(
        people=tuple(_person(person, on) for person in people), min_size=SMALLEST, max_size=LARGEST, weights=WEIGHTS
    )
    try:
        plan = solve(problem, seconds=SECONDS, seed=0)
    except NoPlanExists as none:
        raise TooFewForGroups(people=len(people), smallest=SMALLEST, largest=LARGEST) from none
    groups = _groups(plan.division)
    return Grouping(
        rows=grouped(people, groups),
        is_optimal=plan.status == "optimal",
        price=plan.cost.total,
        bound=plan.bound,
        mark=hashlib.sha256(json.dumps(groups).encode()).hexdigest(),
    )


def _person(person: ListRow, on: date) -> solver.Person:
    return solver.Person(
        id=str(person.enrolment_id),
        district=str(person.committee_id),
        traits={"sex": "F" if person.is_woman else "M", "age": age_band(person.born_on, on)},
    )


def _groups(division: solver.Division) -> list[list[int]]:
    members: defaultdict[int, list[int]] = defaultdict(list)
    for person_id, group in division.items():
        members[group].append(int(person_id))
    return [sorted(members[group]) for group in sorted(members)]
