"""The one step of the search: two people change groups in one round; or they change roles in all of them."""

from khaigiang.solvers.compiled import woven
from khaigiang.solvers.groups.rounds.board import Board, Facts


@woven
def growth_of_trade(facts: Facts, board: Board, number: int, one: int, other: int) -> int:
    """What the price grows by when two people of different groups change places in a round."""
    here, there = board.group_of[number, one], board.group_of[number, other]
    growth = facts.again * meetings_after(board, number, one, other, here, there)
    if facts.has_bonds[number]:
        growth += bonds_after(facts, board, number, one, other, here, there)
    return growth + balance_after(facts, board, number, one, other, here, there)


@woven
def meetings_after(board: Board, number: int, one: int, other: int, here: int, there: int) -> int:
    """How many more meetings would be repeated ones."""
    growth = 0
    for seat in range(board.size[number, here]):
        member = board.members[number, here, seat]
        if member != one:
            growth += (board.met[other, member] >= 1) - (board.met[one, member] >= 2)
    for seat in range(board.size[number, there]):
        member = board.members[number, there, seat]
        if member != other:
            growth += (board.met[one, member] >= 1) - (board.met[other, member] >= 2)
    return growth


@woven
def bonds_after(facts: Facts, board: Board, number: int, one: int, other: int, here: int, there: int) -> int:
    """What is won or lost of what a teacher has decided about two people."""
    growth = 0
    for seat in range(board.size[number, here]):
        member = board.members[number, here, seat]
        if member != one:
            growth += facts.bond[number, other, member] - facts.bond[number, one, member]
    for seat in range(board.size[number, there]):
        member = board.members[number, there, seat]
        if member != other:
            growth += facts.bond[number, one, member] - facts.bond[number, other, member]
    return growth


@woven
def balance_after(facts: Facts, board: Board, number: int, one: int, other: int, here: int, there: int) -> int:
    """What the traits of both cost more in the groups they enter than in those they leave."""
    growth = 0
    for trait in range(len(facts.weight)):
        mine, theirs = facts.value_of[trait, one], facts.value_of[trait, other]
        if mine != theirs:
            off = 0
            if mine >= 0:
                off += outside(facts, board, number, trait, mine, here, -1)
                off += outside(facts, board, number, trait, mine, there, 1)
            if theirs >= 0:
                off += outside(facts, board, number, trait, theirs, here, 1)
                off += outside(facts, board, number, trait, theirs, there, -1)
            growth += facts.weight[trait] * off
    return growth


@woven
def outside(facts: Facts, board: Board, number: int, trait: int, value: int, group: int, more: int) -> int:
    """How much further outside its band a count would be."""
    low, high = facts.low[trait, value], facts.high[trait, value]
    count = board.counted[number, trait, value, group]
    then = count + more
    before = max(0, low - count) + max(0, count - high)
    return int(max(0, low - then) + max(0, then - high) - before)


@woven
def trade(facts: Facts, board: Board, number: int, one: int, other: int) -> None:
    """Two people change places in a round."""
    here, there = board.group_of[number, one], board.group_of[number, other]
    leave(facts, board, number, one, here)
    leave(facts, board, number, other, there)
    seat, seat_of_other = board.seat_of[number, one], board.seat_of[number, other]
    enter(facts, board, number, one, there, seat_of_other)
    enter(facts, board, number, other, here, seat)


@woven
def leave(facts: Facts, board: Board, number: int, person: int, group: int) -> None:
    """One person is no longer counted in their group; their seat stays theirs."""
    for seat in range(board.size[number, group]):
        member = board.members[number, group, seat]
        if member >= 0 and member != person:
            board.met[person, member] -= 1
            board.met[member, person] -= 1
    board.members[number, group, board.seat_of[number, person]] = -1
    for trait in range(len(facts.weight)):
        value = facts.value_of[trait, person]
        if value >= 0:
            board.counted[number, trait, value, group] -= 1


@woven
def enter(facts: Facts, board: Board, number: int, person: int, group: int, seat: int) -> None:
    """One person takes a free seat."""
    for place in range(board.size[number, group]):
        member = board.members[number, group, place]
        if member >= 0:
            board.met[person, member] += 1
            board.met[member, person] += 1
    board.members[number, group, seat] = person
    board.group_of[number, person] = group
    board.seat_of[number, person] = seat
    for trait in range(len(facts.weight)):
        value = facts.value_of[trait, person]
        if value >= 0:
            board.counted[number, trait, value, group] += 1
