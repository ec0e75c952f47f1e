"""The first plan of a city and its bound: by the linear model where it is small enough, otherwise by the network."""

from collections.abc import Generator, Iterator
from typing import Final, NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.by_model import linear
from khaigiang.solvers.allocation.city.by_model.model import size_of
from khaigiang.solvers.allocation.city.by_model.weeks import by_week
from khaigiang.solvers.allocation.city.by_network.distances import measure
from khaigiang.solvers.allocation.city.by_network.network import Network, Traffic, set_out
from khaigiang.solvers.allocation.city.by_network.parts import rest, sample
from khaigiang.solvers.allocation.city.by_network.roads import (
    empty_search,
    empty_traffic,
    prices_of_classes,
    roads_of,
    sent_by,
)
from khaigiang.solvers.allocation.city.by_network.ways import send_out
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Pools, choosers_of, pools_of_model
from khaigiang.solvers.allocation.city.dealing import deal, join_parties
from khaigiang.solvers.allocation.city.pace import Pace
from khaigiang.solvers.allocation.city.prices import Prices, bound, classes_of_parties
from khaigiang.solvers.allocation.city.seats import Seats, open_rooms
from khaigiang.solvers.errors import NoPlanExists

ONE_DISTRICT_OF: Final = 20
# So often units get pools of their own, whose people the model's plan leaves no week.
MOST_PARTED: Final = 4


class Sizes(NamedTuple):
    """What is small and what is large.

    The linear model has so many variables at most: up to them it takes seconds. The prices of classes are foretold by one
    district of twenty in a city of so many people and districts.
    """

    variables_of_a_model: int = 400_000
    people_to_foretell: int = 100_000
    districts_to_foretell: int = 100


def drafted(census: Census, seats: Seats, pace: Pace, sizes: Sizes) -> Iterator[int]:
    """Seat everybody for the first time; what is proven, after each piece of work.

    Raises NoPlanExists when that is proven.
    """
    open_rooms(census, seats)
    pools = pools_of_model(census)
    if size_of(census, pools) > sizes.variables_of_a_model:
        yield from _by_network(census, seats, pace, sizes)
        return
    limit = pace.limit_of_the_model()
    sender = linear.send(census, pools, choosers_of(census, as_parties=True), limit)
    sent = sender.sent()
    dealt = by_week(census, sender.pools, sent.class_of, sent.places)
    for _ in range(MOST_PARTED):
        yield sender.proven
        if not len(dealt.short) or not sender.part(np.unique(census.unit[dealt.short]), limit):
            break
        sent = sender.sent()
        dealt = by_week(census, sender.pools, sent.class_of, sent.places)
    _seat(census, seats, sent.class_of, dealt.places, dealt.pool_of)


def _by_network(census: Census, seats: Seats, pace: Pace, sizes: Sizes) -> Iterator[int]:
    """Send everybody out, or as many as the time allows; parties take their seats before, at prices foretold."""
    districts = _districts(census)
    parties = choosers_of(census, as_parties=True)
    foretold = yield from _foretold(census, pace, sizes)
    at_once = _prices(census, np.tile(foretold, census.districts), foretold)
    settled = classes_of_parties(census, districts, parties, at_once)
    others, who = rest(census, settled)
    roads = roads_of(others)
    traffic = empty_traffic(roads.net)
    set_out(roads.net, roads.others, foretold, traffic)
    try:
        yield from _sent_out(roads.net, traffic, pace)
    except NoPlanExists:
        # Perhaps only the seats of parties stand in the way: whoever still waits is seated last.
        if not (settled >= 0).any():
            raise
    nodes = census.classes * census.districts
    at_last = _prices(census, traffic.price[:nodes], traffic.price[nodes + census.districts :])
    proven = bound(census, districts, parties, at_last)
    if traffic.excess.any():
        # Where the time ends before everybody is out, what is foretold may prove more.
        proven = max(proven, bound(census, districts, parties, at_once))
    yield max(0, proven)
    settled[who] = sent_by(roads, traffic, len(who))
    _seat(census, seats, settled, traffic.from_hub, districts.of_person)


def _foretold(census: Census, pace: Pace, sizes: Sizes) -> Generator[int, None, Ints]:
    """Prices of classes as a sample of the districts has them: from there the whole is a third of the work."""
    nothing = np.zeros(census.classes, np.int64)
    if len(census.elsewhere) < sizes.people_to_foretell or census.districts < sizes.districts_to_foretell:
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


def _districts(census: Census) -> Pools:
    """Everybody by district alone, as the network sees them."""
    return Pools(
        of_person=census.rows[:, 1].astype(np.int64) - 1,
        district=np.arange(census.districts),
        unit=np.full(census.districts, -1),
    )


def _prices(census: Census, of_cells: Ints, of_classes: Ints) -> Prices:
    return Prices(
        cell=of_cells.reshape(census.districts, census.classes),
        of_class=of_classes,
        of_week=np.zeros((len(census.room) // census.weeks, census.weeks), np.int64),
        of_trait=np.zeros((len(census.crowd_price) - census.districts - 1, census.classes), np.int64),
        scale=1,
    )


def _seat(census: Census, seats: Seats, sent: Small, places: Small, pool_of: Ints) -> None:
    # Those with the fewest classes to choose from come first.
    order = np.lexsort((-np.diff(census.choice), sent < 0))
    deal(census, seats, sent, places, pool_of, order)
    join_parties(census, seats)
