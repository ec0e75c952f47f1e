"""A second opinion on several divisions, written from the text of the rules and without the solver."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from khaigiang.solvers.groups import check as of_one
from khaigiang.solvers.groups.problem import Division, PersonId
from khaigiang.solvers.groups.rounds.problem import Cost, Demand, Plan, Rounds
from khaigiang.solvers.proof import is_consistent


def broken_rules(rounds: Rounds, plan: Plan) -> list[Demand]:
    """Every demand the plan leaves unmet, and every untrue word it says about its price; empty for a good plan."""
    broken = broken_demands(rounds, plan.divisions)
    consistent = is_consistent(plan.status, cost=plan.cost.total, bound=plan.bound)
    if plan.cost != cost(rounds, plan.divisions) or not consistent:
        broken.append(Demand(rule="price"))
    return broken


def broken_demands(rounds: Rounds, divisions: Sequence[Division]) -> list[Demand]:
    """Every hard demand that the divisions leave unmet, round by round."""
    return [
        demand
        for number, division in enumerate(divisions, start=1)
        for demand in (*_of_one_round(rounds, division, number), *broken_decisions(rounds, division, number))
    ]


def cost(rounds: Rounds, divisions: Sequence[Division]) -> Cost:
    """The price of the divisions: `groups.check.cost` of each, and each meeting of two people after their first."""
    again = sum(times - 1 for times in meetings(divisions).values())
    balance = sum(of_one.cost(rounds.problem, division).total for division in divisions)
    return Cost(balance=balance, again=rounds.again * again)


def meetings(divisions: Sequence[Division]) -> Counter[frozenset[PersonId]]:
    """How often each two people sit in one group."""
    met: Counter[frozenset[PersonId]] = Counter()
    for division in divisions:
        members: dict[int, list[PersonId]] = {}
        for person_id, group in division.items():
            members.setdefault(group, []).append(person_id)
        met.update(frozenset(pair) for group in members.values() for pair in combinations(group, 2))
    return met


def _of_one_round(rounds: Rounds, division: Division, number: int) -> Iterator[Demand]:
    for demand in of_one.broken_demands(rounds.problem, division):
        if demand.rule == "placed":
            yield Demand(rule="placed", round=number, people=(demand.person_id or "",))
        else:
            yield Demand(rule="sizes", round=number, by=demand.by)


def broken_decisions(rounds: Rounds, division: Division, number: int) -> Iterator[Demand]:
    """What a teacher has decided of a round (from 1) and this division of it leaves unmet."""
    for (one, person_id), group in rounds.seats.items():
        if one == number and division.get(person_id) != group:
            yield Demand(rule="seat", round=number, people=(person_id,))
    for bond in rounds.together:
        groups = {division.get(person_id) for person_id in bond.people}
        if bond.round == number and len(groups) > 1:
            yield Demand(rule="together", round=number, people=bond.people, by=len(groups) - 1)
    for bond in rounds.apart:
        groups = {division.get(person_id) for person_id in bond.people}
        if bond.round == number and len(groups) < len(bond.people):
            yield Demand(rule="apart", round=number, people=bond.people, by=len(bond.people) - len(groups))
