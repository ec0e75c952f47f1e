"""Everybody as numbers: the problem as the search for a whole city reads it."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, count
from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.problem import Problem

# More than any plan costs: the price of each person who breaks a hard rule while a plan is mended.
FORBIDDEN = 1 << 46


class Census(NamedTuple):
    """What does not change. Rows are sets of people counted in each class: all, a district, a value of a trait.

    Row 0 is everybody, rows 1 … `districts` are districts, the last one is of nobody (for traits a person lacks). A
    cell is row · classes + class. Below `low` and above `high` each person costs the cell's `off_price`, above `limit`
    the row's `crowd_price` too.
    """

    classes: int
    districts: int
    rows: Small
    # Classes with a price of their own: choice[p] … choice[p + 1]; every other class costs `elsewhere`.
    choice: Ints
    choice_class: Small
    choice_price: Ints
    elsewhere: Ints
    low: Small
    high: Small
    limit: Small
    off_price: Ints
    crowd_price: Ints
    fewest: Ints
    most: Ints
    # Who must sit with whom (a ring of companions), and who must not (lists by person, people by list).
    companion: Small
    lists_of: Ints
    list_of: Small
    listed: Ints
    listed_person: Small
    # How many more of a unit may be away in a week: room[unit · weeks + week]; unit -1 has room for all.
    unit: Small
    week: Small
    weeks: int
    room: Ints


def census_of(problem: Problem) -> Census:
    """The problem in numbers, in the order of its people and classes."""
    classes = len(problem.classes)
    sizes = np.array([cls.size for cls in problem.classes], np.int64)
    rows, people, prices, crowds, districts = _rows(problem)
    choice, choice_class, choice_price = _choices(problem)
    units, room, week, weeks = _units(problem)
    lists_of, list_of, listed, listed_person = _lists(problem)
    share = people[:, None] * sizes[None, :]
    low, high = share // problem.wanted, -(-share // problem.wanted)
    low[0], high[0] = sizes, sizes
    limit = -((-3 * share) // (2 * problem.wanted))
    off_price = np.repeat(prices, classes)
    cells, places = cells_of_places(problem)
    low.flat[cells] = high.flat[cells] = places
    # Whatever else a district's people in a class would cost, where places were given they alone count.
    limit.flat[cells] = len(problem.people)
    off_price[cells] = problem.weights.places
    return Census(
        classes=classes,
        districts=districts,
        rows=rows,
        choice=choice,
        choice_class=choice_class,
        choice_price=choice_price,
        elsewhere=_elsewhere(problem),
        low=low.ravel().astype(np.int32),
        high=high.ravel().astype(np.int32),
        limit=limit.ravel().astype(np.int32),
        off_price=off_price,
        crowd_price=crowds,
        fewest=np.array([cls.min for cls in problem.classes], np.int64),
        most=np.array([cls.max for cls in problem.classes], np.int64),
        companion=_companions(problem),
        lists_of=lists_of,
        list_of=list_of,
        listed=listed,
        listed_person=listed_person,
        unit=units,
        week=week,
        weeks=weeks,
        room=room,
    )


def smallest_price(census: Census) -> int:
    """The smallest price of one person anywhere (of nothing that costs: more than any plan)."""
    prices = np.concatenate([census.off_price, census.crowd_price, census.elsewhere])
    return int(prices[prices > 0].min(initial=FORBIDDEN))


def cells_of_places(problem: Problem) -> tuple[Ints, Ints]:
    """The cells of districts and classes for which places were given, and those places."""
    given = problem.places
    # Districts are numbered in the order of their first appearance.
    districts = dict.fromkeys(person.district for person in problem.people) if given else {}
    row = {district: number + 1 for number, district in enumerate(districts)}
    class_number = {cls.id: number for number, cls in enumerate(problem.classes)}
    cells = [row[one.district] * len(problem.classes) + class_number[one.class_id] for one in given]
    return np.array(cells, np.int64), np.array([one.places for one in given], np.int64)


def _numbered(values: Iterable[str | None]) -> tuple[Small, int]:
    """Each value as a number in the order of their first appearance (None: -1), and how many there are."""
    numbers: defaultdict[str | None, int] = defaultdict(count().__next__, {None: -1})
    coded = np.fromiter(map(numbers.__getitem__, values), np.int32)
    return coded, len(numbers) - 1


def _rows(problem: Problem) -> tuple[Small, Ints, Ints, Ints, int]:
    weights, everybody = problem.weights, len(problem.people)
    of_district = weights.balance.get("district", 0)
    if of_district or weights.crowding or problem.places:
        coded, districts = _numbered([person.district for person in problem.people])
    else:
        coded, districts = np.zeros(everybody, np.int32), 1
    columns = [np.zeros(everybody, np.int32), coded + np.int32(1)]
    people = [np.array([everybody]), np.bincount(coded, minlength=districts)]
    prices = [weights.size] + [of_district] * districts
    crowds = [0] + [weights.crowding] * districts
    for trait in sorted(weights.balance):
        if trait != "district" and weights.balance[trait]:
            coded, values = _numbered([person.traits.get(trait) for person in problem.people])
            columns.append(np.where(coded < 0, -1, coded + len(prices)).astype(np.int32))
            people.append(np.bincount(coded[coded >= 0], minlength=values))
            prices += [weights.balance[trait]] * values
            crowds += [0] * values
    rows = np.stack(columns, axis=1)
    rows[rows < 0] = len(prices)
    sizes = np.concatenate([*people, np.zeros(1, np.int64)]).astype(np.int64)
    return np.ascontiguousarray(rows), sizes, np.array([*prices, 0]), np.array([*crowds, 0]), districts


def _elsewhere(problem: Problem) -> Ints:
    weights, keep = problem.weights, problem.keep
    wishes = np.array([person.wish_weight if person.prefers else 0 for person in problem.people], np.int64)
    kept = np.array([person.id in keep for person in problem.people], np.int64) if keep else 0
    return np.asarray(weights.prefer * wishes + weights.moved * kept, np.int64)


def _choices(problem: Problem) -> tuple[Ints, Small, Ints]:
    """Each person's classes with a price of their own, classes in their order; prices of one class are added up."""
    people, classes = problem.people, len(problem.classes)
    numbers = {cls.id: number for number, cls in enumerate(problem.classes)}
    wishes = problem.weights.prefer * np.array([person.wish_weight for person in people], np.int64)
    who: list[Ints] = []
    which: list[Ints] = []
    price: list[Ints] = []
    for sets, prices in (
        ([person.prefers for person in people], -wishes),
        ([person.cannot for person in people], np.full(len(people), FORBIDDEN)),
    ):
        asked = np.repeat(np.arange(len(people)), np.fromiter(map(len, sets), np.int64, len(people)))
        who.append(asked)
        which.append(np.fromiter(map(numbers.__getitem__, chain.from_iterable(sets)), np.int64, len(asked)))
        price.append(prices[asked])
    if problem.keep:
        kept = [(number, numbers[problem.keep[one.id]]) for number, one in enumerate(people) if one.id in problem.keep]
        who.append(np.array([number for number, _ in kept], np.int64))
        which.append(np.array([class_number for _, class_number in kept], np.int64))
        price.append(np.full(len(kept), -problem.weights.moved))
    places, back = np.unique(np.concatenate(who) * classes + np.concatenate(which), return_inverse=True)
    prices = np.zeros(len(places), np.int64)
    np.add.at(prices, back, np.concatenate(price))
    first = np.searchsorted(places, np.arange(len(people) + 1) * classes)
    return first.astype(np.int64), (places % classes).astype(np.int32), prices


