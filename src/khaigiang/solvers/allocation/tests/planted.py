"""Problems with room enough for everybody, and one contradiction planted in them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Final, TypeAlias

from khaigiang.solvers.allocation import Demand, Person, Problem, TrainingClass

UNIT_SIZE: Final = 8
LIMIT: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A problem without a plan, and the demands that were made to contradict each other."""

    problem: Problem
    demands: frozenset[Demand]


Plant: TypeAlias = Callable[[Problem], Planted]


def a_roomy_problem(people: int, *, classes: int = 10, parallel: int = 1, seed: int = 0) -> Problem:
    """Wide classes, so many of them in one week; small units, a few lists, people away now and then: a plan is near."""
    lot = Random(seed)
    class_ids = [f"c{number}" for number in range(1, classes + 1)]
    share = -(-people // classes)
    return Problem(
        classes=tuple(
            TrainingClass(id=class_id, size=share, min=share // 4, max=2 * share, week=number // parallel)
            for number, class_id in enumerate(class_ids)
        ),
        people=tuple(
            Person(
                id=f"p{number}",
                unit=f"u{number // UNIT_SIZE}",
                district=f"d{number % 40}",
                traits={"sex": lot.choice("MF")},
                cannot=frozenset(lot.sample(class_ids, lot.choice([0, 0, 0, 1, 2]))),
                prefers=frozenset(lot.sample(class_ids, lot.choice([0, 0, 1, 2]))),
            )
            for number in range(people)
        ),
        together=tuple((f"p{number}", f"p{number + 1}") for number in range(40, people, 100)),
        apart=tuple((f"p{number}", f"p{number + 2}", f"p{number + 5}") for number in range(50, people, 100)),
        unit_max_per_week=LIMIT,
    )


def too_many_people(problem: Problem) -> Planted:
    """One more person than all classes take."""
    share, more = divmod(len(problem.people) - 1, len(problem.classes))
    sizes = [share + (number < more) for number in range(len(problem.classes))]
    classes = tuple(replace(cls, max=size) for cls, size in zip(problem.classes, sizes, strict=True))
    return Planted(
        problem=replace(problem, classes=classes), demands=frozenset(_max(cls.id) for cls in problem.classes)
    )


def too_few_people(problem: Problem) -> Planted:
    """One person fewer than all classes want at least."""
    share, more = divmod(len(problem.people) + 1, len(problem.classes))
    sizes = [share + (number < more) for number in range(len(problem.classes))]
    classes = tuple(replace(cls, min=size) for cls, size in zip(problem.classes, sizes, strict=True))
    return Planted(
        problem=replace(problem, classes=classes), demands=frozenset(_min(cls.id) for cls in problem.classes)
    )


def a_person_who_is_always_away(problem: Problem) -> Planted:
    """Somebody who can attend no class."""
    person = problem.people[len(problem.people) // 2]
    return _barring(problem, {person.id: _ids(problem)}, frozenset())


def too_many_for_one_class(problem: Problem) -> Planted:
    """One more person than the second class takes can attend no other."""
    cls = problem.classes[1]
    small = _with_class(problem, replace(cls, min=0, max=len(problem.people) // 60))
    people = [person.id for person in problem.people[::40]][: len(problem.people) // 60 + 1]
    barred = dict.fromkeys(people, _ids(problem) - {cls.id})
    return _barring(_freed(small, frozenset(people)), barred, frozenset([_max(cls.id)]))


def too_many_for_two_classes(problem: Problem) -> Planted:
    """One more person than the second and third class take can attend no other."""
    few = len(problem.people) // 100
    small = problem
    for cls in problem.classes[1:3]:
        small = _with_class(small, replace(cls, min=0, max=few))
    pair = frozenset(cls.id for cls in problem.classes[1:3])
    people = [person.id for person in problem.people[::30]][: 2 * few + 1]
    free = _freed(small, frozenset(people))
    return _barring(free, dict.fromkeys(people, _ids(problem) - pair), frozenset(map(_max, pair)))


def too_few_for_one_class(problem: Problem) -> Planted:
    """One person fewer than the last class wants at least can attend it."""
    cls = problem.classes[-1]
    people = [person.id for person in problem.people[: len(problem.people) - cls.min + 1]]
    return _barring(problem, dict.fromkeys(people, frozenset([cls.id])), frozenset([_min(cls.id)]))


def together_and_apart(problem: Problem) -> Planted:
    """A chain of three lists binds two people who are kept apart."""
    one, two, three, four = (problem.people[number].id for number in (1, 12, 23, 34))
    chain = ((one, two), (two, three), (three, four))
    demands = frozenset([*(Demand(rule="together", people=pair) for pair in chain), _apart(four, one)])
    bound = replace(problem, together=problem.together + chain, apart=(*problem.apart, (four, one)))
    return Planted(problem=bound, demands=demands)


def together_and_away(problem: Problem) -> Planted:
    """Two people who belong together can attend no class in common."""
    one, other = problem.people[1].id, problem.people[12].id
    ids = sorted(_ids(problem))
    barred = {one: frozenset(ids[::2]), other: frozenset(ids[1::2])}
    listed = replace(problem, together=(*problem.together, (one, other)))
    return _barring(listed, barred, frozenset([Demand(rule="together", people=(one, other))]))


def apart_and_away(problem: Problem) -> Planted:
    """Three people kept apart can attend but the same two classes."""
    people = tuple(problem.people[number].id for number in (1, 12, 23))
    two = frozenset(cls.id for cls in problem.classes[:2])
    listed = replace(problem, apart=(*problem.apart, people))
    return _barring(listed, dict.fromkeys(people, _ids(problem) - two), frozenset([_apart(*people)]))


def apart_and_too_few_classes(problem: Problem) -> Planted:
    """One more person than there are classes on a list of people kept apart."""
    people = tuple(person.id for person in problem.people[::9][: len(problem.classes) + 1])
    return Planted(problem=replace(problem, apart=(*problem.apart, people)), demands=frozenset([_apart(*people)]))


def a_unit_with_too_many_people(problem: Problem) -> Planted:
    """A unit with one more person than may be away in all weeks together."""
    unit, weeks = "u-large", sorted({cls.week for cls in problem.classes})
    people = {person.id for person in problem.people[::7][: LIMIT * len(weeks) + 1]}
    moved = tuple(
        replace(person, unit=unit, cannot=frozenset()) if person.id in people else person for person in problem.people
    )
    demands = frozenset(Demand(rule="unit_max_per_week", unit=unit, week=week) for week in weeks)
    return Planted(problem=replace(problem, people=moved), demands=demands)


def a_unit_away_in_all_but_one_week(problem: Problem) -> Planted:
    """One person of a unit more than may be away in a week can come in that week alone."""
    one_week = problem.classes[2]
    people = [person.id for person in problem.people if person.unit == "u1"][: LIMIT + 1]
    limit = Demand(rule="unit_max_per_week", unit="u1", week=one_week.week)
    return _barring(problem, dict.fromkeys(people, _ids(problem) - {one_week.id}), frozenset([limit]))


def a_group_larger_than_its_classes(problem: Problem) -> Planted:
    """A list of people who belong together, larger than the two classes that one of them can attend."""
    large = len(problem.people) // 50
    group = tuple(person.id for person in problem.people[3::11][:large])
    free = _freed(problem, frozenset(group))
    for cls in problem.classes[:2]:
        free = _with_class(free, replace(cls, min=0, max=large - 1))
    bound = replace(free, together=(*free.together, group), unit_max_per_week=None)
    two = frozenset(cls.id for cls in problem.classes[:2])
    demands = frozenset([Demand(rule="together", people=group), *map(_max, two)])
    return _barring(bound, {group[0]: _ids(problem) - two}, demands)


def three_groups_for_two_classes(problem: Problem) -> Planted:
    """Three lists, two of which never fit into one class, can attend but two classes: there would be places enough."""
    size = len(problem.people) // 100
    groups = [tuple(person.id for person in problem.people[3 + start :: 11][:size]) for start in range(3)]
    free = _freed(problem, frozenset(one for group in groups for one in group))
    for cls in problem.classes[:2]:
        free = _with_class(free, replace(cls, min=0, max=2 * size - 1))
    bound = replace(free, together=(*free.together, *groups), unit_max_per_week=None, apart=())
    two = frozenset(cls.id for cls in problem.classes[:2])
    demands = frozenset([*(Demand(rule="together", people=group) for group in groups), *map(_max, two)])
    return _barring(bound, {group[0]: _ids(problem) - two for group in groups}, demands)


def a_class_wanting_more_than_units_may_send(problem: Problem) -> Planted:
    """The last class wants more people than all units together may send in its week."""
    units = sorted({person.unit for person in problem.people})
    cls = replace(problem.classes[-1], min=LIMIT * len(units) + 1, max=len(problem.people), week=-1)
    tight = _with_class(_freed(problem, frozenset(person.id for person in problem.people)), cls)
    wide = replace(tight, classes=tuple(replace(one, min=0) if one.id != cls.id else one for one in tight.classes))
    demands = [Demand(rule="unit_max_per_week", unit=unit, week=cls.week) for unit in units]
    return Planted(problem=wide, demands=frozenset([*demands, _min(cls.id)]))


PLANTS: Final[Mapping[str, Plant]] = {
    plant.__name__: plant
    for plant in (
        too_many_people,
        too_few_people,
        a_person_who_is_always_away,
        too_many_for_one_class,
        too_many_for_two_classes,
        too_few_for_one_class,
        together_and_apart,
        together_and_away,
        apart_and_away,
        apart_and_too_few_classes,
        a_unit_with_too_many_people,
        a_unit_away_in_all_but_one_week,
        a_group_larger_than_its_classes,
        three_groups_for_two_classes,
        a_class_wanting_more_than_units_may_send,
    )
}


def _barring(problem: Problem, barred: Mapping[str, frozenset[str]], others: frozenset[Demand]) -> Planted:
    people = tuple(replace(person, cannot=barred.get(person.id, person.cannot)) for person in problem.people)
    cannot = [
        Demand(rule="cannot", people=(person,), class_id=class_id)
        for person, class_ids in barred.items()
        for class_id in class_ids
    ]
    return Planted(problem=replace(problem, people=people), demands=others | frozenset(cannot))


def _freed(problem: Problem, people: frozenset[str]) -> Problem:
    return replace(
        problem,
        people=tuple(
            replace(person, cannot=frozenset()) if person.id in people else person for person in problem.people
        ),
        apart=tuple(listed for listed in problem.apart if people.isdisjoint(listed)),
        together=tuple(listed for listed in problem.together if people.isdisjoint(listed)),
    )


def _with_class(problem: Problem, changed: TrainingClass) -> Problem:
    return replace(problem, classes=tuple(changed if cls.id == changed.id else cls for cls in problem.classes))


def _ids(problem: Problem) -> frozenset[str]:
    return frozenset(cls.id for cls in problem.classes)


def _max(class_id: str) -> Demand:
    return Demand(rule="max", class_id=class_id)


def _min(class_id: str) -> Demand:
    return Demand(rule="min", class_id=class_id)


def _apart(*people: str) -> Demand:
    return Demand(rule="apart", people=people)
