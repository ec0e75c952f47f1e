"""Making a plan better by moving one party, or by changing two people about."""

from typing import NamedTuple

from khaigiang.solvers.allocation.city.arrays import Ints
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.seats import (
    Seats,
    broken_by_leaving,
    own_price,
    price_of_move,
    saved_by_leaving,
    sit,
)
from khaigiang.solvers.compiled import inner, tight

FIRST_TRAIT = 2


class Care(NamedTuple):
    """How a round goes: every `even`-th person may also move at no gain; `is_content`, nobody gives up a wish for it.

    For a change so much is looked at: classes, people of the same district there, other districts, people of each.
    """

    number: int
    even: int
    is_content: bool
    is_short: bool
    classes: int
    neighbours: int
    districts: int
    strangers: int


class Sums(NamedTuple):
    """Room to add up prices of each class for one person: of all their rows, and of their traits alone."""

    whole: Ints
    traits: Ints


@inner
def _add_up(census: Census, seats: Seats, sums: Sums, person: int) -> None:
    classes = census.classes
    for number in range(classes):
        sums.traits[number] = census.elsewhere[person]
    for place in range(FIRST_TRAIT, census.rows.shape[1]):
        row = census.rows[person, place] * classes
        for number in range(classes):
            sums.traits[number] += seats.one_more[row + number]
    for place in range(census.choice[person], census.choice[person + 1]):
        sums.traits[census.choice_class[place]] += census.choice_price[place]
    everybody, district = census.rows[person, 0] * classes, census.rows[person, 1] * classes
    for number in range(classes):
        more = seats.one_more[everybody + number] + seats.one_more[district + number]
        sums.whole[number] = sums.traits[number] + more


@inner
def _weigh_moves(census: Census, seats: Seats, sums: Sums, person: int) -> None:
    """What each class costs the whole party, hard rules between people included."""
    for number in range(census.classes):
        sums.whole[number] = price_of_move(census, seats, person, number)
        companion = census.companion[person]
        while companion != person:
            sums.whole[number] += price_of_move(census, seats, companion, number)
            companion = census.companion[companion]


@inner
def _cheapest(prices: Ints, beside: int) -> int:
    best = 1 if beside == 0 and len(prices) > 1 else 0
    for number in range(len(prices)):
        if number != beside and prices[number] < prices[best]:
            best = number
    return best


@inner
def move_party(census: Census, seats: Seats, person: int, there: int) -> int:
    """Move somebody and all who must sit with them; what it costs."""
    price = price_of_move(census, seats, person, there)
    sit(census, seats, person, there)
    companion = census.companion[person]
    while companion != person:
        price += price_of_move(census, seats, companion, there)
        sit(census, seats, companion, there)
        companion = census.companion[companion]
    return price


@inner
def _moved(census: Census, seats: Seats, person: int, there: int, most: int) -> int:
    """Move the party if it costs at most so much; what it cost, 0 when nobody moved."""
    here = seats.class_of[person]
    if census.companion[person] == person:
        price = price_of_move(census, seats, person, there)
        if price <= most:
            sit(census, seats, person, there)
            return price
        return 0
    price = move_party(census, seats, person, there)
    if price <= most:
        return price
    move_party(census, seats, person, here)
    return 0


@inner
def _changed_about(census: Census, seats: Seats, person: int, there: int, most: int, care: Care) -> int:
    """Change somebody about with the best partner found there, if the change costs at most so much.

    With care, only if the two together pay no more than now for their own wishes.
    """
    here = seats.class_of[person]
    given_up = own_price(census, person, there) - own_price(census, person, here)
    price = price_of_move(census, seats, person, there)
    sit(census, seats, person, there)
    best, cheapest = -1, most - price + 1
    stride = 1 + (person + care.number) % max(1, census.districts - 1)
    for turn in range(1 + min(care.districts, census.districts - 1)):
        district = (census.rows[person, 1] - 1 + turn * stride) % census.districts + 1
        other = seats.chain[district * census.classes + there]
        for _ in range(care.strangers if turn else care.neighbours):
            if other < 0:
                break
            if census.companion[other] == other and other != person:
                back = price_of_move(census, seats, other, here)
                gives_up = given_up + own_price(census, other, here) > own_price(census, other, there)
                if back < cheapest and not (care.is_content and gives_up):
                    best, cheapest = other, back
            other = seats.after[other]
    if best < 0:
        sit(census, seats, person, here)
        return 0
    sit(census, seats, best, here)
    return price + cheapest


@inner
def _mend(census: Census, seats: Seats, sums: Sums, person: int, most: int, care: Care) -> int:
    here = seats.class_of[person]
    saved = saved_by_leaving(census, seats, person, 0)
    saved_of_traits = saved_by_leaving(census, seats, person, FIRST_TRAIT)
    broken = broken_by_leaving(census, seats, person)
    own = own_price(census, person, here)
    idle = own if care.is_content and own < FORBIDDEN // 2 else 0
    if saved <= idle and saved_of_traits <= idle and not broken and not care.is_short:
        return 0
    _add_up(census, seats, sums, person)
    is_urgent = broken or saved >= FORBIDDEN // 2 or care.is_short
    if is_urgent:
        _weigh_moves(census, seats, sums, person)
    there = _cheapest(sums.whole, here)
    gives_up = own_price(census, person, there) > own
    price = 0
    if (is_urgent or not (care.is_content and gives_up)) and (is_urgent or sums.whole[there] - saved <= most):
        price = _moved(census, seats, person, there, most)
    if price or seats.class_of[person] != here or census.companion[person] != person:
        return price
    for _ in range(care.classes):
        there = _cheapest(sums.traits, here)
        if not broken and sums.traits[there] - saved_of_traits > most:
            break
        price = _changed_about(census, seats, person, there, most, care)
        if seats.class_of[person] != here:
            return price
        sums.traits[there] = 1 << 60
    return 0


@tight
def mend(census: Census, seats: Seats, sums: Sums, turns: Ints, care: Care) -> int:
    """Look at `turns[0]` people, from `turns[1]` on in steps of `turns[2]`. What the plan costs more (never above 0)."""
    price, person = 0, turns[1]
    for turn in range(turns[0]):
        price += _mend(census, seats, sums, person, 0 if turn % care.even == 0 else -1, care)
        person = (person + turns[2]) % len(seats.class_of)
    return price
