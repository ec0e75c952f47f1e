"""What it costs, or which rule forbids, to move or trade people between groups."""

from khaigiang.solvers.groups import (
    Demand,
    Problem,
    Refusal,
    price_of_change,
    price_of_each_group,
    price_of_trade,
)
from khaigiang.solvers.groups.solve import solve
from khaigiang.solvers.groups.tests.makers import a_class_of, make_person

FIVE = Problem(
    people=(
        make_person("p1", sex="F"),
        make_person("p2", sex="M"),
        make_person("p3", sex="F"),
        make_person("p4", sex="M"),
        make_person("p5", sex="M"),
    ),
    min_size=2,
    max_size=3,
    weights={"sex": 10},
)
MIXED = {"p1": 1, "p2": 1, "p5": 1, "p3": 2, "p4": 2}


def test_a_trade_costs_what_it_unbalances() -> None:
    # p1 for p4 leaves no woman in group 1 and two in group 2: two off the share of one; three men are one past two.
    assert price_of_trade(FIVE, MIXED, "p1", "p4") == 40


def test_a_trade_of_people_who_are_alike_costs_nothing() -> None:
    assert price_of_trade(FIVE, MIXED, "p1", "p3") == 0


def test_each_group_is_priced_or_refused() -> None:
    broken = (
        Demand(rule="max_size", group=1),
        Demand(rule="min_size", group=2),
        Demand(rule="nearly_equal", by=2),
    )

    assert price_of_each_group(FIVE, MIXED, "p5") == {1: 0, 2: 0}
    assert price_of_each_group(FIVE, MIXED, "p4") == {1: Refusal(broken), 2: 0}


def test_somebody_new_is_placed_at_a_price() -> None:
    four = {person_id: group for person_id, group in MIXED.items() if person_id != "p5"}

    assert price_of_change(FIVE, four, {"p5": 2}) == 0


def test_a_trade_in_a_proven_division_never_pays() -> None:
    problem = a_class_of(107)
    division = solve(problem, seconds=20).division

    prices = [price_of_trade(problem, division, "p0", person.id) for person in problem.people[:40]]

    assert min(price for price in prices if isinstance(price, int)) == 0
