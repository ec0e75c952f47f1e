"""An allocation as counts, so that the price of a few people moving is found without counting everybody again."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Assignment, Person, Problem

Numbers: TypeAlias = NDArray[np.int64]
NOWHERE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """People counted by a value and class, and the band within which a count costs nothing.

    `value_of` is the value of each person, or -1; `count`, `low` and `high` have a row a value and a column a class.
    """

    weight: int
    value_of: Numbers
    count: Numbers
    low: Numbers
    high: Numbers

    def distance(self, shift: int) -> Numbers:
        """How far each count would lie outside the band if it were so many more."""
        count = self.count + shift
        outside: Numbers = np.maximum(0, self.low - count) + np.maximum(0, count - self.high)
        return outside

    def one_more(self) -> Numbers:
        """What one more person of a value in a class costs; the last row is of those without a value."""
        return self._with_none(self.weight * (self.distance(1) - self.distance(0)))

    def one_fewer(self) -> Numbers:
        """What one person of a value fewer in a class costs; the last row is of those without a value."""
        return self._with_none(self.weight * (self.distance(-1) - self.distance(0)))

    def _with_none(self, prices: Numbers) -> Numbers:
        return np.vstack([prices, np.zeros((1, prices.shape[1]), dtype=np.int64)])


class Standing:
    """Where everybody sits at present; people and classes by their place in the problem."""

    def __init__(self, problem: Problem, assignment: Assignment) -> None:
        """Count once; people without a class of the problem sit nowhere."""
        self.problem = problem
        self.class_number = {cls.id: number for number, cls in enumerate(problem.classes)}
        self.person_number = {person.id: number for number, person in enumerate(problem.people)}
        self.place = [self.class_number.get(assignment.get(one.id, ""), NOWHERE) for one in problem.people]
        self.bands = tuple(self._bands())
        self.own_price = self._own_prices()
        self.in_class = Counter(self.place)
        self._places = np.array(self.place, dtype=np.int64)
        self.barred = np.zeros(self.own_price.shape, dtype=np.bool_)
        for number, one in enumerate(problem.people):
            self.barred[number, [self.class_number[class_id] for class_id in one.cannot]] = True
        self.lists_of = self._lists_of()
        self.of_unit: defaultdict[str, list[int]] = defaultdict(list)
        for number, person in enumerate(problem.people):
            self.of_unit[person.unit].append(number)

    def people_in(self, class_number: int) -> Numbers:
        """The people who sit in a class."""
        return np.flatnonzero(self._places == class_number)

    def price(self, changes: Mapping[int, int]) -> int:
        """What the total cost grows by when these people go to these classes, all at once."""
        moves = [(person, self.place[person], here) for person, here in changes.items() if self.place[person] != here]
        total = sum(self._own(person, here) - self._own(person, there) for person, there, here in moves)
        return total + sum(self._growth(band, moves) for band in self.bands)

    def made_worse(self, changes: Mapping[int, int]) -> tuple[Demand, ...]:
        """The hard demands that would be broken, or broken further, by these people going to these classes at once."""
        return (
            *self._sizes_made_worse(changes),
            *self._people_barred(changes),
            *self._lists_made_worse(changes),
            *self._limits_made_worse(changes),
        )

    def shift(self, changes: Mapping[int, int]) -> None:
        """Let these people go to these classes, in the bands alone: their prices are then those after the move."""
        for person, here in changes.items():
            self._recount(person, self.place[person], here)

    def shift_back(self, changes: Mapping[int, int]) -> None:
        """Undo `shift`."""
        for person, here in changes.items():
            self._recount(person, here, self.place[person])

    def _recount(self, person: int, there: int, here: int) -> None:
        for band in self.bands:
            value = band.value_of[person]
            if value >= 0:
                if there != NOWHERE:
                    band.count[value, there] -= 1
                band.count[value, here] += 1

    def _own(self, person: int, class_number: int) -> int:
        return 0 if class_number == NOWHERE else int(self.own_price[person, class_number])

    @staticmethod
    def _growth(band: Band, moves: Sequence[tuple[int, int, int]]) -> int:
        shifts: Counter[tuple[int, int]] = Counter()
        for person, there, here in moves:
            value = int(band.value_of[person])
            if value >= 0:
                shifts[value, there] -= 1
                shifts[value, here] += 1
        return band.weight * sum(
            _outside(band, cell, shift) - _outside(band, cell, 0)
            for cell, shift in shifts.items()
            if shift and cell[1] != NOWHERE
        )

    def _bands(self) -> Iterator[Band]:
        problem, weights = self.problem, self.problem.weights
        sizes = np.array([[cls.size for cls in problem.classes]], dtype=np.int64)
        everybody = np.zeros(len(problem.people), dtype=np.int64)
        yield self._band(weights.size, everybody, 1, sizes, sizes)
        for trait, weight in weights.balance.items():
            codes, count = _codes(problem.people, trait)
            shares = _people_of(codes, count) * sizes
            low, high = shares // problem.wanted, -(-shares // problem.wanted)
            if trait == "district":
                self._leave_to_places(low, high)
            yield self._band(weight, codes, count, low, high)
        codes, count = _codes(problem.people, "district")
        limits = -(-3 * _people_of(codes, count) * sizes // (2 * problem.wanted))
        low = np.zeros_like(limits)
        self._leave_to_places(low, limits)
        yield self._band(weights.crowding, codes, count, low, limits)
        if problem.places:
            yield self._band_of_places(codes, count)

    def _band_of_places(self, codes: Numbers, districts: int) -> Band:
        """Places as they were given; where none were, any number of people is as good."""
        shape = districts, len(self.problem.classes)
        low, high = np.zeros(shape, dtype=np.int64), np.full(shape, len(self.problem.people))
        cells = self._cells_of_places()
        low[cells] = high[cells] = [given.places for given in self.problem.places]
        return self._band(self.problem.weights.places, codes, districts, low, high)

    def _leave_to_places(self, low: Numbers, high: Numbers) -> None:
        """Where places were given to a district, nothing else counts its people."""
        cells = self._cells_of_places()
        low[cells], high[cells] = 0, len(self.problem.people)

    def _cells_of_places(self) -> tuple[list[int], list[int]]:
        number = _numbers_of_districts(self.problem)
        given = self.problem.places
        return [number[one.district] for one in given], [self.class_number[one.class_id] for one in given]

    def _band(self, weight: int, codes: Numbers, values: int, low: Numbers, high: Numbers) -> Band:
        count = np.zeros((values, len(self.problem.classes)), dtype=np.int64)
        places = np.array(self.place, dtype=np.int64)
        counted = (codes >= 0) & (places >= 0)
        np.add.at(count, (codes[counted], places[counted]), 1)
        return Band(weight=weight, value_of=codes, count=count, low=low, high=high)

    def _own_prices(self) -> Numbers:
        problem, weights = self.problem, self.problem.weights
        prices = np.zeros((len(problem.people), len(problem.classes)), dtype=np.int64)
        for number, person in enumerate(problem.people):
            if person.prefers:
                prices[number, :] += weights.prefer * person.wish_weight
                met = [self.class_number[class_id] for class_id in person.prefers]
                prices[number, met] -= weights.prefer * person.wish_weight
            if person.id in problem.keep:
                prices[number, :] += weights.moved
                prices[number, self.class_number[problem.keep[person.id]]] -= weights.moved
        return prices

    def _lists_of(self) -> defaultdict[int, list[tuple[str, tuple[str, ...]]]]:
        lists_of: defaultdict[int, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for rule, lists in (("together", self.problem.together), ("apart", self.problem.apart)):
            for people in lists:
                for person_id in dict.fromkeys(people):
                    lists_of[self.person_number[person_id]].append((rule, people))
        return lists_of

    def _sizes_made_worse(self, changes: Mapping[int, int]) -> Iterator[Demand]:
        growth: Counter[int] = Counter()
        for person, here in changes.items():
            growth[self.place[person]] -= 1
            growth[here] += 1
        for number, cls in enumerate(self.problem.classes):
            then = self.in_class[number] + growth[number]
            if growth[number] < 0 and then < cls.min:
                yield Demand(rule="min", class_id=cls.id, by=cls.min - then)
            if growth[number] > 0 and then > cls.max:
                yield Demand(rule="max", class_id=cls.id, by=then - cls.max)

    def _people_barred(self, changes: Mapping[int, int]) -> Iterator[Demand]:
        for number, here in changes.items():
            person, cls = self.problem.people[number], self.problem.classes[here]
            if cls.id in person.cannot and self.place[number] != here:
                yield Demand(rule="cannot", people=(person.id,), class_id=cls.id)

    def _lists_made_worse(self, changes: Mapping[int, int]) -> Iterator[Demand]:
        for rule, people in dict.fromkeys(one for person in changes for one in self.lists_of.get(person, ())):
            numbers = [self.person_number[person_id] for person_id in dict.fromkeys(people)]
            now = _missed(rule, [self.place[one] for one in numbers])
            then = _missed(rule, [changes.get(one, self.place[one]) for one in numbers])
            if then > now:
                yield Demand(rule="together" if rule == "together" else "apart", people=people, by=then)

    def _limits_made_worse(self, changes: Mapping[int, int]) -> Iterator[Demand]:
        most = self.problem.unit_max_per_week
        if most is None:
            return
        for unit in dict.fromkeys(self.problem.people[person].unit for person in changes):
            now, then = (self._away(unit, some) for some in ({}, changes))
            for week, people in then.items():
                if people > max(most, now[week]) and (unit, week) not in self.problem.excused:
                    yield Demand(rule="unit_max_per_week", unit=unit, week=week, by=people - most)

    def _away(self, unit: str, changes: Mapping[int, int]) -> Counter[int]:
        places = (changes.get(one, self.place[one]) for one in self.of_unit[unit])
        return Counter(self.problem.classes[place].week for place in places if place != NOWHERE)


def _outside(band: Band, cell: tuple[int, int], shift: int) -> int:
    count = int(band.count[cell]) + shift
    return max(0, int(band.low[cell]) - count) + max(0, count - int(band.high[cell]))


def _codes(people: Sequence[Person], trait: str) -> tuple[Numbers, int]:
    values: dict[str, int] = {}
    codes = [
        NOWHERE if value is None else values.setdefault(value, len(values))
        for value in (person.value_of(trait) for person in people)
    ]
    return np.array(codes, dtype=np.int64), len(values)


def _numbers_of_districts(problem: Problem) -> dict[str, int]:
    """Each district's number among codes: the order of their first appearance."""
    districts = dict.fromkeys(person.district for person in problem.people) if problem.places else {}
    return {district: number for number, district in enumerate(districts)}


def _people_of(codes: Numbers, values: int) -> Numbers:
    return np.bincount(codes[codes >= 0], minlength=values).astype(np.int64)[:, None]


def _missed(rule: str, places: Sequence[int]) -> int:
    if rule == "together":
        return len(set(places)) - 1
    placed = [place for place in places if place != NOWHERE]
    return len(placed) - len(set(placed))
