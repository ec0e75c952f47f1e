"""People of many classes change places all at once, one of each class: the cheapest of all their permutations.

What each pays for each class is exact, since every class loses one and gains one; so hundreds of exchanges that help only
together are found in a thousandth of a second. Where a class lacks somebody, nobody may take part for it.
"""

from typing import Final, NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.improving.exchanges import is_too_many
from khaigiang.solvers.allocation.city.improving.pairing import Table, pair, table_of
from khaigiang.solvers.allocation.city.seats import Seats, in_their_way, leave, own_price, sit
from khaigiang.solvers.compiled import inner, tight
from khaigiang.solvers.dice import Dice, below, throw

MOST_CLASSES: Final = 100
# Prices are told in so many parts, and each is dearer by up to some of them by lot: among equal ways another each time.
PARTS: Final = 64
# In half of the rounds all are of one district. In the others somebody who is one too many is looked for so often.
DRAWN_IN_A_DISTRICT: Final = 3
DRAWN: Final = (8, 30)
STEPS_INTO_A_CHAIN: Final = 4


class Turn(NamedTuple):
    """Who takes part (-1: nobody), and the class each leaves; all classes in an order drawn by lot."""

    person: Ints
    number: Ints
    order: Ints
    table: Table


def turn_of(census: Census) -> Turn:
    """Room for one of each class, or of so many of them."""
    people = min(MOST_CLASSES, census.classes)
    return Turn(
        person=np.zeros(people, np.int64),
        number=np.zeros(people, np.int64),
        order=np.arange(census.classes),
        table=table_of(people),
    )


@tight
def change_about(census: Census, seats: Seats, turn: Turn, dice: Dice, heat: int, rounds: int) -> int:
    """So many times one of each class changes about, ways being up to so many parts dearer by lot; what all costs more."""
    price = 0
    for _ in range(rounds):
        people = _draw(census, seats, turn, dice)
        if people < 2:
            continue
        before = 0
        for place in range(people):
            if turn.person[place] >= 0:
                leave(census, seats, turn.person[place])
                before += _price_of(census, seats, turn.person[place], turn.number[place])
        for place in range(people):
            _weigh(census, seats, turn, place, people)
        for place in range(people):
            for other in range(people):
                # What is forbidden twice is not dearer: sums stay small.
                weighed = min(turn.table.price[place, other], 2 * FORBIDDEN)
                turn.table.price[place, other] = weighed * PARTS + below(throw(dice), heat)
        pair(turn.table, people)
        price += _seated(census, seats, turn, people, before)
    return price


@inner
def _draw(census: Census, seats: Seats, turn: Turn, dice: Dice) -> int:
    """Draw people, one of each class, half the time all of one district; how many were found."""
    kind, people = below(throw(dice), 4), 0
    district = 1 + below(throw(dice), census.districts) if kind < 2 else -1
    draws = DRAWN_IN_A_DISTRICT if kind < 2 else DRAWN[kind - 2]
    for place in range(census.classes):
        if people == len(turn.person):
            break
        other = place + below(throw(dice), census.classes - place)
        number = turn.order[other]
        turn.order[other] = turn.order[place]
        turn.order[place] = number
        is_short = seats.people[number] < census.low[number] and below(throw(dice), 2)
        person = -1 if is_short else _somebody_in(census, seats, dice, number, district, draws)
        if person >= 0 or is_short:
            turn.person[people], turn.number[people] = person, number
            people += 1
    return people


@inner
def _somebody_in(census: Census, seats: Seats, dice: Dice, number: int, district: int, draws: int) -> int:
    """Somebody who sits alone in a class (-1: nobody was found), of a district, or else one too many if it can be."""
    found = -1
    for _ in range(draws):
        of = district if district >= 0 else 1 + below(throw(dice), census.districts)
        person = seats.chain[of * census.classes + number]
        if person < 0:
            continue
        for _ in range(below(throw(dice), STEPS_INTO_A_CHAIN)):
            if seats.after[person] < 0:
                break
            person = seats.after[person]
        if census.companion[person] != person:
            continue
        found = person
        if district >= 0 or is_too_many(census, seats, person):
            break
    return int(found)


@inner
def _weigh(census: Census, seats: Seats, turn: Turn, place: int, people: int) -> None:
    """What one of them, who sits nowhere now, would cost in the class of each; nobody costs nothing."""
    person, price = turn.person[place], turn.table.price
    for other in range(people):
        price[place, other] = census.elsewhere[person] if person >= 0 else 0
    if person < 0:
        return
    for column in range(census.rows.shape[1]):
        row = census.rows[person, column] * census.classes
        for other in range(people):
            price[place, other] += seats.one_more[row + turn.number[other]]
    _weigh_what_is_their_own(census, seats, turn, place, people)


@inner
def _weigh_what_is_their_own(census: Census, seats: Seats, turn: Turn, place: int, people: int) -> None:
    """Wishes, and hard rules between people."""
    person, price = turn.person[place], turn.table.price
    for choice in range(census.choice[person], census.choice[person + 1]):
        for other in range(people):
            if turn.number[other] == census.choice_class[choice]:
                price[place, other] += census.choice_price[choice]
    if census.unit[person] >= 0 or census.lists_of[person] < census.lists_of[person + 1]:
        for other in range(people):
            price[place, other] += FORBIDDEN * _broken(census, seats, person, turn.number[other])


@inner
def _price_of(census: Census, seats: Seats, person: int, number: int) -> int:
    """What somebody who sits nowhere would cost in a class."""
    price = own_price(census, person, number) + FORBIDDEN * _broken(census, seats, person, number)
    for column in range(census.rows.shape[1]):
        price += seats.one_more[census.rows[person, column] * census.classes + number]
    return price


@inner
def _broken(census: Census, seats: Seats, person: int, number: int) -> int:
    """How many hard rules between people somebody who sits nowhere would break there."""
    unit = census.unit[person]
    broken = in_their_way(census, seats, person, number)
    if unit >= 0:
        week = unit * census.weeks + census.week[number]
        broken += seats.away[week] >= census.room[week]
    return broken


@inner
def _seated(census: Census, seats: Seats, turn: Turn, people: int, before: int) -> int:
    """Seat all of them as they were paired; what it costs more, people of one unit who meet in a week included.

    Where they break a rule so, everybody goes back.
    """
    after = 0
    for place in range(people):
        person, number = turn.person[place], turn.number[turn.table.taken[place]]
        if person >= 0:
            after += _price_of(census, seats, person, number)
            sit(census, seats, person, number)
    if after - before < FORBIDDEN // 2:
        return int(after - before)
    for place in range(people):
        if turn.person[place] >= 0:
            sit(census, seats, turn.person[place], turn.number[place])
    return 0
