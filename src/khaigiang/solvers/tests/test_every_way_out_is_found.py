"""Ways out of contradictions: what is given up breaks every one of them, and nothing that would do is left out."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from khaigiang.solvers.relaxations import Relaxation, cheapest
from khaigiang.solvers.subsets import ways_out
from khaigiang.solvers.time_limit import TimeLimit

Contradictions = list[frozenset[str]]

contradictions = st.lists(st.frozensets(st.sampled_from("abcdef"), min_size=1, max_size=3), min_size=1, max_size=4)


def found_for(several: Contradictions) -> list[frozenset[str]]:
    def contradiction_without(given_up: frozenset[str]) -> list[str]:
        return next((sorted(one) for one in several if not one & given_up), [])

    def alternatives(contradiction: Iterable[str]) -> list[frozenset[str]]:
        return [frozenset(one) for one in contradiction]

    return list(ways_out([], contradiction_without, alternatives, str.lower))


def smallest_that_do(several: Contradictions) -> set[frozenset[str]]:
    things = sorted(frozenset().union(*several))
    sets = [frozenset(some) for size in range(1, len(things) + 1) for some in combinations(things, size)]
    enough = [some for some in sets if all(some & one for one in several)]
    return {some for some in enough if not any(other < some for other in enough)}


@given(several=contradictions)
def test_every_smallest_way_out_is_found_and_each_breaks_every_contradiction(several: Contradictions) -> None:
    found = found_for(several)

    assert smallest_that_do(several) <= set(found)
    assert all(way & one for way in found for one in several)


def test_steps_that_leave_least_of_the_contradiction_are_followed_first() -> None:
    """Without a, b and c still contradict each other; without b or c, only d is left."""
    several = [frozenset("abc"), frozenset("bce"), frozenset("d")]

    assert found_for(several)[:2] == [frozenset("bd"), frozenset("cd")]


@dataclass(frozen=True)
class Price:
    total: int


@dataclass(frozen=True)
class Bill:
    cost: Price


def cheapest_of(prices: list[int], *, seconds_gone: int) -> list[int]:
    """The two cheapest of ways out at these prices, of ten seconds."""
    drops = [frozenset({price}) for price in prices]
    found = cheapest(
        drops,
        lambda drop: Relaxation(drop=tuple(drop), plan=Bill(cost=Price(total=min(drop)))),
        limit=TimeLimit(10, started=perf_counter() - seconds_gone),
        most=2,
    )
    return [way.plan.cost.total for way in found]


def test_once_half_of_the_time_is_gone_as_many_ways_out_as_are_told_are_enough() -> None:
    assert cheapest_of([5, 4, 3, 2], seconds_gone=0) == [2, 3]
    assert cheapest_of([5, 4, 3, 2], seconds_gone=6) == [4, 5]
    assert cheapest_of([5, 4, 3, 2], seconds_gone=11) == []
