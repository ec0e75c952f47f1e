"""Why nothing fits: a smallest set of demands that contradict each other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from khaigiang.solvers.allocation.contradiction.claims import Claims, Facts, all_claims, demands_in
from khaigiang.solvers.allocation.contradiction.fits import fits
from khaigiang.solvers.allocation.contradiction.flow import flows, is_only_a_flow
from khaigiang.solvers.allocation.contradiction.leaving_out import irreducible
from khaigiang.solvers.allocation.contradiction.parts import one_part
from khaigiang.solvers.allocation.contradiction.signs import is_plain, signs
from khaigiang.solvers.allocation.demands import Demand
from khaigiang.solvers.allocation.problem import Problem
from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.time_limit import TimeLimit, never

# So many signs of a contradiction are followed to the end; the smallest of what they lead to is the answer.
FOLLOWED: Final = 6


def smallest_conflict(
    problem: Problem, *, seconds: float, seed: int = 0, is_stopped: Callable[[], bool] = never
) -> tuple[Demand, ...]:
    """Demands that, alone with everybody in exactly one class, have no plan; without any one of them they have.

    A smallest set is looked for, first where contradictions show themselves. Empty when the problem has a plan. The
    same problem gives the same set. Raises NoPlanInTime when the time ended before a contradiction was proven; where it
    ended later, some members may not be needed.
    """
    del seed  # nothing is drawn by lot
    facts = Facts(problem=problem)
    question = _Question(facts, TimeLimit(seconds, is_stopped=is_stopped))
    found: list[Claims] = []
    claims = all_claims(facts)
    for number, sign in enumerate(signs(facts, claims)):
        if number == FOLLOWED or (found and not question.limit.left()):
            break
        found.append(irreducible(facts, sign, question.contradicts))
    if not found:
        found = [irreducible(facts, part, question.contradicts) for part in _first_that_contradicts(question, claims)]
    return tuple(demands_in(facts, min(found, key=len))) if found else ()


def is_plainly_contradictory(problem: Problem) -> bool:
    """Do the demands contradict each other at a glance? False is no proof that they do not."""
    facts = Facts(problem=problem)
    return is_plain(facts, all_claims(facts))


class _Question:
    """What is asked of many subsets within one time limit."""

    def __init__(self, facts: Facts, limit: TimeLimit) -> None:
        """Ask about this problem until then."""
        self.facts = facts
        self.limit = limit

    def contradicts(self, claims: Claims) -> bool:
        """Is it proven that these claims cannot be met together?"""
        return self.meets(claims) is False

    def meets(self, claims: Claims) -> bool | None:
        """Can these claims be met together? None when it is not known, as when the time has ended."""
        if not self.limit.left():
            return None
        if not flows(self.facts, claims):
            return False
        if is_only_a_flow(self.facts, claims):
            return True
        return fits(self.facts, claims, self.limit)


def _first_that_contradicts(question: _Question, claims: Claims) -> Iterator[Claims]:
    """The first part of the problem, looked at from the smallest to the whole, that contradicts itself."""
    met: bool | None = None
    for part in _PARTS:
        some = part(question.facts, claims)
        met = question.meets(some)
        if met is False:
            yield one_part(question.facts, some, question.contradicts)
            return
    if met is None:
        raise NoPlanInTime


def _lists_alone(facts: Facts, claims: Claims) -> Claims:
    return replace(claims, least=frozenset(), most=frozenset(), limits=frozenset(), barred=_of_listed(facts, claims))


def _lists_and_limits(facts: Facts, claims: Claims) -> Claims:
    """What binds the units of people on lists; other units are no more than a flow."""
    people = facts.problem.people
    units = {people[person].unit for person in _listed(facts)}
    return replace(
        claims,
        least=frozenset(),
        most=frozenset(),
        limits=frozenset(limit for limit in claims.limits if limit[0] in units),
        barred={one: mask for one, mask in claims.barred.items() if people[one].unit in units},
    )


def _lists_and_sizes(facts: Facts, claims: Claims) -> Claims:
    return replace(claims, limits=frozenset(), barred=_of_listed(facts, claims))


def _everything(_facts: Facts, claims: Claims) -> Claims:
    return claims


_PARTS: Final[tuple[Callable[[Facts, Claims], Claims], ...]] = (
    _lists_alone,
    _lists_and_limits,
    _lists_and_sizes,
    _everything,
)


def _of_listed(facts: Facts, claims: Claims) -> dict[int, int]:
    listed = _listed(facts)
    return {person: mask for person, mask in claims.barred.items() if person in listed}


def _listed(facts: Facts) -> set[int]:
    return {person for people in facts.together + facts.apart for person in people}
