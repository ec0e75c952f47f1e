"""What a plan costs, every broken hard rule included as a price of its own."""

from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.seats import Seats, own_price
from khaigiang.solvers.compiled import inner, tight


@tight
def total_price(census: Census, seats: Seats) -> int:
    """The price of all cells, of everybody's own wishes, and of what the hard rules forbid."""
    total = 0
    for cell in range(len(census.low)):
        row, people = cell // census.classes, seats.people[cell]
        off = max(0, census.low[cell] - people) + max(0, people - census.high[cell])
        total += census.off_price[cell] * off + census.crowd_price[row] * max(0, people - census.limit[cell])
    for number in range(census.classes):
        people = seats.people[number]
        total += FORBIDDEN * (max(0, census.fewest[number] - people) + max(0, people - census.most[number]))
    for person in range(len(seats.class_of)):
        total += own_price(census, person, seats.class_of[person])
    for place in range(len(census.room)):
        total += FORBIDDEN * max(0, seats.away[place] - census.room[place])
    return total + FORBIDDEN * (_met(census, seats) + _torn(census, seats))


@inner
def _met(census: Census, seats: Seats) -> int:
    met = 0
    for of_list in range(len(census.listed) - 1):
        for one in range(census.listed[of_list], census.listed[of_list + 1]):
            for other in range(one + 1, census.listed[of_list + 1]):
                here = seats.class_of[census.listed_person[one]]
                met += here == seats.class_of[census.listed_person[other]]
    return met


@inner
def _torn(census: Census, seats: Seats) -> int:
    torn = 0
    for person in range(len(seats.class_of)):
        torn += seats.class_of[person] != seats.class_of[census.companion[person]]
    return torn
