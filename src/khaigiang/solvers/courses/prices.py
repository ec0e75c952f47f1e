"""What a step costs, reckoned from the counts on the board without taking it."""

from khaigiang.solvers.compiled import woven
from khaigiang.solvers.courses.board import Board, Facts
from khaigiang.solvers.courses.problem import DAY_TOO_FEW, ROOM_TOO_MANY


@woven
def price_of_another_room(facts: Facts, board: Board, course: int, room: int, new_room: int) -> int:
    """Students without a seat and rooms too many, when one lecture of a course changes its room."""
    if room == new_room:
        return 0
    price = facts.unseated[course, new_room] - facts.unseated[course, room]
    if board.in_room[course, room] == 1:
        price -= ROOM_TOO_MANY
    if board.in_room[course, new_room] == 0:
        price += ROOM_TOO_MANY
    return int(price)


@woven
def price_of_other_days(facts: Facts, board: Board, course: int, day: int, new_day: int) -> int:
    """Days too few, when one lecture of a course goes to another day."""
    used = board.days_used[course]
    then = used
    if board.on_day[course, day] == 1:
        then -= 1
    if board.on_day[course, new_day] == 0:
        then += 1
    wanted = facts.wanted_days[course]
    return DAY_TOO_FEW * int(max(0, wanted - then) - max(0, wanted - used))


@woven
def price_of_gaps(facts: Facts, board: Board, course: int, period: int, new_period: int, other: int) -> int:
    """Lectures alone, when one of a course goes to a period in which none of its curricula has one.

    Curricula of the course `other`, which takes its place, stay as they are (NOBODY: none does).
    """
    day, at = facts.day[period], facts.hour[period]
    new_day, new_at = facts.day[new_period], facts.hour[new_period]
    price = 0
    for index in range(facts.curricula_from[course], facts.curricula_from[course + 1]):
        curriculum = facts.curricula[index]
        if other >= 0 and facts.belongs[other, curriculum]:
            continue
        without = board.taught[curriculum, day] & ~(4 << at)
        there = without if day == new_day else board.taught[curriculum, new_day]
        price += facts.gain[there >> new_at & 31] - facts.gain[without >> at & 31]
    return price
