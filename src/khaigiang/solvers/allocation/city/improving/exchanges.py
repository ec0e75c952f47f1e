"""Annealing a plan that keeps the hard rules: two people change about, or one moves, now and then at a loss."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.choosers import Pools
from khaigiang.solvers.allocation.city.seats import (
    Seats,
    broken_by_leaving,
    in_their_way,
    own_price,
    price_of_move,
    price_of_one_more,
    sit,
)
from khaigiang.solvers.compiled import tight, woven
from khaigiang.solvers.dice import Dice, below, throw

# Among so many one is looked for who is one too many of a trait.
DRAWN_FOR_TRAITS = 12
STEPS_INTO_A_CHAIN = 8


class Mix(NamedTuple):
    """Of 256 proposals: below `pool`, two people of one pool change about, which leaves all but traits and wishes as it is.

    Then two of one district, then any two, then two or three of one district of whom one wishes for what another has; the
    rest move one person. If `is_content`, no wishes are given up for the rest. Mending a broken rule may cost `mending`.
    """

    pool: int
    district: int
    two: int
    wished: int
    is_content: bool
    mending: int


CONTENT = Mix(pool=64, district=96, two=104, wished=256, is_content=True, mending=0)
OF_ALL_KINDS = Mix(pool=64, district=104, two=136, wished=208, is_content=False, mending=0)
SORTING_OUT = OF_ALL_KINDS._replace(mending=FORBIDDEN // 2)


class Crowd(NamedTuple):
    """People who need not sit with anybody, pool by pool and district by district.

    Those of a pool or district are people[first[…] … first[… + 1]]; who of a district wishes for a class is
    wisher[first_of_wish[cell] … first_of_wish[cell + 1]], cells being district · classes + class.
    """

    people: Ints
    pool: Ints
    first_of_pool: Ints
    first_of_district: Ints
    wisher: Ints
    first_of_wish: Ints


def crowd_of(census: Census, pools: Pools) -> Crowd:
    """Everybody but those who must sit together; they stay where mending has brought them."""
    alone = np.flatnonzero(census.companion == np.arange(len(census.companion)))
    # Pools are numbered by district.
    order = np.argsort(pools.of_person[alone], kind="stable")
    people = alone[order].astype(np.int64)
    pool = pools.of_person[people]
    wisher, first_of_wish = _wishers(census)
    return Crowd(
        people=people,
        pool=pool,
        first_of_pool=np.searchsorted(pool, np.arange(len(pools.district) + 1)).astype(np.int64),
        first_of_district=np.searchsorted(pools.district[pool], np.arange(census.districts + 1)).astype(np.int64),
        wisher=wisher,
        first_of_wish=first_of_wish,
    )


def _wishers(census: Census) -> tuple[Ints, Ints]:
    """Who sits with nobody and wishes for a class, cell by cell."""
    person = np.repeat(np.arange(len(census.elsewhere)), np.diff(census.choice))
    is_wish = (census.choice_price < 0) & (census.companion[person] == person)
    cell = (census.rows[person, 1].astype(np.int64) - 1) * census.classes + census.choice_class
    order = np.argsort(cell[is_wish], kind="stable")
    first = np.searchsorted(cell[is_wish][order], np.arange(census.districts * census.classes + 1))
    return person[is_wish][order].astype(np.int64), first.astype(np.int64)


@tight
def anneal(
    census: Census, seats: Seats, crowd: Crowd, dice: Dice, losses: Ints, mix: Mix, near: Ints, proposals: int
) -> int:
    """Make so many proposals to people of the crowd's places near[0] … near[1] − 1; what the plan costs more afterwards.

    Each may lose as much as one of `losses`, drawn by lot.
    """
    price, free = 0, len(crowd.people)
    for _ in range(proposals):
        kind = below(throw(dice), 256)
        place = _a_place(census, seats, crowd, near, dice)
        one = crowd.people[place]
        most = losses[below(throw(dice), len(losses))]
        if kind >= mix.two and kind < mix.wished:
            price += _wish_granted(census, seats, crowd, one, dice, most, mix)
        elif kind >= mix.wished:
            price += _moved(census, seats, one, _a_class(census, one, dice), most)
        else:
            start, end = 0, free
            if kind < mix.pool:
                pool = crowd.pool[place]
                start, end = crowd.first_of_pool[pool], crowd.first_of_pool[pool + 1]
            elif kind < mix.district:
                district = census.rows[one, 1] - 1
                start, end = crowd.first_of_district[district], crowd.first_of_district[district + 1]
            price += _changed(census, seats, one, crowd.people[start + below(throw(dice), end - start)], most, mix)
    return price


@tight
def sort_out(census: Census, seats: Seats, crowd: Crowd) -> int:
    """Whoever breaks a hard rule where they sit changes about with whoever costs least, of their district if it can be.

    Gives what the plan costs more afterwards; who finds nobody stays.
    """
    price = 0
    for place in range(len(crowd.people)):
        one = crowd.people[place]
        district = census.rows[one, 1] - 1
        if broken_by_leaving(census, seats, one):
            ends = crowd.first_of_district[district], crowd.first_of_district[district + 1]
            price += _changed_at_least_cost(census, seats, crowd, one, ends[0], ends[1])
        if broken_by_leaving(census, seats, one):
            price += _changed_at_least_cost(census, seats, crowd, one, 0, len(crowd.people))
    return price


@woven
def _changed_at_least_cost(census: Census, seats: Seats, crowd: Crowd, one: int, start: int, end: int) -> int:
    """`one` changes about with that one of the crowd's places start … end − 1 who costs least, if rules are mended so."""
    best, least = one, 0
    for place in range(start, end):
        price = _price_of_change(census, seats, one, crowd.people[place], 0, SORTING_OUT)
        if price < least:
            best, least = crowd.people[place], price
    here = seats.class_of[one]
    if best != one:
        sit(census, seats, one, seats.class_of[best])
        sit(census, seats, best, here)
    return int(least)


