"""From the census to the network of its districts and classes."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.distances import Search
from khaigiang.solvers.allocation.city.network import Ints, Network, Small, Traffic
from khaigiang.solvers.allocation.city.options import options_of
from khaigiang.solvers.allocation.city.ways import Walk

TOO_FEW = 1 << 40


class Roads(NamedTuple):
    """The network, who its choosers are in the census, and how many of each district have no option."""

    net: Network
    chooser: Ints
    others: Ints


class Ways(NamedTuple):
    """The traffic on a network, and room for the search of its ways."""

    traffic: Traffic
    search: Search
    walk: Walk


def roads_of(census: Census) -> Roads:
    """Everybody with wishes, or with few classes they can attend, chooses; all others go through their hub.

    Raises NoPlanExists when somebody can attend no class at all.
    """
    who, which, price, through_hub = options_of(census)
    classes, districts = census.classes, census.districts
    district_of = census.rows[:, 1] - 1
    choosers = np.unique(np.concatenate([who, np.flatnonzero(~through_hub)]))
    choosers = choosers[np.argsort(district_of[choosers], kind="stable")]
    rank = np.full(len(census.elsewhere), -1, np.int64)
    rank[choosers] = np.arange(len(choosers))
    order = np.argsort(rank[who], kind="stable")
    owner, number, price = rank[who[order]], which[order], price[order]
    cell = district_of[choosers][owner].astype(np.int64) * classes + number
    by_cell = np.argsort(cell, kind="stable")
    of_district = slice(classes, (districts + 1) * classes)
    net = Network(
        classes=classes,
        districts=districts,
        first=np.searchsorted(district_of[choosers], np.arange(districts + 1)).astype(np.int64),
        district=district_of[choosers].astype(np.int32),
        option=np.searchsorted(owner, np.arange(len(choosers) + 1)).astype(np.int64),
        option_class=number.astype(np.int32),
        option_price=price,
        through_hub=through_hub[choosers],
        entrance=np.searchsorted(cell[by_cell], np.arange(classes * districts + 1)).astype(np.int64),
        entrant=owner[by_cell].astype(np.int32),
        entrant_option=by_cell.astype(np.int64),
        low=census.low[of_district],
        high=census.high[of_district],
        limit=census.limit[of_district],
        balance=int(census.row_price[1]),
        crowding=int(census.crowd_price[1]),
        size=census.low[:classes].astype(np.int64),
        fewest=census.fewest,
        most=census.most,
        off_size=int(census.row_price[0]),
        too_few=TOO_FEW,
    )
    return Roads(net=net, chooser=choosers, others=np.bincount(district_of[rank < 0], minlength=districts))


def empty_roads(net: Network) -> Ways:
    """Room for the traffic on a network and for the search of its ways."""
    cells, nodes = net.classes * net.districts, net.classes * (net.districts + 1) + net.districts

    def small(size: int) -> Small:
        return np.zeros(size, np.int32)

    def wide(size: int) -> Ints:
        return np.zeros(size, np.int64)

    traffic = Traffic(
        place=wide(len(net.district)),
        out_of_cell=small(cells),
        from_hub=small(cells),
        attending=wide(net.classes),
        excess=small(nodes),
        price=wide(nodes),
    )
    search = Search(
        distance=wide(nodes),
        steps=small(nodes),
        near=small(nodes + 1),
        far=small(nodes + 1),
        is_near=small(nodes),
        sizes=wide(3),
    )
    walk = Walk(
        nodes=small(nodes + 1),
        movers=small(nodes + 1),
        options=wide(nodes + 1),
        next_look=wide(nodes),
        is_dead=np.zeros(nodes, np.bool_),
    )
    return Ways(traffic=traffic, search=search, walk=walk)
