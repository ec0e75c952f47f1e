"""Asking the solver who attends which class."""

from dataclasses import dataclass, replace

from khaigiang.solvers import allocation as solver
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.teaching.cohorts.errors import (
    FitsNoClass,
    NoAllocationExists,
    NoAllocationInTime,
    NobodyWaits,
    NoClassTakesPeople,
    NoDays,
    TooFewPeople,
    TooManyPeople,
)
from khaigiang.teaching.cohorts.models import AllocationRun
from khaigiang.teaching.cohorts.queries import Situation, situation_of
from khaigiang.teaching.cohorts.solver_bridge.problem import impossible_classes, input_hash, problem_of
from khaigiang.teaching.cohorts.weights import TRAITS, Weights

NAMED_IN_A_REFUSAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Who is to attend which class, at what price by part, and what is proven: nothing costs less than `bound`."""

    class_ids: tuple[int, ...]
    assignment: dict[int, int]
    status: str
    cost: dict[str, int]
    bound: int
    seconds: float
    input_hash: str


def propose(situation: Situation, weights: Weights, *, seconds: float, seed: int, watch: Watch = unwatched) -> Proposal:
    """The cheapest allocation of everybody who waits.

    Raises NobodyWaits, NoClassTakesPeople, NoDays, FitsNoClass, TooManyPeople, TooFewPeople, NoAllocationExists
    or NoAllocationInTime.
    """
    from khaigiang.solvers.allocation.solve import solve  # noqa: PLC0415  OR-Tools is slow to load, seldom needed

    refuse_what_cannot_be_asked(situation)
    _refuse_what_does_not_fit(situation)
    problem = problem_of(situation, weights)
    try:
        plan = solve(problem, seconds=seconds, seed=seed, watch=watch)
    except NoPlanExists as none:
        raise NoAllocationExists from none
    except NoPlanInTime as late:
        raise NoAllocationInTime(seconds=seconds) from late
    return Proposal(
        class_ids=tuple(one.id for one in situation.classes),
        assignment={int(person): int(class_id) for person, class_id in sorted(plan.assignment.items())},
        status=plan.status,
        cost=price_by_part(problem, plan.assignment),
        bound=plan.bound,
        seconds=plan.seconds,
        input_hash=input_hash(situation, weights),
    )


def refuse_what_cannot_be_asked(situation: Situation) -> None:
    """Refuse a search for which something is still missing; raises NobodyWaits, NoClassTakesPeople or NoDays."""
    if not situation.people:
        raise NobodyWaits
    if not situation.classes:
        raise NoClassTakesPeople
    for one in situation.classes:
        if not one.days:
            raise NoDays(training_class=one.name)


def _refuse_what_does_not_fit(situation: Situation) -> None:
    people, classes = situation.people, situation.classes
    nowhere = [person.name for person in people if len(impossible_classes(person, classes)) == len(classes)]
    if nowhere:
        more = " …" if len(nowhere) > NAMED_IN_A_REFUSAL else ""
        raise FitsNoClass(people=", ".join(nowhere[:NAMED_IN_A_REFUSAL]) + more)
    if len(people) > sum(one.largest for one in classes):
        raise TooManyPeople(people=len(people), places=sum(one.largest for one in classes))
    if len(people) < sum(one.smallest for one in classes):
        raise TooFewPeople(people=len(people), places=sum(one.smallest for one in classes))


def is_stale(run: AllocationRun) -> bool:
    """Has anything that a proposal read changed since?"""
    return input_hash(situation_of(run.plan), Weights.from_json(run.weights)) != run.input_hash


def price_by_part(problem: solver.Problem, assignment: solver.Assignment) -> dict[str, int]:
    """The price of an assignment: its parts, imbalance by trait, and the total; of places only where some are given."""
    whole = solver.cost(problem, assignment)
    parts = {"size": whole.size, "prefer": whole.prefer, "crowding": whole.crowding, "moved": whole.moved}
    if problem.places:
        parts["places"] = whole.places
    for trait in TRAITS:
        alone = replace(problem.weights, balance={trait: problem.weights.balance[trait]})
        parts[trait] = solver.cost(replace(problem, weights=alone), assignment).balance
    return parts | {"total": whole.total}