@woven
def _a_place(census: Census, seats: Seats, crowd: Crowd, near: Ints, dice: Dice) -> int:
    """A place of the crowd drawn by lot, half the time of somebody who is one too many where they sit."""
    place = near[0] + below(throw(dice), near[1] - near[0])
    if throw(dice) & np.uint64(1):
        for _ in range(DRAWN_FOR_TRAITS):
            if is_too_many(census, seats, crowd.people[place]):
                break
            place = near[0] + below(throw(dice), near[1] - near[0])
    return int(place)


@woven
def is_too_many(census: Census, seats: Seats, person: int) -> bool:
    """Are there too many of a trait of theirs in the class, of their unit in the week, or somebody to be kept apart?"""
    here = seats.class_of[person]
    if broken_by_leaving(census, seats, person):
        return True
    for column in range(2, census.rows.shape[1]):
        cell = census.rows[person, column] * census.classes + here
        if seats.people[cell] > census.high[cell]:
            return True
    return False


@woven
def _a_class(census: Census, person: int, dice: Dice) -> int:
    """A class drawn by lot, as often one of those with a price of its own for this person."""
    start, count = census.choice[person], census.choice[person + 1] - census.choice[person]
    if count and throw(dice) & np.uint64(1):
        return int(census.choice_class[start + below(throw(dice), count)])
    return below(throw(dice), census.classes)


@woven
def _moved(census: Census, seats: Seats, person: int, there: int, most: int) -> int:
    price = price_of_move(census, seats, person, there)
    if price > most or there == seats.class_of[person]:
        return 0
    sit(census, seats, person, there)
    return price


@woven
def _changed(census: Census, seats: Seats, one: int, other: int, most: int, mix: Mix) -> int:
    here, there = seats.class_of[one], seats.class_of[other]
    price = _price_of_change(census, seats, one, other, most, mix)
    if price > most or here == there:
        return 0
    sit(census, seats, one, there)
    sit(census, seats, other, here)
    return price


@woven
def _price_of_change(census: Census, seats: Seats, one: int, other: int, most: int, mix: Mix) -> int:
    """What it costs that two change about; more than `most` where it is more."""
    here, there = seats.class_of[one], seats.class_of[other]
    price = own_price(census, one, there) - own_price(census, one, here)
    price += own_price(census, other, here) - own_price(census, other, there)
    if price >= FORBIDDEN // 2 or (mix.is_content and price > 0):
        return 2 * FORBIDDEN
    for column in range(1, census.rows.shape[1]):
        row, other_row = census.rows[one, column], census.rows[other, column]
        if row != other_row:
            price += _price_in_row(census, seats, row, here, there) + _price_in_row(
                census, seats, other_row, there, here
            )
    if price > most + mix.mending:
        return 2 * FORBIDDEN
    return price + _broken_by_change(census, seats, one, other) * FORBIDDEN


