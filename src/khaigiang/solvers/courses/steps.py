"""One step of the search: a lecture goes to another place, and the one that stands in its way takes the place it leaves."""

from typing import NamedTuple

from khaigiang.solvers.compiled import woven
from khaigiang.solvers.courses.board import NOBODY, ONE_RIVAL, Board, Facts
from khaigiang.solvers.courses.places import seat, unseat
from khaigiang.solvers.courses.prices import price_of_another_room, price_of_gaps, price_of_other_days


class Step(NamedTuple):
    """`lecture` to `period` and `room`; `other` (or NOBODY) to the period that it leaves and `other_room`."""

    lecture: int
    period: int
    room: int
    other: int
    other_room: int


NO_STEP = Step(NOBODY, 0, 0, NOBODY, 0)


@woven
def step_to_a_place(facts: Facts, board: Board, lecture: int, period: int, room: int) -> Step:
    """Into this very room at this very time: whoever has it takes the lecture's place. NO_STEP if a rule forbids it."""
    course, old_period, old_room = facts.course_of[lecture], board.period[lecture], board.room[lecture]
    other = board.lecture_at[period, room]
    if other == NOBODY:
        if period != old_period and board.rivals[course, period] != 0:
            return NO_STEP
        return Step(lecture, period, room, NOBODY, 0)
    theirs = facts.course_of[other]
    if theirs == course:
        return NO_STEP
    if period != old_period:
        expected = ONE_RIVAL + other if facts.clash[course, theirs] else 0
        if board.rivals[course, period] != expected:
            return NO_STEP
        expected = ONE_RIVAL + lecture if facts.clash[course, theirs] else 0
        if board.rivals[theirs, old_period] != expected:
            return NO_STEP
    return Step(lecture, period, room, other, old_room)


@woven
def step_to_a_free_time(facts: Facts, board: Board, lecture: int, period: int, room: int) -> Step:
    """To this time, in which nobody stands in its way, in this room or, where that is taken, the next free one."""
    if board.free_rooms[period] == 0:
        return NO_STEP
    while board.lecture_at[period, room] != NOBODY:
        room = room + 1 if room + 1 < facts.rooms else 0
    return Step(lecture, period, room, NOBODY, 0)


@woven
def step_in_exchange(facts: Facts, board: Board, lecture: int, period: int, keeps_rooms: int) -> Step:
    """To this time, while the one rival there comes to ours; each keeps its own room, if asked, where that is free."""
    course, old_period, old_room = facts.course_of[lecture], board.period[lecture], board.room[lecture]
    other = board.rivals[course, period] - ONE_RIVAL
    theirs, room = facts.course_of[other], board.room[other]
    if theirs == course or board.rivals[theirs, old_period] != ONE_RIVAL + lecture:
        return NO_STEP
    own_is_free = keeps_rooms == 1 and board.lecture_at[period, old_room] == NOBODY
    theirs_is_free = keeps_rooms == 1 and board.lecture_at[old_period, room] == NOBODY
    return Step(lecture, period, old_room if own_is_free else room, other, room if theirs_is_free else old_room)


@woven
def price_of(facts: Facts, board: Board, step: Step) -> int:
    """The growth of the timetable's price by a step."""
    lecture, other = step.lecture, step.other
    course, period, room = facts.course_of[lecture], board.period[lecture], board.room[lecture]
    theirs = NOBODY
    price = price_of_another_room(facts, board, course, room, step.room)
    if other >= 0:
        theirs = facts.course_of[other]
        price += price_of_another_room(facts, board, theirs, board.room[other], step.other_room)
    if period != step.period:
        price += price_of_gaps(facts, board, course, period, step.period, theirs)
        day, new_day = facts.day[period], facts.day[step.period]
        if day != new_day:
            price += price_of_other_days(facts, board, course, day, new_day)
        if other >= 0:
            price += price_of_gaps(facts, board, theirs, step.period, period, course)
            if day != new_day:
                price += price_of_other_days(facts, board, theirs, new_day, day)
    return int(price)


@woven
def take(facts: Facts, board: Board, step: Step) -> None:
    """Carry a step out."""
    old_period = board.period[step.lecture]
    unseat(facts, board, step.lecture)
    if step.other >= 0:
        unseat(facts, board, step.other)
        seat(facts, board, step.other, old_period, step.other_room)
    seat(facts, board, step.lecture, step.period, step.room)
