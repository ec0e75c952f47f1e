"""Which of several pieces comes first, as a price the exact model's relaxation can see."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.grid import Choice
from khaigiang.solvers.timetabling.problem import Slot

Expression: TypeAlias = cp_model.LinearExpr


def order_of(model: cp_model.CpModel, pieces: Sequence[Mapping[Slot, Choice]]) -> dict[tuple[int, int], Choice]:
    """For each pair of pieces (one < other, by their place in `pieces`) whether the first of them comes first.

    Each piece is given by its choices of a half-day. Ranks counted from the pairs bound the positions: where there are
    as many half-days as pieces they equal them, which alone makes the pairs a linear order (a tournament with scores
    0 … n−1 is transitive: Landau 1953), and makes the model's relaxation see what a swap costs.
    """
    slots = sorted({slot for choices in pieces for slot in choices})
    place_of = {slot: place for place, slot in enumerate(slots)}
    positions = [
        Expression.weighted_sum(list(choices.values()), [place_of[slot] for slot in choices]) for choices in pieces
    ]
    spare = len(slots) - len(pieces)
    first = {pair: model.new_bool_var("") for pair in combinations(range(len(pieces)), 2)}
    for place, position in enumerate(positions):
        rank = Expression.sum([_precedes(first, other, place) for other in range(len(pieces)) if other != place])
        model.add_linear_constraint(position - rank, 0, max(0, spare))
    for (one, other), one_is_first in first.items() if spare > 0 else ():
        model.add(positions[one] < positions[other]).only_enforce_if(one_is_first)
        model.add(positions[other] < positions[one]).only_enforce_if(~one_is_first)
    return first


def _precedes(first: Mapping[tuple[int, int], Choice], one: int, other: int) -> Expression:
    return first[one, other] + 0 if one < other else 1 - first[other, one]
