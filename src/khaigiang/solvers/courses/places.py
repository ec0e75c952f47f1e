"""Giving a lecture its place on the board and taking it away, and what that adds to the price."""

from khaigiang.solvers.compiled import woven
from khaigiang.solvers.courses.board import NOBODY, ONE_RIVAL, Board, Facts
from khaigiang.solvers.courses.problem import DAY_TOO_FEW, ROOM_TOO_MANY


@woven
def seat(facts: Facts, board: Board, lecture: int, period: int, room: int) -> None:
    """Give a lecture that has no place this one."""
    stand(facts, board, lecture, period, room)
    count_in(facts, board, facts.course_of[lecture], period, room)


@woven
def unseat(facts: Facts, board: Board, lecture: int) -> None:
    """Take a lecture's place from it."""
    count_out(facts, board, facts.course_of[lecture], board.period[lecture], board.room[lecture])
    leave(facts, board, lecture)


@woven
def stand(facts: Facts, board: Board, lecture: int, period: int, room: int) -> None:
    """Put a lecture where rules look: its place, and in the way of its rivals."""
    course = facts.course_of[lecture]
    board.period[lecture] = period
    board.room[lecture] = room
    board.lecture_at[period, room] = lecture
    board.free_rooms[period] -= 1
    for at in range(facts.rivals_from[course], facts.rivals_from[course + 1]):
        board.rivals[facts.rivals[at], period] += ONE_RIVAL + lecture


@woven
def leave(facts: Facts, board: Board, lecture: int) -> None:
    """The opposite of `stand`."""
    course, period, room = facts.course_of[lecture], board.period[lecture], board.room[lecture]
    board.lecture_at[period, room] = NOBODY
    board.free_rooms[period] += 1
    for at in range(facts.rivals_from[course], facts.rivals_from[course + 1]):
        board.rivals[facts.rivals[at], period] -= ONE_RIVAL + lecture


@woven
def count_in(facts: Facts, board: Board, course: int, period: int, room: int) -> int:
    """Count a lecture of a course where prices look: its room, its day, its curricula; returns the price's growth."""
    growth = facts.unseated[course, room]
    if board.in_room[course, room] == 0:
        growth += ROOM_TOO_MANY
    board.in_room[course, room] += 1
    day, at = facts.day[period], facts.hour[period]
    for index in range(facts.curricula_from[course], facts.curricula_from[course + 1]):
        curriculum = facts.curricula[index]
        taught = board.taught[curriculum, day]
        growth += facts.gain[taught >> at & 31]
        board.taught[curriculum, day] = taught | 4 << at
    if board.on_day[course, day] == 0:
        board.days_used[course] += 1
        if board.days_used[course] <= facts.wanted_days[course]:
            growth -= DAY_TOO_FEW
    board.on_day[course, day] += 1
    return int(growth)


@woven
def count_out(facts: Facts, board: Board, course: int, period: int, room: int) -> int:
    """The opposite of `count_in`."""
    growth = -facts.unseated[course, room]
    board.in_room[course, room] -= 1
    if board.in_room[course, room] == 0:
        growth -= ROOM_TOO_MANY
    day, at = facts.day[period], facts.hour[period]
    for index in range(facts.curricula_from[course], facts.curricula_from[course + 1]):
        curriculum = facts.curricula[index]
        taught = board.taught[curriculum, day] & ~(4 << at)
        growth -= facts.gain[taught >> at & 31]
        board.taught[curriculum, day] = taught
    board.on_day[course, day] -= 1
    if board.on_day[course, day] == 0:
        if board.days_used[course] <= facts.wanted_days[course]:
            growth += DAY_TOO_FEW
        board.days_used[course] -= 1
    return int(growth)
