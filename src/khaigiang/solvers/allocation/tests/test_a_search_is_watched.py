"""Whoever watches a search sees it get better, may end it, and does not change its outcome."""

from khaigiang.solvers.allocation.solve import solve
from khaigiang.solvers.allocation.tests.makers import a_programme_of_579_officials
from khaigiang.solvers.progress import Progress


def test_the_best_cost_never_rises_and_the_bound_never_falls() -> None:
    seen: list[Progress] = []

    def look(progress: Progress) -> bool:
        seen.append(progress)
        return True

    plan = solve(a_programme_of_579_officials(), seconds=20, watch=look)

    costs = [progress.cost for progress in seen if progress.cost is not None]
    bounds = [progress.bound for progress in seen if progress.bound is not None]
    assert costs == sorted(costs, reverse=True)
    assert bounds == sorted(bounds)
    assert all(bound <= plan.cost.total for bound in bounds)
    assert seen[-1].cost == plan.cost.total


def test_a_watched_search_gives_the_plan_of_one_that_is_not() -> None:
    problem = a_programme_of_579_officials()

    watched = solve(problem, seconds=20, watch=lambda _: True)

    assert watched.assignment == solve(problem, seconds=20).assignment


def test_a_search_that_is_stopped_keeps_its_best() -> None:
    def until_a_plan(progress: Progress) -> bool:
        return progress.cost is None

    plan = solve(a_programme_of_579_officials(), seconds=20, watch=until_a_plan)

    assert plan.bound <= plan.cost.total


def test_so_many_steps_give_the_same_plan_each_time() -> None:
    problem = a_programme_of_579_officials()

    one, other = (solve(problem, seconds=60, steps=400) for _ in range(2))

    assert (one.assignment, one.status, one.bound) == (other.assignment, other.status, other.bound)
