"""Can these demands be met, all at once, with everybody in exactly one class?"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.allocation.contradiction.blocks import Block, blocks_of
from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, Limit, classes_in
from khaigiang.solvers.search import answer_of
from khaigiang.solvers.time_limit import TimeLimit

Seat: TypeAlias = tuple[cp_model.IntVar, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """`times` blocks of `size` people that no demand tells apart, with how many of each limited unit are in one."""

    allowed: int
    size: int
    times: int
    units: tuple[tuple[str, int], ...]
    apart: tuple[int, ...]


def fits(facts: Facts, claims: Claims, limit: TimeLimit) -> bool | None:
    """Is there an allocation that meets the claims? None when the time ended before it was known."""
    blocks = blocks_of(facts, claims)
    if any(not block.allowed or block.torn for block in blocks):
        return False
    alike = _alike(facts, claims, blocks)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    status = answer_of(solver, _model(facts, claims, alike), limit)
    return {cp_model.OPTIMAL: True, cp_model.FEASIBLE: True, cp_model.INFEASIBLE: False}.get(status)


def _alike(facts: Facts, claims: Claims, blocks: list[Block]) -> list[Alike]:
    """Everybody the claims speak of, gathered; the others too where sizes are claimed."""
    limited = {unit for unit, _ in claims.limits}
    people = facts.problem.people
    seen = {person for block in blocks for person in block.people}
    looks: Counter[Alike] = Counter()
    for block in blocks:
        units = Counter(people[person].unit for person in block.people if people[person].unit in limited)
        looks[_look(block.allowed, len(block.people), units, block.apart)] += 1
    others = Counter(person.unit if person.unit in limited else None for person in people)
    others.subtract(people[one].unit if people[one].unit in limited else None for one in seen)
    for unit, times in others.items():
        if times:
            looks[_look(facts.everywhere, 1, Counter() if unit is None else Counter([unit]), Counter())] += times
    sizes = bool(claims.least or claims.most)
    return [
        Alike(allowed=look.allowed, size=look.size, times=times, units=look.units, apart=look.apart)
        for look, times in looks.items()
        if sizes or look.units or look.apart
    ]


def _look(allowed: int, size: int, units: Mapping[str, int], apart: Mapping[int, int]) -> Alike:
    return Alike(allowed=allowed, size=size, times=0, units=tuple(sorted(units.items())), apart=tuple(sorted(apart)))


def _model(facts: Facts, claims: Claims, alike: list[Alike]) -> cp_model.CpModel:
    model = cp_model.CpModel()
    in_class: defaultdict[int, list[Seat]] = defaultdict(list)
    away: defaultdict[Limit, list[Seat]] = defaultdict(list)
    kept_apart: defaultdict[tuple[int, int], list[cp_model.IntVar]] = defaultdict(list)
    for one in alike:
        seats = {number: model.new_int_var(0, one.times, "") for number in classes_in(one.allowed)}
        model.add(cp_model.LinearExpr.sum(list(seats.values())) == one.times)
        for number, seat in seats.items():
            in_class[number].append((seat, one.size))
            for unit, count in one.units:
                away[unit, facts.problem.classes[number].week].append((seat, count))
            for listed in one.apart:
                kept_apart[listed, number].append(seat)
    _hold_sizes(facts, claims, model, in_class)
    for limit in sorted(claims.limits):
        model.add(_people(away[limit]) <= (facts.problem.unit_max_per_week or 0))
    for together in kept_apart.values():
        model.add(cp_model.LinearExpr.sum(together) <= 1)
    return model


def _hold_sizes(facts: Facts, claims: Claims, model: cp_model.CpModel, in_class: Mapping[int, list[Seat]]) -> None:
    for number in sorted(claims.least):
        model.add(_people(in_class[number]) >= facts.problem.classes[number].min)
    for number in sorted(claims.most):
        model.add(_people(in_class[number]) <= facts.problem.classes[number].max)


def _people(seats: list[Seat]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.weighted_sum([seat for seat, _ in seats], [count for _, count in seats])
