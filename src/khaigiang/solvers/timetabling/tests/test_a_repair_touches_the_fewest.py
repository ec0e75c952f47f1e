"""What an accident does to a timetable, against every timetable that there is."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling import Lecturer, Placement, Problem, Slot, broken_demands
from khaigiang.solvers.timetabling.repairs import Accident, Way, after, allowing
from khaigiang.solvers.timetabling.repairs.repair import Repair, repair
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.makers import (
    MONDAY,
    a_programme_of_22_half_days,
    make_class,
    make_days,
    make_hall,
    make_piece,
    make_placement,
    tiny_problems,
)
from khaigiang.solvers.timetabling.tests.test_the_cheapest_timetable_is_found import every_timetable

HALF_DAYS = make_days(2)
MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = HALF_DAYS


def people_of(problem: Problem, before: Sequence[Placement], then: Sequence[Placement], knows: Sequence[str]) -> int:
    """Whoever finds something else in their own diary, counted without the solver."""

    def diaries(placements: Sequence[Placement]) -> tuple[dict[str, set[object]], dict[str, set[object]]]:
        classes: dict[str, set[object]] = {cls.id: set() for cls in problem.classes}
        lecturers: dict[str, set[object]] = {one.id: set() for one in problem.lecturers}
        for one in placements:
            classes[one.class_id].add((one.piece_id, one.slot, one.hall_id))
            if one.lecturer_id is not None:
                lecturers[one.lecturer_id].add((one.class_id, one.piece_id, one.slot, one.hall_id))
        return classes, lecturers

    (classes, lecturers), (new_classes, new_lecturers) = diaries(before), diaries(then)
    taught = sum(lecturers[one] != new_lecturers[one] for one in lecturers if one not in knows)
    return taught + sum(cls.participants for cls in problem.classes if classes[cls.id] != new_classes[cls.id])


@st.composite
def accidents(draw: st.DrawFn, since: Slot | None) -> Accident:
    """What happens from a moment on; a class that has grown sat before where it would be too many now."""
    coming = [slot for slot in HALF_DAYS if since is None or slot >= since]
    some = st.frozensets(st.sampled_from(coming), max_size=2)
    return Accident(
        lecturers={"l1": draw(some)},
        halls={"h1": draw(some)} if draw(st.booleans()) else {},
        half_days=draw(st.frozensets(st.sampled_from(coming), max_size=1)) if draw(st.booleans()) else frozenset(),
        participants={"c0": draw(st.sampled_from([9, 10, 11]))} if since is None and draw(st.booleans()) else {},
    )


def stays_before(since: Slot | None, before: Sequence[Placement], then: Sequence[Placement]) -> bool:
    """Does all before a moment stay, and nothing come there?"""
    gone = [one for one in before if since is not None and one.slot < since]
    return gone == [one for one in then if since is not None and one.slot < since]


@settings(max_examples=60, deadline=None)
@given(problem=tiny_problems(), since=st.none() | st.sampled_from(HALF_DAYS), data=st.data())
def test_no_timetable_there_is_touches_fewer(problem: Problem, since: Slot | None, data: st.DataObject) -> None:
    problem = replace(problem, published=(), pins=())
    lawful = [one for one in islice(every_timetable(problem), 300) if not broken_demands(problem, one)]
    assume(lawful)
    before, accident = data.draw(st.sampled_from(lawful)), data.draw(accidents(since))
    then = after(accident, allowing(problem, before))
    counted = [
        people_of(then, before, sorted_as(before, one), ["l1"])
        for one in every_timetable(then)
        if not broken_demands(then, one) and stays_before(since, before, sorted_as(before, one))
    ]

    if not counted:
        with pytest.raises(NoPlanExists):
            repair(problem, before, accident, since=since, knows=["l1"], seconds=60)
        return
    mended = repair(problem, before, accident, since=since, knows=["l1"], seconds=60)

    assert broken_demands(then, mended.placements) == []
    assert stays_before(since, before, mended.placements)
    assert (mended.people, mended.bound, mended.status) == (min(counted), min(counted), "optimal")
    assert people_of(then, before, mended.placements, ["l1"]) == mended.people
    assert set(mended.moved) == set(mended.placements) - set(before)


def sorted_as(before: Sequence[Placement], placements: Sequence[Placement]) -> tuple[Placement, ...]:
    own = {(one.class_id, one.piece_id): one for one in placements}
    return tuple(own[one.class_id, one.piece_id] for one in before)


@settings(max_examples=100, deadline=None)
@given(problem=tiny_problems(), data=st.data())
def test_whatever_stands_is_allowed_to_stand(problem: Problem, data: st.DataObject) -> None:
    """Drawn without a look at any rule but that nobody and no hall is booked twice."""
    slots = data.draw(st.permutations(HALF_DAYS))
    pieces = [(cls, piece) for cls in problem.classes for piece in cls.pieces][: len(slots)]
    before = [
        make_placement(
            piece.id,
            slot,
            data.draw(st.sampled_from([None, "l1", "l2"])),
            class_id=cls.id,
            hall_id=data.draw(st.sampled_from(["h1", "h2"])),
        )
        for (cls, piece), slot in zip(pieces, slots, strict=False)
    ]

    assert broken_demands(allowing(problem, before), before) == []


def a_week() -> tuple[Problem, tuple[Placement, ...]]:
    """One class of ten with three topics, and two lecturers who may teach all of them."""
    by = ["an", "binh"]
    problem = Problem(
        classes=(
            make_class("c1", *(make_piece(one, by=by) for one in ("t1", "t2", "t3")), slots=HALF_DAYS, participants=10),
        ),
        lecturers=(Lecturer(id="an"), Lecturer(id="binh")),
        halls=(make_hall("h1"), make_hall("h2")),
    )
    placements = (
        make_placement("t1", MORNING, "an"),
        make_placement("t2", AFTERNOON, "binh"),
        make_placement("t3", NEXT_MORNING, "an"),
    )
    return problem, placements


def mended(accident: Accident, way: Way = "any", since: Slot | None = None) -> Repair:
    problem, placements = a_week()
    return repair(problem, placements, accident, way=way, since=since, knows=["an"], seconds=30)


ILL = Accident(lecturers={"an": frozenset({MORNING})})


def test_whoever_is_ill_is_taught_for_and_nobody_else_hears_of_it() -> None:
    found = mended(ILL)

    assert (found.people, found.moved) == (1, (make_placement("t1", MORNING, "binh"),))


def test_topics_change_places_and_lecturers_go_along() -> None:
    found = mended(ILL, "swap")

    assert (found.people, len(found.moved)) == (11, 2)
    assert {one.slot for one in found.placements} == {MORNING, AFTERNOON, NEXT_MORNING}
    assert all(one.lecturer_id == {"t1": "an", "t2": "binh", "t3": "an"}[one.piece_id] for one in found.placements)
    assert found.moved[0].slot == AFTERNOON


def test_what_is_put_off_comes_later_and_nothing_comes_sooner() -> None:
    found = mended(ILL, "postpone")

    assert (found.people, found.moved) == (10, (make_placement("t1", NEXT_AFTERNOON, "an"),))


def test_a_lost_hall_is_left_for_another_at_the_same_time() -> None:
    found = mended(Accident(halls={"h1": frozenset({AFTERNOON})}))

    assert found.moved == (make_placement("t2", AFTERNOON, "binh", hall_id="h2"),)
    assert found.people == 11


def test_a_class_that_grew_leaves_every_hall_too_small_for_it() -> None:
    problem, placements = a_week()
    halls = (make_hall("h1", capacity=10), make_hall("h2", capacity=50))

    found = repair(
        replace(problem, halls=halls), placements, Accident(participants={"c1": 12}), since=AFTERNOON, seconds=30
    )

    assert [one.hall_id for one in found.placements] == ["h1", "h2", "h2"]


def test_a_class_that_grew_cannot_be_seated_where_no_hall_is_large_enough() -> None:
    with pytest.raises(NoPlanExists):
        mended(Accident(participants={"c1": 1000}))


def test_a_holiday_moves_what_lies_on_it() -> None:
    found = mended(Accident(half_days=frozenset({MORNING})))

    assert [one.slot for one in found.moved] == [NEXT_AFTERNOON]


def test_what_is_past_stays_though_it_could_have_helped() -> None:
    with pytest.raises(NoPlanExists):
        mended(Accident(half_days=frozenset({NEXT_MORNING, NEXT_AFTERNOON})), since=NEXT_MORNING)


def test_a_lecturer_of_five_classes_at_once_is_ill_for_two_days() -> None:
    problem = a_programme_of_22_half_days((MONDAY, MONDAY), seed=1)
    plan = a_first_timetable(problem)
    taught = sorted({one.slot.on for one in plan if one.lecturer_id == "l3"})
    ill = frozenset(slot for cls in problem.classes for slot in cls.slots if slot.on in taught[:2])

    found = repair(problem, plan, Accident(lecturers={"l3": ill}), knows=["l3"], seconds=30)

    assert found.status == "optimal"
    assert broken_demands(after(Accident(lecturers={"l3": ill}), problem), found.placements) == []
    assert found.moved


def a_first_timetable(problem: Problem) -> tuple[Placement, ...]:
    return solve(problem, seconds=30).placements
