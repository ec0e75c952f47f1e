"""How far every node of the network is from the way out, at the prices of now: shortest paths, searched backwards."""

from typing import NamedTuple

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.by_network.network import (
    NOWHERE,
    Network,
    Traffic,
    node_of,
    price_in_cell,
    price_in_class,
)
from khaigiang.solvers.compiled import inner, tight, woven


class Search(NamedTuple):
    """Distances found so far (fewest steps among equal ones), and the nodes still to be looked at."""

    distance: Ints
    steps: Small
    near: Small
    far: Small
    is_near: Small
    sizes: Ints


@woven
def _reach(search: Search, node: int, distance: int, steps: int, threshold: int) -> None:
    if distance > search.distance[node] or (distance == search.distance[node] and steps >= search.steps[node]):
        return
    search.distance[node] = distance
    search.steps[node] = steps
    if distance <= threshold:
        if search.is_near[node] != 1:
            search.is_near[node] = 1
            search.near[search.sizes[1] % len(search.near)] = node
            search.sizes[1] += 1
    elif search.is_near[node] == 0:
        search.is_near[node] = 2
        search.far[search.sizes[2]] = node
        search.sizes[2] += 1


@inner
def _look_back_from_class(net: Network, traffic: Traffic, search: Search, number: int, threshold: int) -> None:
    node = net.classes * net.districts + net.districts + number
    here, steps = search.distance[node] + traffic.price[node], search.steps[node] + 1
    for district in range(net.districts):
        cell = district * net.classes + number
        price = price_in_cell(net, cell, traffic.out_of_cell[cell])
        _reach(search, cell, here + price - traffic.price[cell], steps, threshold)


@inner
def _look_back_from_cell(net: Network, traffic: Traffic, search: Search, cell: int, threshold: int) -> None:
    cells = net.classes * net.districts
    district, number = cell // net.classes, cell % net.classes
    here, steps = search.distance[cell] + traffic.price[cell], search.steps[cell] + 1
    hub, of_class = cells + district, cells + net.districts + number
    _reach(search, hub, here - traffic.price[hub], steps, threshold)
    people = traffic.out_of_cell[cell]
    if people > 0:
        price = price_in_cell(net, cell, people - 1)
        _reach(search, of_class, here - price - traffic.price[of_class], steps, threshold)
    for entry in range(net.entrance[cell], net.entrance[cell + 1]):
        person, option = net.entrant[entry], net.entrant_option[entry]
        held = traffic.place[person]
        if held != option:
            node = node_of(net, person, held)
            price = net.option_price[option] - (net.option_price[held] if held >= 0 else 0)
            _reach(search, node, here + price - traffic.price[node], steps, threshold)


@inner
def _look_back_from_hub(net: Network, traffic: Traffic, search: Search, district: int, threshold: int) -> None:
    hub = net.classes * net.districts + district
    here, steps = search.distance[hub] + traffic.price[hub], search.steps[hub] + 1
    for cell in range(district * net.classes, (district + 1) * net.classes):
        if traffic.from_hub[cell] > 0:
            _reach(search, cell, here - traffic.price[cell], steps, threshold)
    for person in range(net.first[district], net.first[district + 1]):
        held = traffic.place[person]
        if held >= 0 and net.through_hub[person]:
            node = node_of(net, person, held)
            _reach(search, node, here - net.option_price[held] - traffic.price[node], steps, threshold)


@inner
def _look_back_from(net: Network, traffic: Traffic, search: Search, node: int, threshold: int) -> None:
    cells = net.classes * net.districts
    if node < cells:
        _look_back_from_cell(net, traffic, search, node, threshold)
    elif node < cells + net.districts:
        _look_back_from_hub(net, traffic, search, node - cells, threshold)
    else:
        _look_back_from_class(net, traffic, search, node - cells - net.districts, threshold)


@inner
def _next_threshold(search: Search, threshold: int) -> int:
    """Bring the nearest of the far nodes near; their distance, or NOWHERE when none is left."""
    nearest = NOWHERE
    for place in range(search.sizes[2]):
        node = search.far[place]
        if search.distance[node] > threshold:
            nearest = min(nearest, search.distance[node])
    kept = 0
    search.sizes[0] = 0
    search.sizes[1] = 0
    for place in range(search.sizes[2]):
        node = search.far[place]
        if search.is_near[node] != 2:
            continue
        if search.distance[node] <= nearest:
            search.is_near[node] = 1
            search.near[search.sizes[1]] = node
            search.sizes[1] += 1
        else:
            search.far[kept] = node
            kept += 1
    search.sizes[2] = kept
    return nearest


@inner
def _somebody_waits_beyond(net: Network, traffic: Traffic, search: Search, threshold: int) -> bool:
    for node in range(net.classes * net.districts + net.districts):
        if traffic.excess[node] > 0 and search.distance[node] > threshold:
            return True
    return False


@tight
def measure(net: Network, traffic: Traffic, search: Search) -> bool:
    """Find how far all who wait are from the way out, and add it to the prices: no step then leads to a cheaper way.

    False when somebody cannot reach it at all.
    """
    first_class = net.classes * net.districts + net.districts
    search.distance[:] = NOWHERE
    search.steps[:] = 1 << 30
    search.is_near[:] = 0
    search.sizes[:] = 0
    threshold = -1
    for number in range(net.classes):
        price = price_in_class(net, number, traffic.attending[number])
        if price < NOWHERE:
            _reach(search, first_class + number, price - traffic.price[first_class + number], 1, threshold)
    while _somebody_waits_beyond(net, traffic, search, threshold):
        threshold = _next_threshold(search, threshold)
        if threshold >= NOWHERE:
            return False
        while search.sizes[0] < search.sizes[1]:
            node = search.near[search.sizes[0] % len(search.near)]
            search.sizes[0] += 1
            search.is_near[node] = 3
            _look_back_from(net, traffic, search, node, threshold)
    for node in range(len(search.distance)):
        traffic.price[node] += min(threshold, search.distance[node])
    return True
