"""Sending people out along shortest ways, until every shortest way is full."""

from typing import NamedTuple

from khaigiang.solvers.allocation.city.arrays import Flags, Ints, Small
from khaigiang.solvers.allocation.city.by_network.distances import Search
from khaigiang.solvers.allocation.city.by_network.network import (
    Network,
    Traffic,
    node_of,
    price_in_cell,
    price_in_class,
)
from khaigiang.solvers.compiled import inner, tight, woven

NO_WAY = -2
OUT = -1


class Walk(NamedTuple):
    """One walk towards the way out: its nodes, whoever moves at each step (-1: nobody), and where to look on."""

    nodes: Small
    movers: Small
    options: Ints
    next_look: Ints
    is_dead: Flags


@woven
def _leads(traffic: Traffic, search: Search, walk: Walk, here: int, there: int, price: int) -> bool:
    """Is this one step of a shortest way, and not yet known to be full?"""
    return (
        search.steps[there] == search.steps[here] - 1
        and not walk.is_dead[there]
        and price + traffic.price[there] == traffic.price[here]
    )


@inner
def _way_of_person(
    net: Network, traffic: Traffic, search: Search, walk: Walk, here: int, person: int, depth: int
) -> int:
    """The node to which this person, who is here, can be moved; or NO_WAY."""
    held = traffic.place[person]
    paid = net.option_price[held] if held >= 0 else 0
    walk.movers[depth] = person
    if held >= 0 and net.through_hub[person]:
        hub = node_of(net, person, -1)
        if _leads(traffic, search, walk, here, hub, -paid):
            walk.options[depth] = -1
            return hub
    for option in range(net.option[person], net.option[person + 1]):
        if option == held:
            continue
        there = node_of(net, person, option)
        if _leads(traffic, search, walk, here, there, net.option_price[option] - paid):
            walk.options[depth] = option
            return there
    return NO_WAY


@inner
def _way_from_class(net: Network, traffic: Traffic, search: Search, walk: Walk, here: int, depth: int) -> int:
    number = here - net.classes * net.districts - net.districts
    walk.movers[depth] = -1
    if search.steps[here] == 1 and price_in_class(net, number, traffic.attending[number]) == traffic.price[here]:
        return OUT
    while walk.next_look[here] < net.districts:
        cell = int(walk.next_look[here]) * net.classes + number
        people = traffic.out_of_cell[cell]
        if people > 0 and _leads(traffic, search, walk, here, cell, -price_in_cell(net, cell, people - 1)):
            return cell
        walk.next_look[here] += 1
    return NO_WAY


@inner
def _way_from_cell(net: Network, traffic: Traffic, search: Search, walk: Walk, here: int, depth: int) -> int:
    cells = net.classes * net.districts
    walk.movers[depth] = -1
    if walk.next_look[here] == 0:
        there = cells + net.districts + here % net.classes
        price = price_in_cell(net, here, traffic.out_of_cell[here])
        if _leads(traffic, search, walk, here, there, price):
            return there
        there = cells + here // net.classes
        if traffic.from_hub[here] > 0 and _leads(traffic, search, walk, here, there, 0):
            return there
        walk.next_look[here] = 1
    while net.entrance[here] + walk.next_look[here] - 1 < net.entrance[here + 1]:
        entry = net.entrance[here] + walk.next_look[here] - 1
        person = net.entrant[entry]
        if traffic.place[person] == net.entrant_option[entry]:
            there = _way_of_person(net, traffic, search, walk, here, person, depth)
            if there != NO_WAY:
                return there
        walk.next_look[here] += 1
    return NO_WAY


@inner
def _way_from_hub(net: Network, traffic: Traffic, search: Search, walk: Walk, here: int, depth: int) -> int:
    district = here - net.classes * net.districts
    walk.movers[depth] = -1
    while walk.next_look[here] < net.classes:
        there = district * net.classes + int(walk.next_look[here])
        if _leads(traffic, search, walk, here, there, 0):
            return there
        walk.next_look[here] += 1
    while net.first[district] + walk.next_look[here] - net.classes < net.first[district + 1]:
        person = net.first[district] + walk.next_look[here] - net.classes
        if traffic.place[person] < 0:
            there = _way_of_person(net, traffic, search, walk, here, person, depth)
            if there != NO_WAY:
                return there
        walk.next_look[here] += 1
    return NO_WAY


@inner
def _way_from(net: Network, traffic: Traffic, search: Search, walk: Walk, here: int, depth: int) -> int:
    cells = net.classes * net.districts
    if here < cells:
        return _way_from_cell(net, traffic, search, walk, here, depth)
    if here < cells + net.districts:
        return _way_from_hub(net, traffic, search, walk, here, depth)
    return _way_from_class(net, traffic, search, walk, here, depth)


@inner
def _take(net: Network, traffic: Traffic, walk: Walk, depth: int) -> None:
    """Everybody along the walk moves one step."""
    cells = net.classes * net.districts
    traffic.excess[walk.nodes[0]] -= 1
    for step in range(depth + 1):
        here = walk.nodes[step]
        person = walk.movers[step]
        if step == depth:
            traffic.attending[here - cells - net.districts] += 1
            continue
        there = walk.nodes[step + 1]
        if person >= 0:
            traffic.place[person] = walk.options[step]
        elif here >= cells + net.districts:
            traffic.out_of_cell[there] -= 1
        elif here >= cells:
            traffic.from_hub[there] += 1
        elif there >= cells + net.districts:
            traffic.out_of_cell[here] += 1
        else:
            traffic.from_hub[here] -= 1


@inner
def _send_one(net: Network, traffic: Traffic, search: Search, walk: Walk, start: int) -> bool:
    walk.nodes[0] = start
    depth = 0
    while depth >= 0:
        here = walk.nodes[depth]
        there = _way_from(net, traffic, search, walk, here, depth)
        if there == OUT:
            _take(net, traffic, walk, depth)
            return True
        if there == NO_WAY:
            walk.is_dead[here] = True
            depth -= 1
        else:
            depth += 1
            walk.nodes[depth] = there
    return False


@tight
def send_out(net: Network, traffic: Traffic, search: Search, walk: Walk) -> int:
    """Send out as many as the shortest ways hold; how many still wait."""
    walk.is_dead[:] = False
    walk.next_look[:] = 0
    waiting = 0
    for node in range(net.classes * net.districts + net.districts):
        while traffic.excess[node] > 0 and _send_one(net, traffic, search, walk, node):
            pass
        waiting += traffic.excess[node]
    return waiting
