"""What could be given up when nothing fits: the cheapest sets of demands without which everybody has a class."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from khaigiang.solvers import relaxations
from khaigiang.solvers.allocation.check import broken_demands
from khaigiang.solvers.allocation.conflict import is_plainly_contradictory, smallest_conflict
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import ClassId, PersonId, Plan, Problem
from khaigiang.solvers.allocation.relaxing import plain, without
from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch, until_stopped
from khaigiang.solvers.subsets import fewest, needed, ways_out
from khaigiang.solvers.time_limit import TimeLimit, never

# Of so many contradicting demands each is tried on its own; of more, those of people who are alike as one.
FEW: Final = 24

Drop: TypeAlias = frozenset[Demand]
Relaxation: TypeAlias = relaxations.Relaxation[Demand, Plan]


def cheapest_relaxations(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    most: int = 3,
    conflict: tuple[Demand, ...] = (),
    is_stopped: Callable[[], bool] = never,
) -> tuple[Relaxation, ...]:
    """Up to `most` different sets of demands to drop, cheapest plan first; empty when the problem has a plan.

    Each makes the whole problem solvable and has no member too many. `conflict` saves time when it is already known.
    Once `is_stopped`, it ends with what has a price.
    """
    limit = TimeLimit(seconds, is_stopped=is_stopped)
    best: dict[Drop, Plan] = {}
    longest = 0.0

    def contradiction_without(drop: Drop) -> tuple[Demand, ...] | None:
        nonlocal longest
        begun = limit.spent()
        if limit.left() <= longest:
            return None
        left = contradiction_left(drop)
        longest = max(longest, limit.spent() - begun)
        return left

    def contradiction_left(drop: Drop) -> tuple[Demand, ...] | None:
        some = without(problem, drop)
        plan = _first_plan(some, limit)
        if plan is None:
            return _contradiction(some, limit)
        if plan.status == "optimal":
            best[drop] = plan
        return ()

    def priced(drop: Drop) -> Relaxation | None:
        return _priced(problem, drop, limit, seed, best.get(drop))

    drops = ways_out(conflict, contradiction_without, lambda left: _alternatives(problem, left), _rule)
    return relaxations.cheapest(drops, priced, limit=limit, most=most)


def _rule(demand: Demand) -> str:
    return demand.rule


def _first_plan(problem: Problem, limit: TimeLimit) -> Plan | None:
    """A plan, which is often found at once and tells that all fits; None where none was found."""
    return None if is_plainly_contradictory(problem) else _plan(problem, limit, 0, watch=_until_the_first_plan(limit))


def _contradiction(problem: Problem, limit: TimeLimit) -> tuple[Demand, ...] | None:
    """What contradicts itself; None when the time ended first."""
    try:
        return smallest_conflict(problem, seconds=limit.left(), is_stopped=limit.is_stopped)
    except NoPlanInTime:
        return () if limit.left() else None


def _alternatives(problem: Problem, conflict: Sequence[Demand]) -> Iterator[Drop]:
    """Ways to break one conflict: a demand each, or where there are many, one class for all who cannot attend it."""
    if len(conflict) <= FEW:
        yield from (frozenset([demand]) for demand in conflict)
        return
    yield from (frozenset([demand]) for demand in conflict if demand.rule != "cannot")
    barred: defaultdict[PersonId, set[ClassId]] = defaultdict(set)
    for demand in conflict:
        if demand.rule == "cannot":
            barred[demand.people[0]].add(demand.class_id or "")
    for kind in dict.fromkeys(frozenset(classes) for classes in barred.values()):
        yield from _freeing_alike(problem, kind)


def _freeing_alike(problem: Problem, classes: frozenset[ClassId]) -> Iterator[Drop]:
    alike = [person.id for person in problem.people if person.cannot >= classes]
    for class_id in sorted(classes):
        yield frozenset(Demand(rule="cannot", people=(person_id,), class_id=class_id) for person_id in alike)


def _priced(problem: Problem, drop: Drop, limit: TimeLimit, seed: int, known: Plan | None) -> Relaxation | None:
    """The best plan without `drop` (which may be known), and of `drop` what that plan needs."""
    plan = known or _plan(without(problem, drop), limit, seed)
    if plan is None:
        return None
    broken = frozenset(map(plain, broken_demands(problem, plan.assignment)))
    used = [demand for demand in drop if plain(demand) in broken] if len(drop) > 1 else list(drop)
    kept = _fewest_to_drop(problem, sorted(used, key=repr), limit)
    if len(kept) < len(drop):
        plan = _plan(without(problem, kept), limit, seed) or plan
    if broken_demands(without(problem, kept), plan.assignment):
        return None
    return relaxations.Relaxation(drop=tuple(kept), plan=plan)


def _fewest_to_drop(problem: Problem, used: list[Demand], limit: TimeLimit) -> list[Demand]:
    """As few as will do: those in front first, since most of many are alike, then each on its own."""

    def enough(some: list[Demand]) -> bool:
        return not _still_contradicts(problem, some, limit)

    some = used[: fewest(len(used), lambda count: enough(used[:count]))]
    return needed(some, enough) if len(some) > 1 else some


def _still_contradicts(problem: Problem, some: list[Demand], limit: TimeLimit) -> bool:
    if not limit.left():
        return True
    left = without(problem, some)
    return _first_plan(left, limit) is None and _contradiction(left, limit) != ()


def _until_the_first_plan(limit: TimeLimit) -> Watch:
    goes_on = until_stopped(limit)

    def watch(progress: Progress) -> bool:
        return progress.cost is None and goes_on(progress)

    return watch


def _plan(problem: Problem, limit: TimeLimit, seed: int, watch: Watch | None = None) -> Plan | None:
    try:
        seconds = relaxations.seconds_of_one(limit)
        return solve(problem, seconds=seconds, seed=seed, watch=watch or until_stopped(limit))
    except (NoPlanExists, NoPlanInTime):
        return None
