"""The timetable as the kernels see it: what never changes, and who sits where."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.courses.problem import (
    LECTURE_ALONE,
    STUDENT_WITHOUT_A_SEAT,
    Problem,
    Sitting,
    Slot,
    Timetable,
    rivals,
)

Numbers = NDArray[np.int64]

# A cell of `Board.rivals` holds how many lectures stand in the way (upper bits) and the sum of their numbers: where
# there is one, the sum is its name. A slot in which the course cannot be taught counts as very many.
ONE_RIVAL = 1 << 32
CLOSED = 1 << 52

NOBODY = -1


class Facts(NamedTuple):
    """What never changes. Lectures of one course are alike; those of course c count as rivals of c too."""

    periods: int
    rooms: int
    day: Numbers  # period → its day; dividing would cost more than all else
    hour: Numbers  # period → which of its day it is
    course_of: Numbers  # lecture → course
    rivals: Numbers  # the rivals of all courses, one after another
    rivals_from: Numbers  # course → where its rivals begin
    clash: NDArray[np.bool_]  # course, course → may not share a period
    curricula: Numbers  # the curricula of all courses, one after another
    curricula_from: Numbers
    belongs: NDArray[np.bool_]  # course, curriculum
    unseated: Numbers  # course, room → price of its students without a seat
    wanted_days: Numbers
    gain: Numbers  # five neighbouring periods → growth of a curriculum's price by a lecture in the middle


class Board(NamedTuple):
    """Who sits where, and what follows from it, kept up to date lecture by lecture."""

    period: Numbers  # lecture →
    room: Numbers  # lecture →
    lecture_at: Numbers  # period, room → lecture or NOBODY
    free_rooms: Numbers  # period → how many rooms are free
    rivals: NDArray[np.int64]  # course, period → see ONE_RIVAL
    taught: NDArray[np.int64]  # curriculum, day → its periods as bits, two to the left
    on_day: Numbers  # course, day → lectures
    in_room: Numbers  # course, room → lectures
    days_used: Numbers  # course → days


def facts_of(problem: Problem) -> Facts:
    """The problem in numbers: courses, rooms, curricula and lectures in its own order."""
    number = {course.id: at for at, course in enumerate(problem.courses)}
    beside = [sorted(number[other] for other in others) for others in rivals(problem).values()]
    clash = np.zeros((len(number), len(number)), np.bool_)
    for at, others in enumerate(beside):
        clash[at, others] = True
    belongs = np.zeros((len(number), len(problem.curricula)), np.bool_)
    for at, curriculum in enumerate(problem.curricula):
        belongs[[number[course] for course in curriculum.courses], at] = True
    students = np.array([course.students for course in problem.courses], np.int64)
    seats = np.array([room.seats for room in problem.rooms], np.int64)
    unseated = STUDENT_WITHOUT_A_SEAT * np.maximum(0, students[:, None] - seats[None, :])
    return Facts(
        periods=problem.periods,
        rooms=len(problem.rooms),
        day=np.arange(problem.periods) // problem.periods_a_day,
        hour=np.arange(problem.periods) % problem.periods_a_day,
        course_of=np.repeat(np.arange(len(number)), [course.lectures for course in problem.courses]).astype(np.int64),
        rivals=_one_after_another(beside),
        rivals_from=_where_each_begins(beside),
        clash=clash,
        curricula=_one_after_another([np.flatnonzero(row) for row in belongs]),
        curricula_from=_where_each_begins([np.flatnonzero(row) for row in belongs]),
        belongs=belongs,
        unseated=np.minimum(unseated, np.iinfo(np.int32).max).astype(np.int64),
        wanted_days=np.array([course.days for course in problem.courses], np.int64),
        gain=np.array([_growth_of_loneliness(window) for window in range(32)], np.int64),
    )


def empty_board(problem: Problem, facts: Facts) -> Board:
    """A board on which no lecture has its place yet."""
    courses, days = len(problem.courses), problem.days
    number = {course.id: at for at, course in enumerate(problem.courses)}
    in_the_way = np.zeros((courses, problem.periods), np.int64)
    for course, slot in problem.closed:
        in_the_way[number[course], slot.day * problem.periods_a_day + slot.period] = CLOSED
    return Board(
        period=np.full(problem.lectures, NOBODY, np.int64),
        room=np.full(problem.lectures, NOBODY, np.int64),
        lecture_at=np.full((problem.periods, facts.rooms), NOBODY, np.int64),
        free_rooms=np.full(problem.periods, facts.rooms, np.int64),
        rivals=in_the_way,
        taught=np.zeros((len(problem.curricula), days), np.int64),
        on_day=np.zeros((courses, days), np.int64),
        in_room=np.zeros((courses, facts.rooms), np.int64),
        days_used=np.zeros(courses, np.int64),
    )


def timetable_of(problem: Problem, facts: Facts, period: Numbers, room: Numbers) -> Timetable:
    """Periods and rooms of the lectures, in the words of the problem."""
    return tuple(
        Sitting(
            course=problem.courses[course].id,
            room=problem.rooms[where].id,
            slot=Slot(*divmod(int(when), problem.periods_a_day)),
        )
        for course, when, where in zip(facts.course_of, period, room, strict=True)
    )


def _growth_of_loneliness(window: int) -> int:
    """What a lecture between two periods on either side adds: its own loneliness, less that of a neighbour it ends."""
    far_left, left, _, right, far_right = (window >> at & 1 for at in range(5))
    return LECTURE_ALONE * ((not left and not right) - (left and not far_left) - (right and not far_right))


def _one_after_another(lists: Iterable[Sequence[int] | NDArray[np.int64]]) -> Numbers:
    return np.array([number for numbers in lists for number in numbers], np.int64)


def _where_each_begins(lists: Sequence[Sequence[int] | NDArray[np.int64]]) -> Numbers:
    return np.cumsum([0, *(len(numbers) for numbers in lists)]).astype(np.int64)
