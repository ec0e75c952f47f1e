"""Where everybody sits: people of each row in each class, and what one move changes."""

from typing import NamedTuple

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.compiled import inner, tight, woven


class Seats(NamedTuple):
    """What changes. `one_more` is the price of one person more in each cell; -1 is no class, no person."""

    class_of: Small
    people: Small
    one_more: Ints
    away: Ints
    # Everybody of one district in one class, in a chain: its first person, and each one's next and previous.
    chain: Small
    after: Small
    before: Small


@woven
def price_of_one_more(census: Census, row: int, number: int, people: int) -> int:
    """What one person more costs in a cell that holds so many; of the row of everybody, the bounds of the class too."""
    cell = row * census.classes + number
    price = 0
    if people < census.low[cell]:
        price = -census.off_price[cell]
    elif people >= census.high[cell]:
        price = census.off_price[cell]
    if people >= census.limit[cell]:
        price += census.crowd_price[row]
    if row == 0:
        if people < census.fewest[number]:
            price -= FORBIDDEN
        elif people >= census.most[number]:
            price += FORBIDDEN
    return price


@woven
def own_price(census: Census, person: int, number: int) -> int:
    """What this class costs for this person alone: wishes, the class they were told, what they cannot."""
    for place in range(census.choice[person], census.choice[person + 1]):
        if census.choice_class[place] == number:
            return int(census.elsewhere[person] + census.choice_price[place])
    return int(census.elsewhere[person])


@inner
def in_their_way(census: Census, seats: Seats, person: int, number: int) -> int:
    """How many of those who must not sit with this person sit in a class."""
    met = 0
    for place in range(census.lists_of[person], census.lists_of[person + 1]):
        of_list = census.list_of[place]
        for other in range(census.listed[of_list], census.listed[of_list + 1]):
            one = census.listed_person[other]
            if one != person and seats.class_of[one] == number:
                met += 1
    return met


@inner
def saved_by_leaving(census: Census, seats: Seats, person: int, first_row: int) -> int:
    """What everybody together pays less once this person has left their class, counted from one of their rows on."""
    here = seats.class_of[person]
    saved = own_price(census, person, here)
    for place in range(first_row, census.rows.shape[1]):
        row = census.rows[person, place]
        saved += price_of_one_more(census, row, here, seats.people[row * census.classes + here] - 1)
    return saved


@inner
def broken_by_leaving(census: Census, seats: Seats, person: int) -> int:
    """How many hard rules between people this person breaks where they sit."""
    here, unit = seats.class_of[person], census.unit[person]
    broken = in_their_way(census, seats, person, here) if census.lists_of[person] < census.lists_of[person + 1] else 0
    if unit >= 0:
        place = unit * census.weeks + census.week[here]
        broken += seats.away[place] > census.room[place]
    return broken


@inner
def price_of_move(census: Census, seats: Seats, person: int, there: int) -> int:
    """What the whole costs more once this person sits there."""
    here = seats.class_of[person]
    if here == there:
        return 0
    price = own_price(census, person, there) - saved_by_leaving(census, seats, person, 0)
    for place in range(census.rows.shape[1]):
        price += seats.one_more[census.rows[person, place] * census.classes + there]
    if census.lists_of[person] < census.lists_of[person + 1]:
        met = in_their_way(census, seats, person, there) - in_their_way(census, seats, person, here)
        price += met * FORBIDDEN
    unit = census.unit[person]
    if unit >= 0 and census.week[here] != census.week[there]:
        left, entered = unit * census.weeks + census.week[here], unit * census.weeks + census.week[there]
        if seats.away[left] > census.room[left]:
            price -= FORBIDDEN
        if seats.away[entered] >= census.room[entered]:
            price += FORBIDDEN
    return price


@woven
def _count(census: Census, seats: Seats, person: int, number: int, more: int) -> None:
    for place in range(census.rows.shape[1]):
        row = census.rows[person, place]
        cell = row * census.classes + number
        seats.people[cell] += more
        seats.one_more[cell] = price_of_one_more(census, row, number, seats.people[cell])
    if census.unit[person] >= 0:
        seats.away[census.unit[person] * census.weeks + census.week[number]] += more


@inner
def leave(census: Census, seats: Seats, person: int) -> None:
    """Let somebody sit nowhere."""
    here, before, after = seats.class_of[person], seats.before[person], seats.after[person]
    _count(census, seats, person, here, -1)
    if before < 0:
        seats.chain[census.rows[person, 1] * census.classes + here] = after
    else:
        seats.after[before] = after
    if after >= 0:
        seats.before[after] = before
    seats.class_of[person] = -1


@inner
def sit(census: Census, seats: Seats, person: int, there: int) -> None:
    """Seat somebody in a class, wherever they were before."""
    if seats.class_of[person] >= 0:
        leave(census, seats, person)
    cell = census.rows[person, 1] * census.classes + there
    first = seats.chain[cell]
    seats.before[person] = -1
    seats.after[person] = first
    if first >= 0:
        seats.before[first] = person
    seats.chain[cell] = person
    seats.class_of[person] = there
    _count(census, seats, person, there, 1)


@tight
def open_rooms(census: Census, seats: Seats) -> None:
    """Nobody sits anywhere."""
    for person in range(len(seats.class_of)):
        seats.class_of[person] = -1
    for place in range(len(seats.away)):
        seats.away[place] = 0
    for cell in range(len(seats.chain)):
        seats.chain[cell] = -1
    for cell in range(len(seats.one_more)):
        seats.people[cell] = 0
        row = cell // census.classes
        seats.one_more[cell] = price_of_one_more(census, row, cell % census.classes, 0)
