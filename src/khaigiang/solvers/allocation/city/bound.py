"""What no plan can cost less than, proven by prices: everybody takes what is cheapest for them at these prices.

Whatever the prices of the nodes are, the sum of all these least costs is a bound (docs/solvers.md); at the prices of
the finished network it is the cost of the network itself.
"""

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.network import Ints, Network, node_of
from khaigiang.solvers.compiled import tight


@tight
def bound(census: Census, net: Network, others: Ints, price: Ints) -> int:
    """The bound by the prices of cells and classes."""
    cells = net.classes * net.districts
    total = 0
    for person in range(len(census.elsewhere)):
        total += census.elsewhere[person]
    for district in range(net.districts):
        nearest = price[district * net.classes]
        for cell in range(district * net.classes, (district + 1) * net.classes):
            nearest = min(nearest, price[cell])
            of_class = price[cells + net.districts + cell % net.classes]
            total += _least_of_cell(census, cell + net.classes, price[cell] - of_class)
        total += nearest * others[district]
        for person in range(net.first[district], net.first[district + 1]):
            total += _least_of_person(net, price, person, nearest)
    for number in range(net.classes):
        total += _least_of_class(census, number, price[cells + net.districts + number])
    return total


@tight
def _least_of_person(net: Network, price: Ints, person: int, nearest: int) -> int:
    least = nearest if net.through_hub[person] else 1 << 60
    for option in range(net.option[person], net.option[person + 1]):
        least = min(least, net.option_price[option] + price[node_of(net, person, option)])
    return least


@tight
def _least_of_cell(census: Census, cell: int, paid: int) -> int:
    """The least that any number of people in a cell costs when each pays so much; a corner of the price has it."""
    low, high = census.low[cell], census.high[cell]
    least = min(_in_cell(census, cell, 0, paid), _in_cell(census, cell, low, paid))
    least = min(least, _in_cell(census, cell, high, paid), _in_cell(census, cell, len(census.elsewhere), paid))
    return min(least, _in_cell(census, cell, max(high, census.limit[cell]), paid))


@tight
def _in_cell(census: Census, cell: int, people: int, paid: int) -> int:
    row = cell // census.classes
    off = max(0, census.low[cell] - people) + max(0, people - census.high[cell])
    crowd = max(0, people - census.limit[cell])
    return int(census.row_price[row] * off + census.crowd_price[row] * crowd) - paid * people


@tight
def _least_of_class(census: Census, number: int, paid: int) -> int:
    fewest, most = census.fewest[number], census.most[number]
    least = min(_in_class(census, number, fewest, paid), _in_class(census, number, most, paid))
    size = min(max(census.low[number], fewest), most)
    return min(least, _in_class(census, number, size, paid))


@tight
def _in_class(census: Census, number: int, people: int, paid: int) -> int:
    return int(census.row_price[0]) * abs(people - int(census.low[number])) - paid * people
