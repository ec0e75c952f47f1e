"""Why somebody is in their class: what each other class would break, or cost, and by which exchange it can be had."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np

from khaigiang.solvers.allocation.check import broken_demands, cost
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Assignment, ClassId, PersonId, Problem
from khaigiang.solvers.allocation.standing import NOWHERE, Numbers, Standing
from khaigiang.solvers.moves import Refusal, made_worse

Answer: TypeAlias = int | Refusal[Demand]
# So many ends of a chain of three are priced: all of them for some thousand people, else those that begin cheapest.
MOST_PRICES: Final = 8_000_000
FORBIDDEN: Final = 1 << 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One person leaves a class for another."""

    person_id: PersonId
    leaves: ClassId
    enters: ClassId


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An exchange: each person after the first leaves the class that the one before enters; and its price in all."""

    moves: tuple[Move, ...]
    price: int


def price_of_move(problem: Problem, assignment: Assignment, person_id: PersonId, class_id: ClassId) -> Answer:
    """What the total cost grows by (below zero: falls by) when this person alone moves to this class.

    A Refusal instead, when the move would break a hard demand that holds now, or break one further. `assignment` maps
    person id → class id; a person it does not yet hold is placed. An unknown person or class is refused by `attends`.
    """
    moved = {**assignment, person_id: class_id}
    worse = made_worse(broken_demands(problem, assignment), broken_demands(problem, moved))
    if worse:
        return Refusal(worse)
    return cost(problem, moved).total - cost(problem, assignment).total


def price_of_each_class(problem: Problem, assignment: Assignment, person_id: PersonId) -> dict[ClassId, Answer]:
    """`price_of_move` to every class, in the order of the problem; 0 for the class the person is in."""
    standing = Standing(problem, assignment)
    person = standing.person_number.get(person_id)
    if person is None:
        return {cls.id: price_of_move(problem, assignment, person_id, cls.id) for cls in problem.classes}
    answers: dict[ClassId, Answer] = {}
    for number, cls in enumerate(problem.classes):
        worse = standing.made_worse({person: number})
        answers[cls.id] = Refusal(worse) if worse else standing.price({person: number})
    return answers


def cheapest_chain(
    problem: Problem, assignment: Assignment, person_id: PersonId, class_id: ClassId, *, longest: int = 3
) -> Chain | None:
    """The cheapest exchange of two or three people that puts this person into this class without breaking a demand.

    None where there is none, or the person is in that class or in none. Up to some thousand people nothing is cheaper;
    of more, chains of three are tried that begin cheapest.
    """
    standing = Standing(problem, assignment)
    person, target = standing.person_number[person_id], standing.class_number[class_id]
    if standing.place[person] in {NOWHERE, target}:
        return None
    best = _cheapest(standing, {person: target}, longest - 1)
    if best is None:
        return None
    moves = tuple(
        Move(
            person_id=problem.people[one].id,
            leaves=problem.classes[standing.place[one]].id,
            enters=problem.classes[here].id,
        )
        for one, here in best[1].items()
    )
    return Chain(moves=moves, price=best[0])


_Found: TypeAlias = tuple[int, dict[int, int]]


def _cheapest(standing: Standing, begun: dict[int, int], more: int) -> _Found | None:
    """The cheapest way to go on with a chain by one to `more` people."""
    best = _last_exchange(standing, begun, FORBIDDEN)
    if more > 1:
        best = _longer(standing, begun, best)
    return best


def _longer(standing: Standing, begun: dict[int, int], best: _Found | None) -> _Found | None:
    """The same with one person more: whom the second one's class then holds too many, the third takes away."""
    prices, people = _prices_of_next(standing, begun)
    left = MOST_PRICES
    for _, changes in _by_price(prices, people, begun):
        left -= standing.in_class[next(reversed(changes.values()))] * len(standing.problem.classes)
        best = _last_exchange(standing, changes, FORBIDDEN if best is None else best[0]) or best
        if left < 0:
            break
    return best


def _last_exchange(standing: Standing, begun: dict[int, int], limit: int) -> _Found | None:
    """The cheapest end of a chain by one person more, if it costs less than `limit`."""
    menders = _who_could_mend(standing, begun)
    if menders is not None and not menders:
        return None
    prices, people = _prices_of_next(standing, begun, among=menders)
    _close_full_classes(standing, begun, prices)
    if not prices.size or prices.min() >= limit:
        return None
    for price, changes in _by_price(prices, people, begun):
        if price >= limit:
            return None
        if not standing.made_worse(changes):
            return price, changes
    return None


def _who_could_mend(standing: Standing, begun: dict[int, int]) -> set[int] | None:
    """Who alone can mend all that a begun chain breaks, by going on with it; None where nothing is broken."""
    menders: set[int] | None = None
    for demand in standing.made_worse(begun):
        if demand.rule in {"min", "max"}:
            continue
        some: set[int] = set()
        if demand.rule == "unit_max_per_week":
            some.update(standing.of_unit[demand.unit or ""])
        elif demand.rule != "cannot":
            some.update(standing.person_number[person_id] for person_id in demand.people)
        some -= begun.keys()
        menders = some if menders is None else menders & some
    return menders


def _close_full_classes(standing: Standing, begun: dict[int, int], prices: Numbers) -> None:
    """The last one of a chain makes one class larger, or comes back to the first, which else grows smaller."""
    first = standing.place[next(iter(begun))]
    classes = standing.problem.classes
    for number, cls in enumerate(classes):
        if number != first and standing.in_class[number] >= cls.max:
            prices[:, number] = FORBIDDEN
    if standing.in_class[first] <= classes[first].min:
        prices[:, [number for number in range(len(classes)) if number != first]] = FORBIDDEN


def _prices_of_next(
    standing: Standing, begun: dict[int, int], among: set[int] | None = None
) -> tuple[Numbers, Numbers]:
    """The price of the chain with each person of the last class entered going on to each class, and those people."""
    last = next(reversed(begun.values()))
    here = standing.people_in(last)
    people = here[~np.isin(here, list(begun))]
    if among is not None:
        people = people[np.isin(people, list(among))]
    own = standing.own_price[people]
    prices = own - own[:, [last]] + standing.price(begun)
    standing.shift(begun)
    for band in standing.bands:
        values = band.value_of[people]
        prices += band.one_fewer()[values, last][:, None] + band.one_more()[values]
    standing.shift_back(begun)
    prices[standing.barred[people]] = FORBIDDEN
    prices[:, last] = FORBIDDEN
    return prices, people


def _by_price(prices: Numbers, people: Numbers, begun: dict[int, int]) -> Iterator[_Found]:
    """Chains with their prices, cheapest first; what can never be is left out."""
    for place in np.argsort(prices, axis=None, kind="stable"):
        row, here = divmod(int(place), prices.shape[1])
        price = int(prices[row, here])
        if price >= FORBIDDEN:
            return
        yield price, {**begun, int(people[row]): here}
