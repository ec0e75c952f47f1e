"""From the census to the network of its districts and classes."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.by_network.distances import Search
from khaigiang.solvers.allocation.city.by_network.network import Network, Traffic
from khaigiang.solvers.allocation.city.by_network.ways import Walk
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.options import options_of

TOO_FEW = 1 << 40


class Roads(NamedTuple):
    """The network, who its choosers are in the census, and how many of each district have no option."""

    net: Network
    chooser: Ints
    others: Ints


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
        off=census.off_price[of_district],
        crowding=int(census.crowd_price[1]),
        size=census.low[:classes].astype(np.int64),
        fewest=census.fewest,
        most=census.most,
        off_size=int(census.off_price[0]),
        too_few=TOO_FEW,
    )
    return Roads(net=net, chooser=choosers, others=np.bincount(district_of[rank < 0], minlength=districts))


def empty_traffic(net: Network) -> Traffic:
    """Nobody anywhere yet."""
    cells, nodes = net.classes * net.districts, net.classes * (net.districts + 1) + net.districts
    return Traffic(
        place=np.zeros(len(net.district), np.int64),
        out_of_cell=np.zeros(cells, np.int32),
        from_hub=np.zeros(cells, np.int32),
        attending=np.zeros(net.classes, np.int64),
        excess=np.zeros(nodes, np.int32),
        price=np.zeros(nodes, np.int64),
    )


def empty_search(net: Network) -> tuple[Search, Walk]:
    """Room for the search of ways."""
    nodes = net.classes * (net.districts + 1) + net.districts

    def small(size: int) -> Small:
        return np.zeros(size, np.int32)

    def wide(size: int) -> Ints:
        return np.zeros(size, np.int64)

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
    return search, walk


def prices_of_classes(net: Network, traffic: Traffic) -> Ints:
    """What it costs to attend each class; all alike while some class is so short of people that no price tells it."""
    price = traffic.price[net.classes * net.districts + net.districts :]
    return price if price.max() - price.min() < TOO_FEW // 2 else np.zeros_like(price)


def sent_by(roads: Roads, traffic: Traffic, people: int) -> Small:
    """The class everybody has been sent to by an option of theirs; -1 for all who go through a hub or still wait.

    Who waits in a cell has come by an option or through the hub; the latter then has fewer places there.
    """
    net, cells = roads.net, roads.net.classes * roads.net.districts
    chooser = np.flatnonzero(traffic.place >= 0)
    number = net.option_class[traffic.place[chooser]]
    cell = net.district[chooser].astype(np.int64) * net.classes + number
    order = np.argsort(cell, kind="stable")
    turn = np.empty(len(cell), np.int64)
    turn[order] = np.arange(len(cell)) - np.searchsorted(cell[order], cell[order])
    waiting = traffic.excess[:cells]
    has_gone = turn >= waiting[cell]
    traffic.from_hub[:] -= np.maximum(waiting - np.bincount(cell, minlength=cells), 0).astype(np.int32)
    sent = np.full(people, -1, np.int32)
    sent[roads.chooser[chooser[has_gone]]] = number[has_gone]
    return sent
