"""Seating everybody as the network sent them; who came through a hub is dealt to the places that are left."""

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.improving.mending import move_party
from khaigiang.solvers.allocation.city.seats import Seats, own_price, sit
from khaigiang.solvers.compiled import inner, tight, woven


@tight
def deal(census: Census, seats: Seats, sent_to: Small, places: Small, pool_of: Ints, order: Ints) -> None:
    """Seat people in this order: where they were sent (-1: where a place of their pool suits the rest best).

    Whoever finds no place there is seated last of all, wherever it costs least.
    """
    for person in order:
        there = sent_to[person]
        if there < 0:
            there = _best_place(census, seats, places, pool_of[person], person)
            if there < 0:
                continue
            places[pool_of[person] * census.classes + there] -= 1
        sit(census, seats, person, there)
    for person in order:
        if seats.class_of[person] < 0:
            sit(census, seats, person, _best_seat(census, seats, person))


@inner
def _best_place(census: Census, seats: Seats, places: Small, pool: int, person: int) -> int:
    """The class with a place left for this pool that costs least: one of its own traits and wishes; -1 if there is none."""
    best, cheapest = -1, 1 << 60
    first = pool * census.classes
    for number in range(census.classes):
        if places[first + number] <= 0:
            continue
        price = own_price(census, person, number) + _price_of_week(census, seats, person, number)
        for place in range(2, census.rows.shape[1]):
            price += seats.one_more[census.rows[person, place] * census.classes + number]
        if price < cheapest:
            best, cheapest = number, price
    return best


@inner
def _best_seat(census: Census, seats: Seats, person: int) -> int:
    """The class that costs least for everybody together, the week of a crowded unit included."""
    best, cheapest = 0, 1 << 60
    for number in range(census.classes):
        price = own_price(census, person, number) + _price_of_week(census, seats, person, number)
        for place in range(census.rows.shape[1]):
            price += seats.one_more[census.rows[person, place] * census.classes + number]
        if price < cheapest:
            best, cheapest = number, price
    return best


@woven
def _price_of_week(census: Census, seats: Seats, person: int, number: int) -> int:
    """What it costs that somebody's crowded unit has sent all it can in the week of a class."""
    unit = census.unit[person]
    if unit < 0:
        return 0
    week = unit * census.weeks + census.week[number]
    return FORBIDDEN if seats.away[week] >= census.room[week] else 0


@tight
def join_parties(census: Census, seats: Seats) -> None:
    """Bring all who must sit together and do not to one class: one that all can attend, if there is any."""
    for person in range(len(seats.class_of)):
        companion, is_first, is_torn = census.companion[person], True, False
        while companion != person:
            is_first &= companion > person
            is_torn |= seats.class_of[companion] != seats.class_of[person]
            companion = census.companion[companion]
        if is_first and is_torn:
            move_party(census, seats, person, _class_of_party(census, seats, person))


@inner
def _class_of_party(census: Census, seats: Seats, person: int) -> int:
    best, cheapest = int(seats.class_of[person]), 1 << 60
    for number in range(census.classes):
        price = own_price(census, person, number) + seats.one_more[number]
        companion = census.companion[person]
        while companion != person:
            price += own_price(census, companion, number)
            companion = census.companion[companion]
        if price < cheapest:
            best, cheapest = number, price
    return best
