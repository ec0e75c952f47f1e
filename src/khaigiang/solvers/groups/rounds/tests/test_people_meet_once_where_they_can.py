"""Rounds against every possible one, against known constructions, and on a class of the real size."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.errors import MalformedProblem, NoPlanExists
from khaigiang.solvers.groups import Division, Problem
from khaigiang.solvers.groups import broken_demands as broken_in_one
from khaigiang.solvers.groups.rounds import (
    Bond,
    Cost,
    Demand,
    Refusal,
    Rounds,
    broken_demands,
    broken_rules,
    cost,
    fewest_met_again,
    growth_of_each_trade,
    meetings,
    pairs_that_could_meet,
    price_of_trade,
)
from khaigiang.solvers.groups.rounds.solve import solve
from khaigiang.solvers.groups.tests.makers import a_class_of, make_person, make_problem
from khaigiang.solvers.progress import Progress

FEW_STEPS, STEPS, MANY_STEPS = 20_000, 400_000, 3_000_000
FOUR = make_problem(4, fewest=2, most=2, weights={})


def golf(groups: int, size: int, rounds: int) -> Rounds:
    return Rounds(problem=make_problem(groups * size, fewest=size, most=size, weights={}), rounds=rounds)


def a_real_class(rounds: int, seed: int = 0) -> Rounds:
    return Rounds(problem=replace(a_class_of(107, seed), min_size=10, max_size=12), rounds=rounds)


def every_division(problem: Problem) -> Iterator[Division]:
    for choice in product(range(1, len(problem.sizes()) + 1), repeat=len(problem.people)):
        division = {person.id: group for person, group in zip(problem.people, choice, strict=True)}
        if not broken_in_one(problem, division):
            yield division


@cache
def a_tiny_class(kind: int) -> Problem:
    sexes = ("MMFFM", "MFFFF", "MFMFM")[kind]
    return Problem(
        people=tuple(make_person(f"p{number}", sex=sex) for number, sex in enumerate(sexes)),
        min_size=2,
        max_size=3,
        weights={"sex": 1},
    )


@pytest.mark.parametrize("kind", [0, 1, 2])
@pytest.mark.parametrize("again", [1, 3])
@pytest.mark.parametrize(
    "decided",
    [
        {},
        {"seats": {(1, "p0"): 2, (2, "p0"): 1}},
        {"together": (Bond(round=2, people=("p0", "p1")),)},
        {"apart": (Bond(round=1, people=("p0", "p1")), Bond(round=2, people=("p2", "p1")))},
    ],
)
def test_the_cost_equals_that_of_trying_all_divisions(kind: int, again: int, decided: dict[str, object]) -> None:
    question = Rounds(problem=a_tiny_class(kind), rounds=2, again=again, **decided)  # type: ignore[arg-type]  # fields by name

    plan = solve(question, seconds=60, steps=FEW_STEPS)

    assert broken_rules(question, plan) == []
    lawful = [
        pair for pair in product(list(every_division(question.problem)), repeat=2) if not broken_demands(question, pair)
    ]
    assert plan.bound <= plan.cost.total == min(cost(question, pair).total for pair in lawful)


@pytest.mark.parametrize(
    ("groups", "size", "rounds"), [(4, 4, 5), (5, 4, 5), (5, 5, 6), (7, 6, 7), (8, 4, 9), (9, 9, 10), (11, 10, 11)]
)
def test_a_field_lets_nobody_meet_again(groups: int, size: int, rounds: int) -> None:
    question = golf(groups, size, rounds)

    plan = solve(question, seconds=60, steps=1)

    assert (plan.status, plan.cost.total, broken_rules(question, plan)) == ("optimal", 0, [])
    assert len(meetings(plan.divisions)) == pairs_that_could_meet(question)


def test_the_schoolgirls_of_kirkman_walk_on_seven_days() -> None:
    question = golf(5, 3, 7)

    plan = solve(question, seconds=60, seed=1, steps=MANY_STEPS)

    assert (plan.status, plan.cost.total) == ("optimal", 0)
    assert len(meetings(plan.divisions)) == 15 * 14 // 2


def test_thirty_two_golfers_meet_anew_for_nine_weeks_and_seldom_again_in_the_tenth() -> None:
    plan = solve(golf(8, 4, 10), seconds=60, seed=1, steps=STEPS)

    assert plan.cost.total <= 16


def test_in_a_class_of_107_nearly_as_many_meet_in_three_rounds_as_could() -> None:
    question = a_real_class(3)
    plain = replace(question, problem=replace(question.problem, weights={}))

    plan = solve(plain, seconds=60, steps=MANY_STEPS)

    assert (fewest_met_again(plain), pairs_that_could_meet(plain)) == (14, 1546)
    assert broken_rules(plain, plan) == []
    assert len(meetings(plan.divisions)) >= 1543


def test_each_round_of_a_class_is_as_mixed_as_one_alone() -> None:
    question = a_real_class(3)

    plan = solve(question, seconds=60, steps=MANY_STEPS)

    assert broken_rules(question, plan) == []
    assert plan.cost.balance <= 4
    assert len(meetings(plan.divisions)) >= 1525


def test_so_many_groups_as_there_are_members_at_least_let_nobody_meet_twice() -> None:
    question = a_real_class(3)
    eleven = replace(question, again=3, problem=replace(question.problem, min_size=8, groups=11))

    plan = solve(eleven, seconds=60, steps=MANY_STEPS)

    assert broken_rules(eleven, plan) == []
    assert set(meetings(plan.divisions).values()) == {1}
    with pytest.raises(NoPlanExists):
        replace(eleven.problem, groups=14).sizes()
    with pytest.raises(MalformedProblem, match="groups: nobody can be divided into 0"):
        replace(eleven.problem, groups=0)


def test_the_same_seed_and_steps_give_the_same_rounds() -> None:
    one, other = (solve(a_real_class(2), seconds=60, seed=5, steps=STEPS) for _ in range(2))

    assert one.divisions == other.divisions


def test_being_watched_changes_nothing_and_what_is_told_never_gets_worse() -> None:
    told: list[Progress] = []

    def watch(progress: Progress) -> bool:
        told.append(progress)
        return True

    watched = solve(a_real_class(2), seconds=60, seed=5, steps=STEPS, watch=watch)

    costs = [progress.cost for progress in told if progress.cost is not None]
    assert watched.divisions == solve(a_real_class(2), seconds=60, seed=5, steps=STEPS).divisions
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == watched.cost.total


def test_told_to_stop_it_keeps_the_best() -> None:
    plan = solve(a_real_class(3), seconds=60, watch=lambda _: False)

    assert broken_rules(a_real_class(3), plan) == []
    assert plan.seconds < 30


def test_who_is_pinned_never_moves() -> None:
    seats = {(number, f"p{place}"): 1 + place % 3 for number in (1, 2, 3) for place in range(9)}
    question = replace(a_real_class(3), seats=seats, together=(Bond(round=2, people=("p40", "p50")),))

    plan = solve(question, seconds=60, steps=STEPS)

    assert broken_demands(question, plan.divisions) == []
    assert all(plan.divisions[number - 1][person] == group for (number, person), group in seats.items())


def test_seats_that_overfill_a_group_have_no_plan() -> None:
    question = Rounds(problem=FOUR, rounds=1, seats={(1, f"p{number}"): 1 for number in (1, 2, 3)})

    with pytest.raises(NoPlanExists):
        solve(question, seconds=5)


def test_a_trade_is_priced_or_refused() -> None:
    question = Rounds(problem=FOUR, rounds=2, again=5, seats={(2, "p4"): 2})
    first = {"p1": 1, "p2": 1, "p3": 2, "p4": 2}

    assert price_of_trade(question, (first, first), 2, "p1", "p3") == -10
    assert growth_of_each_trade(question, (first, first), 2, "p1") == {
        "p3": Cost(balance=0, again=-10),
        "p4": Refusal((Demand(rule="seat", round=2, people=("p4",)),)),
    }


@settings(max_examples=40, deadline=None)
@given(question=st.builds(a_real_class, st.integers(1, 3), st.integers(0, 9)), draw=st.randoms(use_true_random=False))
def test_the_price_of_a_trade_is_what_the_whole_costs_more(question: Rounds, draw: Random) -> None:
    divisions = tuple(_dealt_out(question, draw) for _ in range(question.rounds))
    number, one = draw.randint(1, question.rounds), draw.choice(list(divisions[0]))
    before = cost(question, divisions)

    growths = growth_of_each_trade(question, divisions, number, one)

    for other in draw.sample(sorted(growths), 3):
        here = divisions[number - 1]
        traded = {**here, one: here[other], other: here[one]}
        after = cost(question, (*divisions[: number - 1], traded, *divisions[number:]))
        assert growths[other] == Cost(balance=after.balance - before.balance, again=after.again - before.again)


def _dealt_out(question: Rounds, draw: Random) -> Division:
    seats = [group for group, size in enumerate(question.problem.sizes(), start=1) for _ in range(size)]
    draw.shuffle(seats)
    return dict(zip((person.id for person in question.problem.people), seats, strict=True))


@pytest.mark.parametrize(
    ("spoil", "demand"),
    [
        ({"p9": 1}, Demand(rule="placed", round=1, people=("p9",))),
        ({"p3": 1}, Demand(rule="sizes", round=1)),
        ({"p1": 2, "p3": 1}, Demand(rule="seat", round=1, people=("p1",))),
        ({"p2": 2, "p3": 1}, Demand(rule="together", round=1, people=("p1", "p2"))),
        ({"p2": 2, "p3": 1}, Demand(rule="apart", round=1, people=("p2", "p4"))),
    ],
)
def test_a_planted_violation_is_found(spoil: Division, demand: Demand) -> None:
    question = Rounds(
        problem=FOUR,
        rounds=1,
        seats={(1, "p1"): 1},
        together=(Bond(round=1, people=("p1", "p2")),),
        apart=(Bond(round=1, people=("p2", "p4")),),
    )
    kept = {"p1": 1, "p2": 1, "p3": 2, "p4": 2}

    assert broken_demands(question, (kept,)) == []
    assert demand in broken_demands(question, ({**kept, **spoil},))


def test_a_plan_that_lies_about_its_price_is_found() -> None:
    question = Rounds(problem=FOUR, rounds=3)
    plan = solve(question, seconds=5, steps=FEW_STEPS)

    assert broken_rules(question, plan) == []
    assert broken_rules(question, replace(plan, bound=plan.bound + 1)) == [Demand(rule="price")]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"rounds": -1}, "rounds, again: -1 is below zero"),
        ({"seats": {(1, "p9"): 1}}, "seats, people: there is no 'p9'"),
        ({"seats": {(3, "p1"): 1}}, "rounds: there are rounds from 1 to 2"),
        ({"seats": {(1, "p1"): 3}}, "seats: there are groups from 1 to 2"),
        ({"apart": (Bond(round=1, people=("p1", "p1")),)}, "together, apart, people: the id 'p1' stands there 2 times"),
    ],
)
def test_a_malformed_question_is_refused_with_its_place(change: dict[str, object], sentence: str) -> None:
    with pytest.raises(MalformedProblem) as refusal:
        replace(Rounds(problem=FOUR, rounds=2), **change)  # type: ignore[arg-type]  # fields by name

    assert str(refusal.value) == sentence
