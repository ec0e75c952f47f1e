"""The rules of dividing a class into groups: one function each, its name the sentence."""

from collections import defaultdict
from collections.abc import Callable
from typing import Final, TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.bands import off_even_share
from khaigiang.solvers.groups.seating import Seating

Expression: TypeAlias = cp_model.LinearExpr
HardRule: TypeAlias = Callable[[cp_model.CpModel, Seating], None]
SoftRule: TypeAlias = Callable[[cp_model.CpModel, Seating], Expression]


def everybody_sits_in_exactly_one_group(model: cp_model.CpModel, seating: Seating) -> None:
    """Everybody of a kind sits in one group or another."""
    for number, people in enumerate(seating.kinds):
        model.add(Expression.sum([seating.seats[number, group] for group in seating.sizes]) == len(people))


def groups_are_within_bounds_and_nearly_equal(model: cp_model.CpModel, seating: Seating) -> None:
    """Each group has the size that `Problem.sizes` gives it."""
    for group, size in seating.sizes.items():
        model.add(seating.count(range(len(seating.kinds)), group) == size)


def traits_are_spread_evenly(model: cp_model.CpModel, seating: Seating) -> Expression:
    """Soft: each person of one value of a trait in a group outside the even share, rounded down and up."""
    distances: list[cp_model.IntVar] = []
    prices: list[int] = []
    for trait, weight in seating.problem.weights.items():
        found = _distances_to_even_share(model, seating, trait) if weight else []
        distances += found
        prices += [weight] * len(found)
    return Expression.weighted_sum(distances, prices)


HARD_RULES: Final[tuple[HardRule, ...]] = (
    everybody_sits_in_exactly_one_group,
    groups_are_within_bounds_and_nearly_equal,
)

SOFT_RULES: Final[tuple[SoftRule, ...]] = (traits_are_spread_evenly,)


def _distances_to_even_share(model: cp_model.CpModel, seating: Seating, trait: str) -> list[cp_model.IntVar]:
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, people in enumerate(seating.kinds):
        value = people[0].value_of(trait)
        if value is not None:
            kinds[value].append(number)
    distances: list[cp_model.IntVar] = []
    for alike in kinds.values():
        places = [(seating.count(alike, group), 1) for group in seating.sizes]
        size = sum(len(seating.kinds[number]) for number in alike)
        distances += off_even_share(model, places, people=size, total=len(places))
    return distances
