"""Which class suits whom where each of so many people takes the class of one of them: the cheapest of all ways at once."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints
from khaigiang.solvers.compiled import inner


class Table(NamedTuple):
    """Prices of each person in each class (both in the order they were drawn), and room to find the cheapest pairing.

    After `pair`, person n takes the class `taken[n]`. Shapes: price (people, people), everything else (people).
    """

    price: Ints
    taken: Ints
    taker: Ints
    of_person: Ints
    of_class: Ints
    far: Ints
    before: Ints
    is_done: Ints


def table_of(people: int) -> Table:
    """Room for so many people."""
    row = [np.zeros(people, np.int64) for _ in range(7)]
    return Table(np.zeros((people, people), np.int64), *row)


@inner
def pair(table: Table, people: int) -> None:
    """Give the first so many people the classes of each other at the least price (shortest ways to a free class)."""
    _stay_where_cheapest(table, people)
    for person in range(people):
        if table.taken[person] < 0:
            _take_the_shortest_way(table, people, person)


@inner
def _stay_where_cheapest(table: Table, people: int) -> None:
    """Prices of classes and people at which nothing costs less than nothing; who pays nothing for a free class has it."""
    for number in range(people):
        table.taken[number] = table.taker[number] = -1
        table.of_class[number] = table.price[0, number]
        for person in range(1, people):
            table.of_class[number] = min(table.of_class[number], table.price[person, number])
    for person in range(people):
        least = table.price[person, 0] - table.of_class[0]
        for number in range(1, people):
            least = min(least, table.price[person, number] - table.of_class[number])
        table.of_person[person] = least
        for turn in range(people):
            # First their own.
            number = (person + turn) % people
            if table.taker[number] < 0 and table.price[person, number] - table.of_class[number] == least:
                table.taker[number] = person
                table.taken[person] = number
                break


@inner
def _take_the_shortest_way(table: Table, people: int, person: int) -> None:
    """The person takes a class, whoever has it another, and so on to a free one, at the least price for all of them."""
    for number in range(people):
        table.far[number] = table.price[person, number] - table.of_person[person] - table.of_class[number]
        table.before[number] = person
        table.is_done[number] = 0
    end, way = -1, 0
    while end < 0:
        nearest = _nearest(table, people)
        way = table.far[nearest]
        table.is_done[nearest] = 1
        if table.taker[nearest] < 0:
            end = nearest
        else:
            _look_on(table, people, table.taker[nearest], way)
    table.of_person[person] += way
    for number in range(people):
        if table.is_done[number] and number != end:
            table.of_class[number] -= way - table.far[number]
            table.of_person[table.taker[number]] += way - table.far[number]
    number = end
    while True:
        mover = table.before[number]
        following = table.taken[mover]
        table.taker[number] = mover
        table.taken[mover] = number
        if mover == person:
            break
        number = following


@inner
def _nearest(table: Table, people: int) -> int:
    best, nearest = -1, np.int64(1) << 62
    for number in range(people):
        if not table.is_done[number] and table.far[number] < nearest:
            best, nearest = number, table.far[number]
    return best


@inner
def _look_on(table: Table, people: int, taker: int, way: int) -> None:
    """From whoever has the nearest class: is any other class nearer through them?"""
    so_far = way - table.of_person[taker]
    for number in range(people):
        if not table.is_done[number]:
            far = so_far + table.price[taker, number] - table.of_class[number]
            if far < table.far[number]:
                table.far[number] = far
                table.before[number] = taker
