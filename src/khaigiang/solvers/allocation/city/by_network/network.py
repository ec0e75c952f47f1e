"""Districts and classes as a network: units of people run from their district to cells, to classes, and out.

A cell is one district in one class. A person either has classes with a price of their own (wished for, or the only ones
possible) or goes through the hub of the district, from where every cell is equally near. Nodes are numbered: cells
(district · classes + class), hubs, classes. Units that have not yet found their way out are the excess of their node.
"""

from typing import NamedTuple

from khaigiang.solvers.allocation.city.arrays import Flags, Ints, Small
from khaigiang.solvers.compiled import inner, tight, woven

NOWHERE = 1 << 50


class Network(NamedTuple):
    """What does not change: who could go where, and at what price."""

    classes: int
    districts: int
    # Choosers stand by district: those of d are first[d] … first[d + 1]; their options likewise.
    first: Ints
    district: Small
    option: Ints
    option_class: Small
    option_price: Ints
    through_hub: Flags
    # The options that lead into a cell: entrance[cell] … entrance[cell + 1].
    entrance: Ints
    entrant: Small
    entrant_option: Ints
    # Prices of a cell: `off` below `low` and above `high`, above `limit`; of a class: off its size, below its minimum.
    low: Small
    high: Small
    limit: Small
    off: Ints
    crowding: int
    size: Ints
    fewest: Ints
    most: Ints
    off_size: int
    too_few: int


class Traffic(NamedTuple):
    """What changes: where everybody is, and the price of every node (its distance to the way out)."""

    place: Ints
    out_of_cell: Small
    from_hub: Small
    attending: Ints
    excess: Small
    price: Ints


@woven
def price_in_cell(net: Network, cell: int, people: int) -> int:
    """What one more costs in a cell that holds so many."""
    price = 0
    if people < net.low[cell]:
        price = -net.off[cell]
    elif people >= net.high[cell]:
        price = net.off[cell]
    return price + net.crowding if people >= net.limit[cell] else price


@woven
def price_in_class(net: Network, number: int, people: int) -> int:
    """What one more costs in a class that holds so many; a full class has no way in."""
    if people >= net.most[number]:
        return NOWHERE
    price = -net.off_size if people < net.size[number] else net.off_size
    return price - net.too_few if people < net.fewest[number] else price


@tight
def set_out(net: Network, others: Ints, foretold: Ints, traffic: Traffic) -> None:
    """Everybody takes what is cheapest at these prices of classes, or the hub, and waits there; `others` have no option."""
    _set_prices(net, foretold, traffic)
    first_hub = net.classes * net.districts
    for district in range(net.districts):
        traffic.excess[first_hub + district] += others[district]
    for person in range(len(net.district)):
        best, cheapest = -1, NOWHERE
        if net.through_hub[person]:
            cheapest = traffic.price[node_of(net, person, -1)]
        for option in range(net.option[person], net.option[person + 1]):
            price = net.option_price[option] + traffic.price[node_of(net, person, option)]
            if price < cheapest:
                best, cheapest = option, price
        traffic.place[person] = best
        traffic.excess[node_of(net, person, best)] += 1


@inner
def _set_prices(net: Network, foretold: Ints, traffic: Traffic) -> None:
    """Prices so far down that a class which is still empty costs no less: nobody then needs to be called back."""
    cells, least = net.classes * net.districts, NOWHERE
    highest, lowest = foretold[0], foretold[0]
    for number in range(net.classes):
        least = min(least, price_in_class(net, number, 0))
        highest, lowest = max(highest, foretold[number]), min(lowest, foretold[number])
    for number in range(net.classes):
        price = least + foretold[number] - highest
        traffic.price[cells + net.districts + number] = price
        for district in range(net.districts):
            cell = district * net.classes + number
            traffic.price[cell] = price - net.off[cell]
    for district in range(net.districts):
        most_off = 0
        for cell in range(district * net.classes, (district + 1) * net.classes):
            most_off = max(most_off, net.off[cell])
        traffic.price[cells + district] = least + lowest - highest - most_off


@woven
def node_of(net: Network, person: int, option: int) -> int:
    """The cell an option of this person leads into, or the hub (option -1)."""
    district = int(net.district[person])
    if option < 0:
        return net.classes * net.districts + district
    return district * net.classes + int(net.option_class[option])