@woven
def _wish_granted(census: Census, seats: Seats, crowd: Crowd, one: int, dice: Dice, most: int, mix: Mix) -> int:
    """Somebody of the district who wishes for the class of `one` gets it; `one` changes about or goes to a wish of their own."""
    here = seats.class_of[one]
    cell = (census.rows[one, 1] - 1) * census.classes + here
    start, end = crowd.first_of_wish[cell], crowd.first_of_wish[cell + 1]
    if start == end:
        return 0
    other = crowd.wisher[start + below(throw(dice), end - start)]
    there = seats.class_of[other]
    if there == here:
        return 0
    onward = _a_class_wished(census, one, there, dice)
    if onward in (here, there):
        return _changed(census, seats, one, other, most, mix)
    third = _somebody_in(census, seats, census.rows[one, 1], onward, dice)
    if third < 0:
        return 0
    return _rotated(census, seats, one, other, third, most, mix)


@woven
def _a_class_wished(census: Census, person: int, otherwise: int, dice: Dice) -> int:
    """A class drawn by lot among those with a price of their own for this person."""
    start, count = census.choice[person], census.choice[person + 1] - census.choice[person]
    if not count:
        return otherwise
    return int(census.choice_class[start + below(throw(dice), count)])


@woven
def _somebody_in(census: Census, seats: Seats, district_row: int, number: int, dice: Dice) -> int:
    """Somebody of a district who sits alone in a class (-1: nobody found), a few steps into their chain."""
    person = seats.chain[district_row * census.classes + number]
    for _ in range(below(throw(dice), STEPS_INTO_A_CHAIN)):
        if person < 0 or seats.after[person] < 0:
            break
        person = seats.after[person]
    if person >= 0 and census.companion[person] != person:
        return -1
    return int(person)


@woven
def _rotated(census: Census, seats: Seats, one: int, other: int, third: int, most: int, mix: Mix) -> int:
    """`other` takes the class of `one`, who takes that of `third`, who takes that of `other`."""
    here, there, onward = seats.class_of[one], seats.class_of[other], seats.class_of[third]
    own = own_price(census, one, onward) - own_price(census, one, here)
    own += own_price(census, other, here) - own_price(census, other, there)
    own += own_price(census, third, there) - own_price(census, third, onward)
    if own >= FORBIDDEN // 2 or (mix.is_content and own > 0):
        return 0
    price = price_of_move(census, seats, one, onward)
    sit(census, seats, one, onward)
    price += price_of_move(census, seats, third, there)
    sit(census, seats, third, there)
    price += price_of_move(census, seats, other, here)
    if price > most:
        sit(census, seats, third, onward)
        sit(census, seats, one, here)
        return 0
    sit(census, seats, other, here)
    return price


@woven
def _price_in_row(census: Census, seats: Seats, row: int, here: int, there: int) -> int:
    """What it costs in this row that one person of it sits there instead of here."""
    more = seats.one_more[row * census.classes + there]
    return int(more - price_of_one_more(census, row, here, seats.people[row * census.classes + here] - 1))


@woven
def _broken_by_change(census: Census, seats: Seats, one: int, other: int) -> int:
    """How many more hard rules between people are broken once these two have changed about."""
    here, there = seats.class_of[one], seats.class_of[other]
    broken = _met_by_move(census, seats, one, there) + _met_by_move(census, seats, other, here)
    if broken:
        broken -= 2 * _lists_of_both(census, one, other)
    if census.unit[one] != census.unit[other] and census.week[here] != census.week[there]:
        broken += _away_by_move(census, seats, census.unit[one], census.week[here], census.week[there])
        broken += _away_by_move(census, seats, census.unit[other], census.week[there], census.week[here])
    return broken


@woven
def _met_by_move(census: Census, seats: Seats, person: int, there: int) -> int:
    if census.lists_of[person] == census.lists_of[person + 1]:
        return 0
    return in_their_way(census, seats, person, there) - in_their_way(census, seats, person, seats.class_of[person])


@woven
def _lists_of_both(census: Census, one: int, other: int) -> int:
    """On how many lists of people kept apart both stand: there each was counted as if the other stayed."""
    both = 0
    for place in range(census.lists_of[one], census.lists_of[one + 1]):
        for place_of_other in range(census.lists_of[other], census.lists_of[other + 1]):
            both += census.list_of[place] == census.list_of[place_of_other]
    return both


@woven
def _away_by_move(census: Census, seats: Seats, unit: int, left: int, entered: int) -> int:
    """How many more of a unit are too many when one of it is away in another week."""
    if unit < 0:
        return 0
    broken = 0
    if seats.away[unit * census.weeks + left] > census.room[unit * census.weeks + left]:
        broken -= 1
    if seats.away[unit * census.weeks + entered] >= census.room[unit * census.weeks + entered]:
        broken += 1
    return broken
