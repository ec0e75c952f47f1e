"""When no timetable is possible: what contradicts each other, what could be given up, and how it is told."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling import Demand, Lecturer, Pin, Problem, broken_rules
from khaigiang.solvers.timetabling.conflict import THE_HALLS_THERE_ARE, is_possible, smallest_conflict
from khaigiang.solvers.timetabling.relaxations import cheapest_relaxations
from khaigiang.solvers.timetabling.relaxing import alone, demands_of, without
from khaigiang.solvers.timetabling.tests.makers import (
    make_class,
    make_days,
    make_hall,
    make_piece,
    make_slot,
    tiny_problems,
)
from khaigiang.solvers.timetabling.tests.planted import PLANTS, a_programme_that_fits
from khaigiang.solvers.timetabling.tests.schools import School, a_school
from khaigiang.solvers.timetabling.texts import Names, dropping, sentence


def has_a_timetable(problem: Problem) -> bool:
    return is_possible(problem, TimeLimit(30)) is True


@settings(max_examples=25, deadline=None)
@given(problem=tiny_problems())
def test_alone_it_has_no_timetable_and_less_one_member_it_has(problem: Problem) -> None:
    conflict = smallest_conflict(problem, seconds=30)

    assert bool(conflict) is not has_a_timetable(problem)
    if conflict and conflict != (THE_HALLS_THERE_ARE,):
        assert not has_a_timetable(alone(problem, conflict))
        for left_out in conflict:
            assert has_a_timetable(alone(problem, [demand for demand in conflict if demand != left_out]))


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_contradiction_is_found_or_a_smaller_one(name: str) -> None:
    planted = PLANTS[name](a_programme_that_fits())

    conflict = smallest_conflict(planted.problem, seconds=30)

    assert set(conflict) == planted.demands or 0 < len(conflict) < len(planted.demands)


def test_among_twenty_classes_the_one_to_blame_is_found() -> None:
    school = a_school(School(classes=20, weeks=8, lecturers=30, halls=10))
    classes = [replace(cls, participants=1_000) if cls.id == "c7" else cls for cls in school.classes]

    conflict = smallest_conflict(replace(school, classes=tuple(classes)), seconds=60)

    assert conflict == (Demand(rule="hall_large_enough", classes=("c7",)),)


def test_two_classes_that_only_one_hall_seats_in_too_few_half_days_are_found() -> None:
    slots = make_days(5)
    pieces = [make_piece(f"p{number}") for number in range(7)]
    problem = Problem(
        classes=tuple(make_class(one, *pieces, slots=slots, participants=900, halls=None) for one in ("c1", "c2")),
        lecturers=(),
        halls=(make_hall("large", capacity=1000), make_hall("h2"), make_hall("h3")),
    )

    conflict = smallest_conflict(problem, seconds=60)

    assert set(conflict) == {Demand(rule="hall_large_enough", classes=(one,)) for one in ("c1", "c2")}


def test_lessons_of_two_classes_out_of_twenty_that_need_one_lecturer_at_once_are_found() -> None:
    school = a_school(School(classes=20, weeks=8, lecturers=30, halls=10))
    twins = [school.classes[3].id, "twin"]
    only = tuple(
        replace(piece, lecturers=frozenset({"new"})) if piece.id == "t6" else piece
        for piece in school.classes[3].pieces
    )
    problem = replace(
        school,
        classes=(
            *(replace(cls, pieces=only) if cls.id == twins[0] else cls for cls in school.classes),
            replace(school.classes[3], id="twin", pieces=only),
        ),
        lecturers=(*school.lecturers, Lecturer(id="new")),
        pins=tuple(Pin(class_id=one, piece_id="t6", slot=school.classes[3].slots[14]) for one in twins),
    )

    conflict = smallest_conflict(problem, seconds=60)

    assert set(conflict) == {
        Demand(rule=rule, classes=(one,), pieces=("t6",)) for one in twins for rule in ("qualified", "pinned")
    }


def test_a_problem_with_a_timetable_has_no_contradiction() -> None:
    assert smallest_conflict(a_programme_that_fits(), seconds=30) == ()


def test_where_no_demand_is_to_blame_it_is_the_halls_there_are() -> None:
    problem = Problem(classes=(make_class("c1", make_piece("i1"), halls=None),), lecturers=(), halls=())

    assert smallest_conflict(problem, seconds=5) == (THE_HALLS_THERE_ARE,)
    assert cheapest_relaxations(problem, seconds=5) == ()


def test_no_time_at_all_is_said_to_be_too_little() -> None:
    with pytest.raises(NoPlanInTime):
        smallest_conflict(PLANTS["a_half_day_too_few"](a_programme_that_fits()).problem, seconds=0)


@settings(max_examples=12, deadline=None)
@given(problem=tiny_problems())
def test_each_relaxation_makes_the_whole_solvable_and_needs_every_member(problem: Problem) -> None:
    found = cheapest_relaxations(problem, seconds=30)

    if has_a_timetable(problem):
        assert found == ()
    for relaxation in found:
        assert broken_rules(without(problem, relaxation.drop), relaxation.plan) == []
        for kept in relaxation.drop:
            assert not has_a_timetable(without(problem, [demand for demand in relaxation.drop if demand != kept]))
    assert [one.plan.cost.total for one in found] == sorted(one.plan.cost.total for one in found)
    assert len({one.drop for one in found}) == len(found)


def test_the_ways_out_of_a_contradiction_come_in_the_order_of_their_price() -> None:
    pieces = (make_piece("opening"), make_piece("topic", 1, by=("l1",)))
    early, late = make_days(1)
    problem = Problem(
        classes=(make_class("c1", *pieces, slots=(early, late), halls=None),),
        lecturers=(Lecturer(id="l1", unwanted=frozenset([early])),),
        halls=(make_hall("h1"),),
        pins=(Pin(class_id="c1", piece_id="opening", slot=late),),
    )

    found = cheapest_relaxations(problem, seconds=60)

    assert [(one.drop, one.plan.cost.total) for one in found] == [
        ((Demand(rule="pinned", classes=("c1",), pieces=("opening",)),), 0),
        ((Demand(rule="stages_in_order", classes=("c1",)),), 1),
    ]


def test_demands_dropped_and_demands_alone_are_all_demands() -> None:
    problem = PLANTS["a_lecturer_fixed_while_away"](a_programme_that_fits()).problem
    demands = demands_of(problem)

    left = {demand.rule for demand in demands_of(without(problem, demands))}
    assert left == {"half_days_of_the_class"}
    assert {demand.rule for demand in demands_of(alone(problem, demands[-3:]))} - left == {demands[-1].rule}


HALF_DAY = make_slot(1, 1)
TOLD = Problem(
    classes=(
        make_class(
            "3",
            make_piece("a", by=("l1", "l2"), features=("micro",), slots=make_days(1)),
            make_piece("b", 1, after=("a",)),
            together=(("a", "b"),),
            participants=120,
        ),
    ),
    lecturers=(
        Lecturer(id="l1", unavailable=frozenset([HALF_DAY]), max_per_day=2, max_per_week=6),
        Lecturer(id="l2"),
    ),
    halls=(make_hall("h1", busy=[HALF_DAY], place="x"), make_hall("h2", place="y")),
    pins=(Pin(class_id="3", piece_id="b", slot=HALF_DAY, hall_id="h2"),),
)
SENTENCES = {
    "half_days_of_the_class": "Lớp 3 chỉ có 2 buổi cho 2 nội dung.",
    "half_days_of_the_piece": "Nội dung a của lớp 3 chỉ học vào những buổi đã định cho nội dung này.",
    "stages_in_order": "Lớp 3 học lần lượt từng phần của chương trình.",
    "after": "Lớp 3 học nội dung b sau nội dung a.",
    "together": "Lớp 3 học trong cùng một ngày: nội dung a, nội dung b.",
    "qualified": "Nội dung a của lớp 3 chỉ do l1, l2 dạy được.",
    "available": "Giảng viên l1 bận chiều 14/03/2023.",
    "max_per_day": "Giảng viên l1 dạy nhiều nhất 2 buổi một ngày.",
    "max_per_week": "Giảng viên l1 dạy nhiều nhất 6 buổi một tuần.",
    "one_place_a_day": "Hội trường h1 ở quá xa để trong một ngày dạy thêm ở nơi khác.",
    "halls_of_the_class": "Lớp 3 chỉ học ở những hội trường đã định cho lớp.",
    "hall_large_enough": "Lớp 3 cần hội trường đủ chỗ cho 120 người.",
    "hall_features": "Nội dung a của lớp 3 cần hội trường có: micro.",
    "hall_free": "Hội trường h1 không dùng được chiều 14/03/2023.",
    "pinned": "Nội dung b của lớp 3 đã định: chiều 14/03/2023, hội trường h2.",
}


def test_every_demand_has_its_sentence_in_vietnamese() -> None:
    problem = Problem(
        classes=(TOLD.classes[0], make_class("4", slots=make_days(2))),
        lecturers=TOLD.lecturers,
        halls=TOLD.halls,
        pins=TOLD.pins,
    )
    told = {
        demand.rule: sentence(problem, demand) for demand in reversed(demands_of(problem)) if "4" not in demand.classes
    }

    assert told == SENTENCES
    assert sentence(problem, THE_HALLS_THERE_ARE) == "Chỉ có 2 hội trường, mỗi hội trường mỗi buổi chỉ một lớp học."


def test_people_read_names_where_there_are_some() -> None:
    names = Names(
        classes={"3": "lớp Bồi dưỡng 3"},
        pieces={("3", "a"): "Chuyên đề 1"},
        lecturers={"l1": "thầy Minh", "l2": "cô Hà"},
    )
    demand = Demand(rule="qualified", classes=("3",), pieces=("a",))

    assert dropping(TOLD, [demand], names=names) == (
        "Bỏ yêu cầu: Chuyên đề 1 của lớp Bồi dưỡng 3 chỉ do thầy Minh, cô Hà dạy được."
    )
