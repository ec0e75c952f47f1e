"""A second opinion on a plan, written from the text of the rules and without the solver."""

from collections import Counter
from collections.abc import Iterator

from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Assignment, Cost, Plan, Problem
from khaigiang.solvers.proof import is_consistent


def broken_rules(problem: Problem, plan: Plan) -> list[Demand]:
    """Every demand the plan leaves unmet, and every untrue word it says about its price; empty for a good plan.

    The price is recomputed by `cost`; `bound` may not exceed it, and equals it where the plan calls itself optimal.
    """
    broken = broken_demands(problem, plan.assignment)
    consistent = is_consistent(plan.status, cost=plan.cost.total, bound=plan.bound)
    if plan.cost != cost(problem, plan.assignment) or not consistent:
        broken.append(Demand(rule="price"))
    return broken


def broken_demands(problem: Problem, assignment: Assignment) -> list[Demand]:
    """Every hard demand of the problem that the assignment (person id → class id) leaves unmet, rule by rule."""
    return [
        *_people_without_a_class(problem, assignment),
        *_sizes_out_of_bounds(problem, assignment),
        *_people_where_they_cannot_be(problem, assignment),
        *_lists_torn_apart(problem, assignment),
        *_lists_thrown_together(problem, assignment),
        *_units_away_in_one_week(problem, assignment),
    ]


def cost(problem: Problem, assignment: Assignment) -> Cost:
    """The price of an assignment (person id → class id), by part, in the units of `problem.weights`.

    With n people, s wanted places of class c and S wanted places of all classes: size Σ|n_c − s|; prefer: people with
    wishes outside them, times their wish_weight; crowding: people of a district past ⌈3·n·s / 2·S⌉; balance: people of
    a value of a trait outside ⌊n·s / S⌋ … ⌈n·s / S⌉; moved: people of `keep` in another class; places: people more or
    fewer than a district's given places, which there count in place of crowding and its balance. People without a
    class count for nothing.
    """
    weights = problem.weights
    return Cost(
        size=weights.size * _people_more_or_fewer_than_wanted(problem, assignment),
        prefer=weights.prefer * _wishes_unmet(problem, assignment),
        crowding=weights.crowding * _people_in_crowds(problem, assignment),
        balance=sum(
            weight * _people_off_balance(problem, assignment, trait) for trait, weight in weights.balance.items()
        ),
        moved=weights.moved * _people_moved(problem, assignment),
        places=weights.places * _people_off_their_places(problem, assignment),
    )


def _people_without_a_class(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    classes = {cls.id for cls in problem.classes}
    people = dict.fromkeys(person.id for person in problem.people)
    for person_id in people | dict.fromkeys(assignment):
        if person_id not in people or assignment.get(person_id) not in classes:
            yield Demand(rule="attends", people=(person_id,), by=1)


def _sizes_out_of_bounds(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    people = Counter(assignment.values())
    for cls in problem.classes:
        if people[cls.id] < cls.min:
            yield Demand(rule="min", class_id=cls.id, by=cls.min - people[cls.id])
        if people[cls.id] > cls.max:
            yield Demand(rule="max", class_id=cls.id, by=people[cls.id] - cls.max)


def _people_where_they_cannot_be(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    for person in problem.people:
        if assignment.get(person.id) in person.cannot:
            yield Demand(rule="cannot", people=(person.id,), class_id=assignment[person.id], by=1)


def _lists_torn_apart(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    for people in problem.together:
        classes = {assignment.get(person_id) for person_id in people}
        if len(classes) > 1:
            yield Demand(rule="together", people=people, by=len(classes) - 1)


def _lists_thrown_together(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    for people in problem.apart:
        placed = [person_id for person_id in dict.fromkeys(people) if person_id in assignment]
        classes = {assignment[person_id] for person_id in placed}
        if len(classes) < len(placed):
            yield Demand(rule="apart", people=people, by=len(placed) - len(classes))


def _units_away_in_one_week(problem: Problem, assignment: Assignment) -> Iterator[Demand]:
    if problem.unit_max_per_week is None:
        return
    week_of = {cls.id: cls.week for cls in problem.classes}
    away = Counter(
        (person.unit, week_of[assignment[person.id]])
        for person in problem.people
        if assignment.get(person.id) in week_of
    )
    for (unit, week), people in away.items():
        if people > problem.unit_max_per_week and (unit, week) not in problem.excused:
            yield Demand(rule="unit_max_per_week", unit=unit, week=week, by=people - problem.unit_max_per_week)


def _people_more_or_fewer_than_wanted(problem: Problem, assignment: Assignment) -> int:
    people = Counter(assignment.values())
    return sum(abs(people[cls.id] - cls.size) for cls in problem.classes)


def _wishes_unmet(problem: Problem, assignment: Assignment) -> int:
    return sum(
        person.wish_weight
        for person in problem.people
        if person.prefers and person.id in assignment and assignment[person.id] not in person.prefers
    )


def _people_moved(problem: Problem, assignment: Assignment) -> int:
    return sum(
        person_id in assignment and assignment[person_id] != class_id for person_id, class_id in problem.keep.items()
    )


def _people_in_crowds(problem: Problem, assignment: Assignment) -> int:
    of_district, here = _counts(problem, assignment, "district")
    settled = _districts_with_places(problem)
    return sum(
        max(0, here[district, cls.id] + (-3 * people * cls.size) // (2 * problem.wanted))
        for district, people in of_district.items()
        for cls in problem.classes
        if (district, cls.id) not in settled
    )


def _people_off_their_places(problem: Problem, assignment: Assignment) -> int:
    _, here = _counts(problem, assignment, "district")
    return sum(abs(here[given.district, given.class_id] - given.places) for given in problem.places)


def _districts_with_places(problem: Problem) -> set[tuple[str, str]]:
    return {(given.district, given.class_id) for given in problem.places}


def _people_off_balance(problem: Problem, assignment: Assignment, trait: str) -> int:
    of_value, here = _counts(problem, assignment, trait)
    settled = _districts_with_places(problem) if trait == "district" else set()
    off = 0
    for value, people in of_value.items():
        for cls in problem.classes:
            if (value, cls.id) in settled:
                continue
            fewest = people * cls.size // problem.wanted
            most = -(-people * cls.size // problem.wanted)
            off += max(0, fewest - here[value, cls.id]) + max(0, here[value, cls.id] - most)
    return off


def _counts(problem: Problem, assignment: Assignment, trait: str) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    everywhere: Counter[str] = Counter()
    by_class: Counter[tuple[str, str]] = Counter()
    for person in problem.people:
        value = person.value_of(trait)
        if value is not None:
            everywhere[value] += 1
            by_class[value, assignment.get(person.id, "")] += 1
    return everywhere, by_class
