"""Small universities whose cheapest timetable is known, because every one was tried."""

from collections.abc import Iterator
from itertools import combinations, product
from os import environ

import pytest

from khaigiang.solvers.courses.bounds import bound
from khaigiang.solvers.courses.check import broken_demands, broken_rules, cost
from khaigiang.solvers.courses.problem import Problem, Sitting, Slot, Timetable
from khaigiang.solvers.courses.solve import solve
from khaigiang.solvers.courses.tests.makers import a_course, a_university, any_university
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Progress

TRIALS = int(environ.get("KHAIGIANG_TRIALS", "40"))


def every_timetable(problem: Problem) -> Iterator[Timetable]:
    places = [
        (room.id, Slot(day, period))
        for room in problem.rooms
        for day in range(problem.days)
        for period in range(problem.periods_a_day)
    ]
    of_each_course = (combinations(places, course.lectures) for course in problem.courses)
    for chosen in product(*of_each_course):
        yield tuple(
            Sitting(course.id, room, slot)
            for course, held in zip(problem.courses, chosen, strict=True)
            for room, slot in held
        )


def least_cost(problem: Problem) -> int | None:
    possible = (timetable for timetable in every_timetable(problem) if not broken_demands(problem, timetable))
    return min((cost(problem, timetable).total for timetable in possible), default=None)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_the_cheapest_of_all_timetables_is_found_and_never_undercut_by_the_bound(seed: int) -> None:
    problem = any_university(seed, courses=3, lectures=2, rooms=2, days=2, periods_a_day=2)
    least = least_cost(problem)

    if least is None:
        with pytest.raises((NoPlanExists, NoPlanInTime)):
            solve(problem, seconds=60, steps=20_000, seed=seed)
        return
    plan = solve(problem, seconds=60, steps=20_000, seed=seed)
    assert broken_rules(problem, plan) == []
    assert (plan.cost.total, bound(problem) <= least) == (least, True)


def test_the_same_seed_and_steps_give_the_same_timetable_and_another_seed_another() -> None:
    problem = any_university(7, courses=20, lectures=5, rooms=5, days=5, periods_a_day=5)
    one, again = (solve(problem, seconds=60, steps=30_000, seed=1) for _ in range(2))
    other = solve(problem, seconds=60, steps=30_000, seed=2)

    assert one.timetable == again.timetable
    assert one.timetable != other.timetable


def test_a_watched_search_finds_the_same_tells_ever_better_plans_and_stops_when_told() -> None:
    problem = any_university(7, courses=20, lectures=5, rooms=5, days=5, periods_a_day=5)
    heard: list[Progress] = []

    def listen(progress: Progress) -> bool:
        heard.append(progress)
        return True

    watched = solve(problem, seconds=60, steps=30_000, seed=1, watch=listen)
    stopped = solve(problem, seconds=60, steps=10**12, seed=1, watch=lambda progress: progress.cost is None)

    costs = [progress.cost for progress in heard if progress.cost is not None]
    assert watched.timetable == solve(problem, seconds=60, steps=30_000, seed=1).timetable
    assert (costs, costs[-1]) == (sorted(costs, reverse=True), watched.cost.total)
    assert broken_rules(problem, stopped) == []


def test_a_search_ends_when_nothing_can_be_cheaper() -> None:
    plan = solve(a_university([a_course("A", students=25), a_course("B")]), seconds=600)

    assert (plan.status, plan.cost.total, plan.bound) == ("optimal", 5, 5)
    assert plan.seconds < 60


def test_what_cannot_be_done_without_is_priced() -> None:
    problem = a_university(
        [a_course("A", lectures=1, days=2, students=25), a_course("B", students=30)], curricula=[("A",)]
    )

    assert bound(problem) == 5 + 10 + 5 + 2


@pytest.mark.parametrize(
    ("lectures", "seats", "least"),
    [
        # Three large places. Two courses of two: one lecture sits elsewhere, ten too few, and its course has two rooms.
        ((2, 2), (20, 10), 10 + 1),
        # Two and one fill them.
        ((2, 1), (20, 10), 0),
        # The largest room lacks five for each of three lectures, the other ten more for the one that is left over.
        ((3, 1), (15, 5), 4 * 5 + 10),
        # Two rooms of one size have six places.
        ((2, 2), (20, 20), 0),
    ],
)
def test_too_few_large_rooms_cost_seats_and_split_courses(
    lectures: tuple[int, int], seats: tuple[int, int], least: int
) -> None:
    courses = [a_course(name, lectures=number, students=20) for name, number in zip("AB", lectures, strict=True)]
    problem = a_university(courses, seats=seats, days=1)

    assert (bound(problem), solve(problem, seconds=60, steps=20_000).cost.total) == (least, least)


@pytest.mark.parametrize(
    ("problem", "reason"),
    [
        (a_university([a_course("A", lectures=13)]), "có 13 buổi học mà chỉ có 12 chỗ (6 tiết × 2 phòng)"),
        (
            a_university([a_course("A", lectures=5)], closed=[("A", 0, 0), ("A", 1, 0)]),
            "môn A có 5 buổi học mà chỉ có 4 tiết xếp được",
        ),
        (
            a_university([a_course("A", teacher="T", lectures=4), a_course("B", teacher="T", lectures=3)]),
            "các môn của giảng viên T có 7 buổi học không được trùng tiết, mà các tiết xếp được chỉ chứa nhiều nhất 6 buổi",
        ),
        (
            a_university(
                [a_course("A", lectures=2), a_course("B", lectures=1)],
                curricula=[("A", "B")],
                closed=[(course, day, period) for course in "AB" for day, period in product((0, 1), (0, 1))],
            ),
            "các môn của chương trình curriculum 0 có 3 buổi học không được trùng tiết, "
            "mà các tiết xếp được chỉ chứa nhiều nhất 2 buổi",
        ),
    ],
)
def test_what_plainly_contradicts_itself_is_refused_with_the_reason(problem: Problem, reason: str) -> None:
    with pytest.raises(NoPlanExists) as refused:
        solve(problem, seconds=60)
    assert str(refused.value) == f"Không có thời khóa biểu nào: {reason}."


def test_where_no_timetable_is_found_in_time_it_says_so() -> None:
    # Three courses that pairwise share a curriculum, in two periods: each pair fits, the three do not.
    problem = a_university(
        [a_course(name) for name in "ABC"], curricula=[("A", "B"), ("B", "C"), ("A", "C")], days=1, periods_a_day=2
    )

    with pytest.raises(NoPlanInTime) as refused:
        solve(problem, seconds=60, steps=1_000)
    assert str(refused.value) == (
        "Hết giờ mà chưa tìm được thời khóa biểu giữ mọi quy tắc: 1 trong 3 buổi học chưa có chỗ. "
        "Hãy cho thêm thời gian (--seconds)."
    )


def test_a_university_without_lectures_has_an_empty_timetable() -> None:
    plan = solve(a_university([a_course("A", lectures=0, days=0)], seats=()), seconds=60)

    assert (plan.status, plan.timetable, plan.cost.total) == ("optimal", (), 0)
