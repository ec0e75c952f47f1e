"""Divisions to begin with: by a field where one has so many elements as there are groups, else dealt by lot."""

from collections.abc import Iterator
from itertools import product

import numpy as np

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.groups.problem import Division
from khaigiang.solvers.groups.rounds.problem import Rounds

# Irreducible polynomials over the field of p elements, lowest coefficient first, for p to the power of n ≤ 32.
POLYNOMIALS = {4: (2, (1, 1)), 8: (2, (1, 1, 0)), 16: (2, (1, 1, 0, 0)), 32: (2, (1, 0, 1, 0, 0)), 9: (3, (2, 2)),
               27: (3, (1, 2, 0)), 25: (5, (2, 4))}  # fmt: skip


def first_divisions(rounds: Rounds, seed: int) -> tuple[Division, ...]:
    """As many divisions as asked for, with all fixed seats; NoPlanExists where those overfill a group."""
    made = tuple(_by_a_field(rounds)) if is_made_by_a_field(rounds) else ()
    dice = np.random.default_rng(abs(seed))
    return made + tuple(_dealt(rounds, number, dice) for number in range(len(made) + 1, rounds.rounds + 1))


def is_made_by_a_field(rounds: Rounds) -> bool:
    """Are the first divisions those of a field? No seat may be fixed, and no group larger than there are groups."""
    sizes = () if rounds.seats else rounds.problem.sizes()
    return bool(sizes) and max(sizes) <= len(sizes) and (_is_prime(len(sizes)) or len(sizes) in POLYNOMIALS)


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, int(number**0.5) + 1))


def _by_a_field(rounds: Rounds) -> Iterator[Division]:
    """Person (row i, column x) sits in round m in group x − m·i of the field: two rows meet exactly once (Bose 1938).

    Rows are filled from the first, so that every group has one person of each full row. A last round takes the rows
    themselves apart, where they are filled and their length is a multiple of the groups' size.
    """
    sizes = rounds.problem.sizes()
    people = [person.id for person in rounds.problem.people]
    groups = len(sizes)
    minus, times = _field(groups)
    for slope in range(min(groups, rounds.rounds)):
        division: dict[str, int] = {}
        for place, person_id in enumerate(people):
            row, column = divmod(place, groups)
            division[person_id] = minus[column][times[slope][row]] + 1
        yield _larger_groups_first(division, groups)
    if rounds.rounds > groups and groups * max(sizes) == len(people) and groups % max(sizes) == 0:
        yield {person_id: place // max(sizes) + 1 for place, person_id in enumerate(people)}


def _larger_groups_first(division: Division, groups: int) -> Division:
    counted = np.bincount(list(division.values()), minlength=groups + 1)[1:]
    order = sorted(range(groups), key=lambda group: -counted[group])
    name = {old + 1: new + 1 for new, old in enumerate(order)}
    return {person_id: name[group] for person_id, group in division.items()}


def _field(size: int) -> tuple[list[list[int]], list[list[int]]]:
    """Tables of x − y and x · y in the field of so many elements."""
    if _is_prime(size):
        numbers = range(size)
        return [[(x - y) % size for y in numbers] for x in numbers], [[x * y % size for y in numbers] for x in numbers]
    prime, tail = POLYNOMIALS[size]
    vectors = [tuple(reversed(digits)) for digits in product(range(prime), repeat=len(tail))]
    number = {vector: place for place, vector in enumerate(vectors)}
    minus = [[number[_minus(x, y, prime)] for y in vectors] for x in vectors]
    return minus, [[number[_times(x, y, prime, tail)] for y in vectors] for x in vectors]


def _minus(x: tuple[int, ...], y: tuple[int, ...], prime: int) -> tuple[int, ...]:
    return tuple((one - other) % prime for one, other in zip(x, y, strict=True))


def _times(x: tuple[int, ...], y: tuple[int, ...], prime: int, tail: tuple[int, ...]) -> tuple[int, ...]:
    total = (0,) * len(tail)
    for factor in reversed(x):
        over = total[-1]
        shifted = (0, *total[:-1])
        total = tuple(
            (low - over * part + factor * other) % prime for low, part, other in zip(shifted, tail, y, strict=True)
        )
    return total


def _dealt(rounds: Rounds, number: int, dice: np.random.Generator) -> Division:
    sizes = rounds.sizes(number)
    division = {person_id: group for (one, person_id), group in rounds.seats.items() if one == number}
    free = [group for group, size in enumerate(sizes, start=1) for _ in range(size)]
    for group in division.values():
        if group not in free:
            raise NoPlanExists
        free.remove(group)
    others = [person.id for person in rounds.problem.people if person.id not in division]
    for place, person_id in zip(dice.permutation(len(free)), others, strict=True):
        division[person_id] = free[place]
    return division
