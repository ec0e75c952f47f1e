"""What it costs, or which rule forbids, to move one person."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from khaigiang.solvers.allocation import Demand, Problem, Refusal, Weights, broken_demands, cost
from khaigiang.solvers.allocation.explain import price_of_each_class, price_of_move
from khaigiang.solvers.allocation.tests.makers import make_class, make_people, make_person, tiny_problems

PROBLEM = Problem(
    classes=(make_class("c1", most=3), make_class("c2", fewest=1, most=3), make_class("c3", size=0, most=3)),
    people=(make_person("p1", prefers=("c1",)), make_person("p2", cannot=("c2",)), *make_people(4)[2:]),
    weights=Weights(size=1, prefer=5, crowding=0),
)
HALVES = {"p1": "c1", "p2": "c1", "p3": "c2", "p4": "c2"}


def test_the_price_is_what_the_total_grows_by() -> None:
    assert price_of_move(PROBLEM, HALVES, "p1", "c2") == 7


def test_a_price_below_zero_says_the_plan_was_not_the_best() -> None:
    assert price_of_move(PROBLEM, {**HALVES, "p1": "c2"}, "p1", "c1") == -7


def test_staying_costs_nothing() -> None:
    assert price_of_move(PROBLEM, HALVES, "p1", "c1") == 0


def test_a_forbidden_class_is_refused_with_its_rule() -> None:
    demand = Demand(rule="cannot", people=("p2",), class_id="c2", by=1)

    assert price_of_move(PROBLEM, HALVES, "p2", "c2") == Refusal((demand,))


def test_leaving_a_class_below_its_minimum_is_refused() -> None:
    nearly_empty = {**HALVES, "p3": "c3"}

    assert price_of_move(PROBLEM, nearly_empty, "p4", "c3") == Refusal((Demand(rule="min", class_id="c2", by=1),))


def test_a_move_that_mends_part_of_a_broken_rule_is_priced() -> None:
    crowded = replace(PROBLEM, people=make_people(6))
    everybody_in_one = {person.id: "c1" for person in crowded.people} | {"p6": "c2"}

    assert broken_demands(crowded, everybody_in_one) == [Demand(rule="max", class_id="c1", by=2)]
    assert price_of_move(crowded, everybody_in_one, "p1", "c2") == -2


def test_every_class_is_priced_or_refused() -> None:
    demand = Demand(rule="cannot", people=("p2",), class_id="c2", by=1)

    assert price_of_each_class(PROBLEM, HALVES, "p2") == {"c1": 0, "c2": Refusal((demand,)), "c3": 2}


@settings(max_examples=50, deadline=None)
@given(problem=tiny_problems(), choice=st.data())
def test_a_price_is_true_and_a_refusal_names_a_rule_the_move_breaks(problem: Problem, choice: st.DataObject) -> None:
    classes = st.sampled_from([cls.id for cls in problem.classes])
    before = {person.id: choice.draw(classes) for person in problem.people}
    after = {**before, problem.people[0].id: choice.draw(classes)}

    answer = price_of_move(problem, before, problem.people[0].id, after[problem.people[0].id])

    if isinstance(answer, Refusal):
        assert set(answer.broken) <= set(broken_demands(problem, after)) - set(broken_demands(problem, before))
    else:
        assert answer == cost(problem, after).total - cost(problem, before).total
        assert len(broken_demands(problem, after)) <= len(broken_demands(problem, before))
