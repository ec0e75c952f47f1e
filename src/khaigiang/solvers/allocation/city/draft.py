"""The first plan of a city and its bound: by the linear model where it is small enough, otherwise by the network."""

from collections.abc import Generator, Iterator
from typing import Final

import numpy as np

from khaigiang.solvers.allocation.city import linear
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools, choosers_of
from khaigiang.solvers.allocation.city.dealing import deal, join_parties
from khaigiang.solvers.allocation.city.distances import measure
from khaigiang.solvers.allocation.city.network import Ints, Network, Small, Traffic, set_out
from khaigiang.solvers.allocation.city.pace import Pace
from khaigiang.solvers.allocation.city.prices import Prices, bound
from khaigiang.solvers.allocation.city.roads import empty_search, empty_traffic, prices_of_classes, roads_of, sent_by
from khaigiang.solvers.allocation.city.sample import sample
from khaigiang.solvers.allocation.city.seats import Seats, open_rooms
from khaigiang.solvers.allocation.city.ways import send_out
from khaigiang.solvers.errors import NoPlanExists

# The linear model takes seconds up to so many variables, and more than its share of a minute beyond.
MOST_VARIABLES: Final = 400_000
# Where one district of so many is enough to foretell the prices of classes.
MANY_PEOPLE: Final = 100_000
MANY_DISTRICTS: Final = 100
ONE_DISTRICT_OF: Final = 20


def drafted(census: Census, seats: Seats, pools: Pools, pace: Pace) -> Iterator[int]:
    """Seat everybody for the first time; what is proven, after each piece of work.

    Raises NoPlanExists when that is proven.
    """
    open_rooms(census, seats)
    parties = choosers_of(census, pools, as_parties=True)
    if linear.size_of(census, pools, parties) <= MOST_VARIABLES:
        sent = linear.send(census, pools, parties, pace.limit_of_the_model())
        if sent is not None:
            yield max(0, bound(census, pools, parties, sent.prices))
            _seat(census, seats, sent.class_of, sent.places, pools.of_person)
            return
    yield from _by_network(census, seats, pace)


def _by_network(census: Census, seats: Seats, pace: Pace) -> Iterator[int]:
    """Send everybody out, or as many as the time allows."""
    roads = roads_of(census)
    traffic = empty_traffic(roads.net)
    foretold = yield from _foretold(census, pace)
    set_out(roads.net, roads.others, foretold, traffic)
    yield from _sent_out(roads.net, traffic, pace)
    yield max(0, _proven(census, traffic.price))
    sent = sent_by(roads, traffic, len(census.elsewhere))
    _seat(census, seats, sent, traffic.from_hub, census.rows[:, 1].astype(np.int64) - 1)


def _foretold(census: Census, pace: Pace) -> Generator[int, None, Ints]:
    """Prices of classes as a sample of the districts has them: from there the whole is a third of the work."""
    nothing = np.zeros(census.classes, np.int64)
    if len(census.elsewhere) < MANY_PEOPLE or census.districts < MANY_DISTRICTS:
        return nothing
    roads = roads_of(sample(census, ONE_DISTRICT_OF))
    traffic = empty_traffic(roads.net)
    set_out(roads.net, roads.others, nothing, traffic)
    try:
        yield from _sent_out(roads.net, traffic, pace)
    except NoPlanExists:
        return nothing
    return prices_of_classes(roads.net, traffic)


def _sent_out(net: Network, traffic: Traffic, pace: Pace) -> Iterator[int]:
    search, walk = empty_search(net)
    waiting = int(traffic.excess.sum())
    while waiting and not pace.is_late_for_the_network():
        if not measure(net, traffic, search):
            raise NoPlanExists
        waiting = send_out(net, traffic, search, walk)
        yield 0
    if not waiting and (traffic.attending < net.fewest).any():
        # An empty place below a class's minimum is dearer than any way: the cheapest flow fills them all if it can be.
        raise NoPlanExists


def _proven(census: Census, price: Ints) -> int:
    """What prices of the network prove; those of a network whose work is done prove the best it can."""
    cells = census.classes * census.districts
    districts = Pools(
        of_person=census.rows[:, 1].astype(np.int64) - 1,
        district=np.arange(census.districts),
        unit=np.full(census.districts, -1),
    )
    prices = Prices(
        cell=price[:cells].reshape(census.districts, census.classes),
        of_class=price[cells + census.districts :],
        of_week=np.zeros((len(census.room) // census.weeks, census.weeks), np.int64),
        scale=1,
    )
    return bound(census, districts, choosers_of(census, districts, as_parties=True), prices)


def _seat(census: Census, seats: Seats, sent: Small, places: Small, pool_of: Ints) -> None:
    # Those with the fewest classes to choose from come first.
    order = np.lexsort((-np.diff(census.choice), sent < 0))
    deal(census, seats, sent, places, pool_of, order)
    join_parties(census, seats)
