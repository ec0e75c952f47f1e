import pytest

from khaigiang.solvers.courses.check import Broken, broken_demands, broken_rules, cost
from khaigiang.solvers.courses.problem import Cost, Sitting, Slot
from khaigiang.solvers.courses.tests.makers import a_course, a_plan, a_university, at

TWO = (a_course("A", lectures=2), a_course("B"))


def rules(*broken: Broken) -> list[str]:
    return [one.rule for one in broken]


def test_a_timetable_that_keeps_every_rule_breaks_none() -> None:
    problem = a_university(TWO, curricula=[("A", "B")], closed=[("A", 0, 2)])

    assert broken_demands(problem, (at("A", 0, 0), at("A", 0, 1), at("B", 1, 1, room=1))) == []


def test_every_lecture_is_held_once() -> None:
    problem = a_university(TWO)

    assert broken_demands(problem, (at("A", 0, 0), at("B", 0, 0, room=1))) == [Broken("lectures", "A")]
    assert broken_demands(problem, (at("A", 0, 0), at("A", 0, 1), at("B", 0, 2), at("B", 1, 2))) == [
        Broken("lectures", "B")
    ]


def test_a_course_is_not_taught_in_a_period_closed_to_it() -> None:
    problem = a_university([a_course("A")], closed=[("A", 1, 2)])

    assert broken_demands(problem, (at("A", 1, 1),)) == []
    assert broken_demands(problem, (at("A", 1, 2),)) == [Broken("closed", "A, day 1, period 2")]


def test_a_room_holds_one_lecture_at_a_time() -> None:
    problem = a_university([a_course("A"), a_course("B")])

    assert broken_demands(problem, (at("A", 0, 0), at("B", 0, 0, room=1))) == []
    assert broken_demands(problem, (at("A", 0, 0), at("B", 0, 0))) == [Broken("room", "room 0, day 0, period 0")]


def test_two_lectures_of_one_course_are_never_at_once() -> None:
    problem = a_university([a_course("A", lectures=2)])

    assert broken_demands(problem, (at("A", 0, 0), at("A", 0, 1))) == []
    assert broken_demands(problem, (at("A", 0, 0), at("A", 0, 0, room=1))) == [Broken("course", "A, day 0, period 0")]


def test_students_of_a_curriculum_are_never_in_two_places() -> None:
    courses = [a_course("A"), a_course("B")]
    together = (at("A", 0, 0), at("B", 0, 0, room=1))

    assert broken_demands(a_university(courses, curricula=[("A",), ("B",)]), together) == []
    assert broken_demands(a_university(courses, curricula=[("A", "B")]), together) == [
        Broken("curriculum", "curriculum 0, day 0, period 0")
    ]


def test_a_teacher_is_never_in_two_places() -> None:
    problem = a_university([a_course("A", teacher="T"), a_course("B", teacher="T")])

    assert broken_demands(problem, (at("A", 0, 0), at("B", 0, 1))) == []
    assert broken_demands(problem, (at("A", 0, 0), at("B", 0, 0, room=1))) == [Broken("teacher", "T, day 0, period 0")]


@pytest.mark.parametrize(
    "stranger", [at("A", 0, 0, room=7), at("A", 2, 0), at("A", 0, 3), Sitting("C", "room 0", Slot(0, 0))]
)
def test_a_timetable_speaks_only_of_what_the_problem_has(stranger: Sitting) -> None:
    assert "known" in rules(*broken_demands(a_university([a_course("A")]), (stranger,)))


@pytest.mark.parametrize(
    ("students", "seats"),
    [(20, 0), (21, 1), (35, 15)],
)
def test_each_student_beyond_the_seats_costs_one(students: int, seats: int) -> None:
    problem = a_university([a_course("A", students=students)])

    assert cost(problem, (at("A", 0, 0),)) == Cost(seats=seats, days=0, gaps=0, rooms=0)


def test_each_day_too_few_costs_five() -> None:
    problem = a_university([a_course("A", lectures=3, days=3)], days=4)

    assert cost(problem, (at("A", 0, 0), at("A", 0, 1), at("A", 0, 2))).days == 10
    assert cost(problem, (at("A", 0, 0), at("A", 1, 1), at("A", 3, 2))).days == 0


def test_each_lecture_alone_in_its_curriculum_costs_two() -> None:
    problem = a_university([a_course("A", lectures=2), a_course("B")], curricula=[("A", "B"), ("B",)])

    assert cost(problem, (at("A", 0, 0), at("A", 1, 0), at("B", 0, 1))).gaps == 2 + 2
    assert cost(problem, (at("A", 0, 0), at("A", 1, 0), at("B", 0, 2))).gaps == 6 + 2
    assert cost(problem, (at("A", 0, 2), at("A", 1, 0), at("B", 0, 1))).gaps == 2 + 2


def test_the_last_period_of_a_day_is_not_beside_the_first_of_the_next() -> None:
    problem = a_university([a_course("A", lectures=2)], curricula=[("A",)])

    assert cost(problem, (at("A", 0, 2), at("A", 1, 0))).gaps == 4


def test_each_further_room_of_a_course_costs_one() -> None:
    problem = a_university([a_course("A", lectures=3)])

    assert cost(problem, (at("A", 0, 0), at("A", 0, 1), at("A", 1, 0))).rooms == 0
    assert cost(problem, (at("A", 0, 0), at("A", 0, 1, room=1), at("A", 1, 0))).rooms == 1


def test_an_untrue_price_or_proof_is_found() -> None:
    problem = a_university([a_course("A", students=21)])
    timetable, price = (at("A", 0, 0),), Cost(seats=1, days=0, gaps=0, rooms=0)
    untrue = Cost(seats=0, days=0, gaps=0, rooms=0)

    assert rules(*broken_rules(problem, a_plan(timetable, price, bound=1))) == []
    assert rules(*broken_rules(problem, a_plan(timetable, price, bound=2))) == ["price"]
    assert rules(*broken_rules(problem, a_plan(timetable, untrue))) == ["price"]
