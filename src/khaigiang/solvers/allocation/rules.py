"""The rules of placing people in classes: one function each, its name the sentence."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.allocation.kinds import units_that_could_send_too_many
from khaigiang.solvers.allocation.problem import Person
from khaigiang.solvers.allocation.seating import Seating
from khaigiang.solvers.bands import off_even_share, outside

Expression: TypeAlias = cp_model.LinearExpr
HardRule: TypeAlias = Callable[[cp_model.CpModel, Seating], None]
SoftRule: TypeAlias = Callable[[cp_model.CpModel, Seating], Expression]


def every_person_attends_exactly_one_class(model: cp_model.CpModel, seating: Seating) -> None:
    """Everybody of a kind sits in one class or another."""
    for number, kind in enumerate(seating.kinds):
        places = [seating.seats[number, cls.id] for cls in seating.problem.classes]
        model.add(Expression.sum(places) == kind.size)


def class_sizes_stay_within_bounds(model: cp_model.CpModel, seating: Seating) -> None:
    """Every class has min ≤ people ≤ max."""
    for cls in seating.problem.classes:
        model.add_linear_constraint(seating.count(seating.everybody(), cls.id), cls.min, cls.max)


def nobody_attends_a_class_they_cannot(model: cp_model.CpModel, seating: Seating) -> None:
    """A class that a person cannot attend has no seat for them."""
    for number, kind in enumerate(seating.kinds):
        for class_id in sorted(kind.example.cannot):
            model.add(seating.seats[number, class_id] == 0)


def people_who_belong_together_share_a_class(model: cp_model.CpModel, seating: Seating) -> None:
    """All people of one list sit in the one class chosen for the list."""
    for people in seating.problem.together:
        kinds = sorted({seating.kind_of[person_id] for person_id in people})
        for cls in seating.problem.classes:
            here = model.new_bool_var("")
            for number in kinds:
                model.add(seating.seats[number, cls.id] == seating.kinds[number].size * here)


def people_kept_apart_never_share_a_class(model: cp_model.CpModel, seating: Seating) -> None:
    """Of one list, at most one person sits in each class."""
    for people in seating.problem.apart:
        kinds = sorted({seating.kind_of[person_id] for person_id in people})
        for cls in seating.problem.classes:
            model.add(seating.count(kinds, cls.id) <= 1)


def no_unit_sends_too_many_in_one_week(model: cp_model.CpModel, seating: Seating) -> None:
    """Of one unit, at most `unit_max_per_week` people sit in the classes of one week, unless it is excused."""
    problem = seating.problem
    if problem.unit_max_per_week is None:
        return
    limited = units_that_could_send_too_many(problem)
    for unit, kinds in _kinds_by(lambda person: person.unit, seating).items():
        for week in dict.fromkeys(cls.week for cls in problem.classes) if unit in limited else ():
            if (unit, week) in problem.excused:
                continue
            away = [seating.count(kinds, cls.id) for cls in problem.classes if cls.week == week]
            model.add(Expression.sum(away) <= problem.unit_max_per_week)


def class_sizes_are_as_wanted(model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person more or fewer than a class's wanted size."""
    most = len(seating.problem.people)
    return seating.problem.weights.size * Expression.sum(
        [
            outside(model, seating.count(seating.everybody(), cls.id), low=cls.size, high=cls.size, most=most)
            for cls in seating.problem.classes
        ]
    )


def people_attend_a_class_they_prefer(_model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person with wishes who sits in none of the classes wished for."""
    displaced = [
        (seating.seats[number, cls.id], kind.example.wish_weight)
        for number, kind in enumerate(seating.kinds)
        for cls in seating.problem.classes
        if kind.example.prefers and cls.id not in kind.example.prefers
    ]
    return seating.problem.weights.prefer * Expression.weighted_sum(
        [seats for seats, _ in displaced], [weight for _, weight in displaced]
    )


def no_district_crowds_into_one_class(model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person of a district in a class past one and a half times the district's even share, rounded up.

    Where places were given, they alone count.
    """
    problem, given = seating.problem, seating.problem.given
    if not problem.weights.crowding:
        return Expression.sum([])
    past: list[cp_model.IntVar] = []
    for district, kinds in _kinds_by(lambda person: person.district, seating).items():
        people = _size(seating, kinds)
        for cls in problem.classes:
            if (district, cls.id) in given:
                continue
            limit = -(-3 * people * cls.size // (2 * problem.wanted))
            past.append(outside(model, seating.count(kinds, cls.id), low=0, high=limit, most=people))
    return problem.weights.crowding * Expression.sum(past)


def traits_are_spread_evenly(model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person of one value of a trait in a class outside the even share, rounded down and up.

    Where places were given to a district, they alone count.
    """
    distances: list[cp_model.IntVar] = []
    prices: list[int] = []
    for trait, weight in seating.problem.weights.balance.items():
        found = _distances_to_even_share(model, seating, trait) if weight else []
        distances += found
        prices += [weight] * len(found)
    return Expression.weighted_sum(distances, prices)


def people_stay_in_the_class_they_were_told(_model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person who sits in another class than the one they have been told."""
    problem = seating.problem
    if not problem.weights.moved:
        return Expression.sum([])
    told = [problem.keep.get(kind.example.id) for kind in seating.kinds]
    return problem.weights.moved * Expression.sum(
        [
            seating.seats[number, cls.id]
            for number, class_id in enumerate(told)
            for cls in problem.classes
            if class_id not in {None, cls.id}
        ]
    )


def districts_fill_the_places_they_were_given(model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person of a district more or fewer in a class than it was given places there."""
    problem = seating.problem
    if not problem.weights.places:
        return Expression.sum([])
    kinds = _kinds_by(lambda person: person.district, seating) if problem.places else {}
    off = [
        outside(
            model,
            seating.count(kinds[one.district], one.class_id),
            low=one.places,
            high=one.places,
            most=_size(seating, kinds[one.district]),
        )
        for one in problem.places
    ]
    return problem.weights.places * Expression.sum(off)


HARD_RULES: Final[tuple[HardRule, ...]] = (
    every_person_attends_exactly_one_class,
    class_sizes_stay_within_bounds,
    nobody_attends_a_class_they_cannot,
    people_who_belong_together_share_a_class,
    people_kept_apart_never_share_a_class,
    no_unit_sends_too_many_in_one_week,
)

SOFT_RULES: Final[tuple[SoftRule, ...]] = (
    class_sizes_are_as_wanted,
    people_attend_a_class_they_prefer,
    no_district_crowds_into_one_class,
    traits_are_spread_evenly,
    people_stay_in_the_class_they_were_told,
    districts_fill_the_places_they_were_given,
)


def _distances_to_even_share(model: cp_model.CpModel, seating: Seating, trait: str) -> list[cp_model.IntVar]:
    problem = seating.problem
    distances: list[cp_model.IntVar] = []
    given = problem.given if trait == "district" else {}
    for value, kinds in _kinds_by(lambda person: person.value_of(trait), seating).items():
        free = [cls for cls in problem.classes if (value, cls.id) not in given]
        places = [(seating.count(kinds, cls.id), cls.size) for cls in free]
        distances += off_even_share(model, places, people=_size(seating, kinds), total=problem.wanted)
    return distances


def _kinds_by(look: Callable[[Person], str | None], seating: Seating) -> Mapping[str, list[int]]:
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, kind in enumerate(seating.kinds):
        value = look(kind.example)
        if value is not None:
            kinds[value].append(number)
    return kinds


def _size(seating: Seating, kinds: list[int]) -> int:
    return sum(seating.kinds[number].size for number in kinds)
