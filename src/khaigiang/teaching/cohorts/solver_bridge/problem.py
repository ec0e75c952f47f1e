"""From the rows of a plan to the problem that the allocation solver reads."""

import hashlib
import json
from dataclasses import asdict

from khaigiang.solvers import allocation as solver
from khaigiang.teaching.cohorts.models import Wish
from khaigiang.teaching.cohorts.queries import Situation, TakingClass, WaitingPerson
from khaigiang.teaching.cohorts.weights import Weights


def problem_of(situation: Situation, weights: Weights) -> solver.Problem:
    """The problem of placing everybody who waits; ids are the ids of our rows as text."""
    return solver.Problem(
        classes=tuple(_class(one) for one in situation.classes),
        people=tuple(_person(person, situation.classes) for person in situation.people),
        weights=solver.Weights(
            size=weights.size,
            prefer=weights.prefer,
            crowding=weights.crowding,
            balance=weights.of_traits,
            moved=weights.moved,
            places=weights.places,
        ),
        places=_given(situation),
        keep=assignment_of(situation.placed) if weights.moved else {},
    )


def input_hash(situation: Situation, weights: Weights) -> str:
    """A mark of everything that decides on an allocation; of where people sit at present only if moving has a price."""
    forget = {"name": None} if weights.moved else {"name": None, "placed_in": None}
    read: dict[str, object] = {
        "weights": {part: weight for part, weight in weights.as_json().items() if _counts(part, weight, situation)},
        "classes": [asdict(one) | {"number": None, "name": None} for one in situation.classes],
        "people": [asdict(person) | forget for person in situation.people],
    }
    if situation.places:
        read["places"] = [[*cell, places] for cell, places in sorted(situation.places.items())]
    return hashlib.sha256(json.dumps(read, default=str, sort_keys=True).encode()).hexdigest()


def _counts(part: str, weight: int, situation: Situation) -> bool:
    """Does a weight decide on this allocation? Runs kept before there was such a weight stay as they were."""
    return bool(weight) if part == "moved" else bool(situation.places) if part == "places" else True


def assignment_of(placed: dict[int, int]) -> dict[str, str]:
    """Who sits where, as the solver writes it."""
    return {str(nomination_id): str(class_id) for nomination_id, class_id in placed.items()}


def traits_of(person: WaitingPerson) -> dict[str, str]:
    """What is balanced between classes, but for the district."""
    return {"sex": person.gender, "age": person.age_band, "kind": person.unit_kind}


def impossible_classes(person: WaitingPerson, classes: tuple[TakingClass, ...]) -> frozenset[int]:
    """Classes that meet on days the person is away, and every other class where the committee wants only one."""
    pinned = person.wished_class if person.wish == Wish.Kind.PINNED else None
    return frozenset(
        one.id for one in classes if one.days_missed_by(person) or (pinned is not None and one.id != pinned)
    )


def _given(situation: Situation) -> tuple[solver.GivenPlaces, ...]:
    """The places of committees that have people who wait."""
    waiting = {person.committee_id for person in situation.people}
    return tuple(
        solver.GivenPlaces(district=str(committee), class_id=str(class_id), places=places)
        for (committee, class_id), places in situation.places.items()
        if committee in waiting
    )


def _class(one: TakingClass) -> solver.TrainingClass:
    year, week, _ = one.days[0].isocalendar() if one.days else (0, one.number, 0)
    return solver.TrainingClass(
        id=str(one.id), size=one.wanted, min=one.smallest, max=one.largest, week=year * 100 + week
    )


def _person(person: WaitingPerson, classes: tuple[TakingClass, ...]) -> solver.Person:
    prefers = _wished(person, classes)
    return solver.Person(
        id=str(person.nomination_id),
        unit=str(person.unit_id),
        district=str(person.committee_id),
        traits=traits_of(person),
        cannot=frozenset(str(class_id) for class_id in impossible_classes(person, classes)),
        prefers=frozenset(str(class_id) for class_id in prefers),
    )


def _wished(person: WaitingPerson, classes: tuple[TakingClass, ...]) -> list[int]:
    """The class that the committee would rather have, or else every class of the wished quarter."""
    if person.wish == Wish.Kind.PREFERS and person.wished_class is not None:
        return [person.wished_class]
    return [one.id for one in classes if person.wished_quarter is not None and one.quarter == person.wished_quarter]
