"""The cheapest exchange that puts somebody into another class."""

from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.allocation import Assignment, Problem, Weights, broken_demands, cost
from khaigiang.solvers.allocation.explain import Chain, Move, cheapest_chain, price_of_each_class, price_of_move
from khaigiang.solvers.allocation.standing import Standing
from khaigiang.solvers.allocation.tests.makers import (
    a_programme_of_579_officials,
    make_class,
    make_people,
    make_person,
    tiny_problems,
)
from khaigiang.solvers.moves import made_worse

FULL = Problem(
    classes=(make_class("c1", most=2), make_class("c2", most=2)),
    people=(make_person("p1", prefers=("c2",)), *make_people(4)[1:]),
    weights=Weights(size=1, prefer=5),
)
HALVES = {"p1": "c1", "p2": "c1", "p3": "c2", "p4": "c2"}


def somewhere(problem: Problem, choice: st.DataObject) -> dict[str, str]:
    classes = st.sampled_from([cls.id for cls in problem.classes])
    return {person.id: choice.draw(classes) for person in problem.people}


def chains(problem: Problem, assignment: Assignment, person_id: str, class_id: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    others = [person.id for person in problem.people if person.id != person_id]
    classes = [cls.id for cls in problem.classes]
    begun = {person_id: class_id}
    for second, there in product(others, classes):
        if assignment[second] != class_id or there == class_id:
            continue
        found.append({**begun, second: there})
        for third, further in product(others, classes):
            if third != second and assignment[third] == there and further != there:
                found.append({**begun, second: there, third: further})
    return found


def test_somebody_enters_a_full_class_when_another_leaves_it() -> None:
    assert cheapest_chain(FULL, HALVES, "p1", "c2") == Chain(
        moves=(Move(person_id="p1", leaves="c1", enters="c2"), Move(person_id="p3", leaves="c2", enters="c1")),
        price=-5,
    )


@pytest.mark.parametrize(("person_id", "class_id"), [("p1", "c1"), ("p9", "c2")])
def test_there_is_no_exchange_into_the_own_class_or_for_somebody_without_one(person_id: str, class_id: str) -> None:
    waiting = Problem(classes=FULL.classes, people=(*FULL.people, make_person("p9")), weights=FULL.weights)

    assert cheapest_chain(waiting, HALVES, person_id, class_id) is None


@settings(max_examples=50, deadline=None)
@given(problem=tiny_problems(), choice=st.data())
def test_no_chain_of_two_or_three_is_cheaper(problem: Problem, choice: st.DataObject) -> None:
    before = somewhere(problem, choice)
    person_id = problem.people[0].id
    target = choice.draw(st.sampled_from([cls.id for cls in problem.classes]))

    found = cheapest_chain(problem, before, person_id, target)

    prices = [
        cost(problem, {**before, **changes}).total - cost(problem, before).total
        for changes in (chains(problem, before, person_id, target) if before[person_id] != target else [])
        if not made_worse(broken_demands(problem, before), broken_demands(problem, {**before, **changes}))
    ]
    assert (None if found is None else found.price) == min(prices, default=None)


@settings(max_examples=50, deadline=None)
@given(problem=tiny_problems(), choice=st.data())
def test_counting_only_what_changes_finds_the_price_and_the_demands_of_any_exchange(
    problem: Problem, choice: st.DataObject
) -> None:
    before = somewhere(problem, choice)
    if choice.draw(st.booleans()):
        del before[problem.people[-1].id]
    after = {**before, **somewhere(problem, choice)}
    standing = Standing(problem, before)
    changes = {standing.person_number[one]: standing.class_number[class_id] for one, class_id in after.items()}

    assert standing.price(changes) == cost(problem, after).total - cost(problem, before).total
    assert set(standing.made_worse(changes)) == {
        demand
        for demand in made_worse(broken_demands(problem, before), broken_demands(problem, after))
        if demand.rule != "attends"
    }


def test_in_a_programme_of_579_each_class_has_its_price_and_its_exchange() -> None:
    problem = a_programme_of_579_officials()
    lot = Random(0)
    before = {person.id: lot.choice(problem.classes).id for person in problem.people}

    answers = price_of_each_class(problem, before, "p7")
    exchange = cheapest_chain(problem, before, "p7", "c4")

    assert answers == {cls.id: price_of_move(problem, before, "p7", cls.id) for cls in problem.classes}
    assert exchange is not None
    after = {**before, **{move.person_id: move.enters for move in exchange.moves}}
    assert exchange.price == cost(problem, after).total - cost(problem, before).total
