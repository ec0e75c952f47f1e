"""The first timetable that keeps every rule: each lecture pushes out whoever is in its way, and is pushed out in turn.

Who was pushed out often weighs more, so that the search leaves what it always comes back to (Morris 1993).
"""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.compiled import tight, woven
from khaigiang.solvers.courses.board import CLOSED, NOBODY, ONE_RIVAL, Board, Facts, Numbers
from khaigiang.solvers.courses.places import seat, unseat
from khaigiang.solvers.dice import Dice, below, throw

# One turn in so many takes any lecture that waits, not the one that has waited longest.
OUT_OF_TURN = 10

_32 = np.uint64(32)


class Waiting(NamedTuple):
    """Lectures without a place, in a ring: `bounds` holds where it begins and how many wait."""

    ring: Numbers
    bounds: Numbers
    weight: Numbers  # lecture → one more than how often it was pushed out


def all_waiting(facts: Facts, board: Board) -> Waiting:
    """Every lecture, those with the fewest open periods for the number of their rivals first."""
    lectures = len(facts.course_of)
    choice = (board.rivals < CLOSED).sum(axis=1) - facts.clash.sum(axis=1)
    return Waiting(
        ring=np.argsort(choice[facts.course_of], kind="stable").astype(np.int64),
        bounds=np.array([0, lectures], np.int64),
        weight=np.ones(lectures, np.int64),
    )


@tight
def seat_all(facts: Facts, board: Board, waiting: Waiting, dice: Dice, tries: int) -> None:
    """Seat so many lectures; nobody waits any more when it is done."""
    for _ in range(tries):
        if waiting.bounds[1] == 0:
            break
        lecture = next_of(waiting, throw(dice))
        period, room = the_least_disturbing_place(facts, board, waiting, lecture, dice)
        if period == NOBODY:
            join(waiting, lecture)
            continue
        push_out(facts, board, waiting, facts.course_of[lecture], period, room)
        seat(facts, board, lecture, period, room)


@woven
def next_of(waiting: Waiting, bits: np.uint64) -> int:
    """Take one lecture from the ring."""
    first, number = waiting.bounds[0], waiting.bounds[1]
    if below(bits, OUT_OF_TURN) == 0:
        other = (first + below(bits >> _32, number)) % len(waiting.ring)
        waiting.ring[first], waiting.ring[other] = waiting.ring[other], waiting.ring[first]
    waiting.bounds[0] = (first + 1) % len(waiting.ring)
    waiting.bounds[1] = number - 1
    return int(waiting.ring[first])


@woven
def join(waiting: Waiting, lecture: int) -> None:
    """Put a lecture at the end of the ring."""
    waiting.ring[(waiting.bounds[0] + waiting.bounds[1]) % len(waiting.ring)] = lecture
    waiting.bounds[1] += 1


@woven
def the_least_disturbing_place(
    facts: Facts, board: Board, waiting: Waiting, lecture: int, dice: Dice
) -> tuple[int, int]:
    """The period and room whose holders weigh least, then with most seats, then any; NOBODY where all are closed."""
    course = facts.course_of[lecture]
    found_period, found_room, least, least_unseated, draw = NOBODY, 0, 0, 0, np.uint64(0)
    for period in range(facts.periods):
        in_the_way = board.rivals[course, period]
        if in_the_way >= CLOSED:
            continue
        weight = weight_in_the_way(facts, board, waiting, course, period, in_the_way)
        room = the_room_to_take(facts, board, waiting, course, period)
        holder = board.lecture_at[period, room]
        if holder != NOBODY and not facts.clash[course, facts.course_of[holder]]:
            weight += waiting.weight[holder]
        luck, unseated = throw(dice), facts.unseated[course, room]
        better = weight < least or (
            weight == least and (unseated < least_unseated or (unseated == least_unseated and luck < draw))
        )
        if found_period == NOBODY or better:
            found_period, found_room, least, least_unseated, draw = period, room, weight, unseated, luck
    return found_period, found_room


@woven
def weight_in_the_way(facts: Facts, board: Board, waiting: Waiting, course: int, period: int, in_the_way: int) -> int:
    """What the rivals of a course in a period weigh together."""
    if in_the_way == 0:
        return 0
    if in_the_way < 2 * ONE_RIVAL:
        return int(waiting.weight[in_the_way - ONE_RIVAL])
    weight = 0
    for room in range(facts.rooms):
        holder = board.lecture_at[period, room]
        if holder != NOBODY and facts.clash[course, facts.course_of[holder]]:
            weight += waiting.weight[holder]
    return weight


@woven
def the_room_to_take(facts: Facts, board: Board, waiting: Waiting, course: int, period: int) -> int:
    """A room that is free or a rival's, with most seats; where there is none, the room of whoever weighs least."""
    found, least = 0, np.int64(-1)
    for room in range(facts.rooms):
        holder = board.lecture_at[period, room]
        price = facts.unseated[course, room]
        if holder != NOBODY and not facts.clash[course, facts.course_of[holder]]:
            price += waiting.weight[holder] << 32
        if least < 0 or price < least:
            found, least = room, price
    return found


@woven
def push_out(facts: Facts, board: Board, waiting: Waiting, course: int, period: int, room: int) -> None:
    """Send away whoever is in the way of a course in that period and room."""
    for any_room in range(facts.rooms):
        holder = board.lecture_at[period, any_room]
        if holder != NOBODY and (any_room == room or facts.clash[course, facts.course_of[holder]]):
            unseat(facts, board, holder)
            waiting.weight[holder] += 1
            join(waiting, holder)
