"""Kempe chains: two periods exchange a lecture, those in its way, those in their way, and so on, until no rule objects."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.compiled import tight, woven
from khaigiang.solvers.courses.board import CLOSED, NOBODY, ONE_RIVAL, Board, Facts, Numbers
from khaigiang.solvers.courses.places import count_in, count_out, leave, stand

TOO_DEAR = 1 << 40


class Chain(NamedTuple):
    """Room to gather a chain in."""

    members: Numbers
    rooms: Numbers  # member → the room it gets
    is_member: NDArray[np.bool_]  # lecture →
    taken: NDArray[np.bool_]  # period (the chain's first, its second), room → taken when all have moved


def empty_chain(facts: Facts) -> Chain:
    """Room for the longest chain there can be: all that sits in two periods."""
    return Chain(
        members=np.zeros(2 * facts.rooms, np.int64),
        rooms=np.zeros(2 * facts.rooms, np.int64),
        is_member=np.zeros(len(facts.course_of), np.bool_),
        taken=np.zeros((2, facts.rooms), np.bool_),
    )


@tight
def try_chain(facts: Facts, board: Board, chain: Chain, lecture: int, period: int, most: int) -> int:
    """Move a lecture to a period with the whole chain behind it, if the price grows by at most `most`.

    Returns the growth, or TOO_DEAR when nothing moved.
    """
    old_period = board.period[lecture]
    length = gather(facts, board, chain, lecture, period)
    if length == 0:
        return TOO_DEAR
    growth = 0
    for at in range(length):
        member = chain.members[at]
        growth += count_out(facts, board, facts.course_of[member], board.period[member], board.room[member])
    for at in range(length):
        member = chain.members[at]
        course, side = facts.course_of[member], 0 if board.period[member] == old_period else 1
        chain.rooms[at] = a_room_for(facts, board, chain, course, board.room[member], 1 - side)
        growth += count_in(facts, board, course, old_period if side else period, chain.rooms[at])
    if growth <= most:
        move_all(facts, board, chain, length, old_period, period)
        return growth
    for at in range(length):
        member = chain.members[at]
        there = period if board.period[member] == old_period else old_period
        count_out(facts, board, facts.course_of[member], there, chain.rooms[at])
    for at in range(length):
        member = chain.members[at]
        count_in(facts, board, facts.course_of[member], board.period[member], board.room[member])
    return TOO_DEAR


@woven
def gather(facts: Facts, board: Board, chain: Chain, lecture: int, period: int) -> int:
    """Fill `chain` with a lecture and all that must move with it; returns its length, 0 where a rule forbids it."""
    old_period = board.period[lecture]
    length = follow(facts, board, chain, lecture, old_period, period)
    for at in range(abs(length)):
        chain.is_member[chain.members[at]] = False
    if length <= 0:
        return 0
    for room in range(facts.rooms):
        chain.taken[0, room] = board.lecture_at[old_period, room] != NOBODY
        chain.taken[1, room] = board.lecture_at[period, room] != NOBODY
    leaving = 0
    for at in range(length):
        member = chain.members[at]
        is_leaving = board.period[member] == old_period
        leaving += is_leaving
        chain.taken[0 if is_leaving else 1, board.room[member]] = False
    coming = length - leaving
    fits = board.free_rooms[period] + coming >= leaving and board.free_rooms[old_period] + leaving >= coming
    return length if fits else 0


@woven
def follow(facts: Facts, board: Board, chain: Chain, lecture: int, old_period: int, period: int) -> int:
    """Add whoever stands in the way of a member, until nobody does; returns the length, below zero when forbidden."""
    chain.members[0] = lecture
    chain.is_member[lecture] = True
    length, at = 1, 0
    while at < length:
        member = chain.members[at]
        at += 1
        target = period if board.period[member] == old_period else old_period
        in_the_way = board.rivals[facts.course_of[member], target]
        if in_the_way >= CLOSED:
            return -length
        if in_the_way >> 32 == 1:
            rival = in_the_way - ONE_RIVAL
            if not chain.is_member[rival]:
                chain.members[length] = rival
                chain.is_member[rival] = True
                length += 1
        elif in_the_way:
            length = add_rivals(facts, board, chain, member, target, old_period + period - target, length)
            if length < 0:
                return length
    return length


@woven
def add_rivals(facts: Facts, board: Board, chain: Chain, member: int, period: int, back: int, length: int) -> int:
    """Add the lectures of a period that stand in a member's way; returns the new length, below zero when forbidden.

    Looking at once whether a rival may go `back` to the member's period ends most chains early.
    """
    course = facts.course_of[member]
    for room in range(facts.rooms):
        rival = board.lecture_at[period, room]
        if rival != NOBODY and not chain.is_member[rival] and facts.clash[course, facts.course_of[rival]]:
            if board.rivals[facts.course_of[rival], back] >= CLOSED:
                return -length
            chain.members[length] = rival
            chain.is_member[rival] = True
            length += 1
    return length


@woven
def a_room_for(facts: Facts, board: Board, chain: Chain, course: int, own: int, side: int) -> int:
    """Take the lecture's own room in the period on that side of the chain, or else the cheapest that is left."""
    found = own
    if chain.taken[side, own]:
        least = TOO_DEAR
        for room in range(facts.rooms):
            if not chain.taken[side, room]:
                price = facts.unseated[course, room] + (board.in_room[course, room] == 0)
                if price < least:
                    least, found = price, room
    chain.taken[side, found] = True
    return found


@woven
def move_all(facts: Facts, board: Board, chain: Chain, length: int, old_period: int, period: int) -> None:
    """Put every member of the chain where it is counted already."""
    for at in range(length):
        leave(facts, board, chain.members[at])
    for at in range(length):
        member = chain.members[at]
        there = period if board.period[member] == old_period else old_period
        stand(facts, board, member, there, chain.rooms[at])