def _units(problem: Problem) -> tuple[Small, Ints, Small, int]:
    week, weeks = _numbered([str(cls.week) for cls in problem.classes])
    limit = problem.unit_max_per_week
    if limit is None:
        return np.full(len(problem.people), -1, np.int32), np.zeros(0, np.int64), week, weeks
    coded, units = _numbered([person.unit for person in problem.people])
    crowded = np.flatnonzero(np.bincount(coded, minlength=units) > limit)
    place = np.full(units, -1, np.int32)
    place[crowded] = np.arange(len(crowded))
    room = np.full((len(crowded), weeks), limit, np.int64)
    week_of = {cls.week: int(number) for cls, number in zip(problem.classes, week, strict=True)}
    if problem.excused:
        place_of = dict(zip([person.unit for person in problem.people], place[coded].tolist(), strict=True))
        for unit, excused in problem.excused:
            if place_of.get(unit, -1) >= 0 and excused in week_of:
                room[place_of[unit], week_of[excused]] = len(problem.people)
    return place[coded], room.ravel(), week, weeks


def _lists(problem: Problem) -> tuple[Ints, Small, Ints, Small]:
    """Lists of people kept apart: by person, and by list."""
    numbers = _listed_numbers(problem, problem.apart)
    lists = [sorted({numbers[person_id] for person_id in ids}) for ids in problem.apart]
    listed = np.cumsum([0, *map(len, lists)]).astype(np.int64)
    person = np.fromiter(chain.from_iterable(lists), np.int32)
    of_list = np.repeat(np.arange(len(lists), dtype=np.int32), np.diff(listed))
    order = np.argsort(person, kind="stable")
    first = np.searchsorted(person[order], np.arange(len(problem.people) + 1))
    return first.astype(np.int64), of_list[order], listed, person


def _companions(problem: Problem) -> Small:
    """Each person's next companion, in a ring of all who must sit together; whoever is alone is their own."""
    ring = np.arange(len(problem.people), dtype=np.int32)
    numbers = _listed_numbers(problem, problem.together)
    party = {number: number for number in numbers.values()}
    for ids in problem.together:
        for person_id in ids[1:]:
            one, other = _head(party, numbers[ids[0]]), _head(party, numbers[person_id])
            if one != other:
                party[max(one, other)] = min(one, other)
                ring[one], ring[other] = ring[other], ring[one]
    return ring


def _head(party: dict[int, int], number: int) -> int:
    while party[number] != number:
        party[number] = party[party[number]]
        number = party[number]
    return number


def _listed_numbers(problem: Problem, lists: Iterable[Iterable[str]]) -> dict[str, int]:
    listed = set(chain.from_iterable(lists))
    return {person.id: number for number, person in enumerate(problem.people) if person.id in listed} if listed else {}
