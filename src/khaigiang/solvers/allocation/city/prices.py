"""What prices of cells, classes, weeks and traits prove about every plan."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools


class Prices(NamedTuple):
    """What it costs to attend, in units of 1 / `scale`: each cell with its class, each class alone, units by week, traits.

    Shapes: cell (districts, classes), of_class (classes), of_week (crowded units, weeks), never below 0, of_trait (values
    of traits and at last one of nobody, which is 0; classes).
    """

    cell: Ints
    of_class: Ints
    of_week: Ints
    of_trait: Ints
    scale: int


def bound(census: Census, pools: Pools, choosers: Choosers, prices: Prices) -> int:
    """What no plan costs less than, whatever the prices are.

    Lagrange: everybody pays the prices and takes what is cheapest for them; cells, classes and weeks hand on what they
    take in, and hold what is cheapest for them. At the prices of an optimum both meet.
    """
    scale, classes = prices.scale, census.classes
    nearest = _nearest(census, pools, prices)
    total = int(census.elsewhere.sum()) * scale
    total += int(nearest[choosers.others].sum())
    total += int(_least_of_choosers(census, pools, choosers, prices, nearest).sum())
    total += int(_least_of_cells(census, prices).sum())
    size = np.clip(census.low[:classes].astype(np.int64), census.fewest, census.most)
    total += int(
        np.minimum.reduce([_in_class(census, people, prices) for people in (census.fewest, size, census.most)]).sum()
    )
    total -= int((prices.of_week * census.room.reshape(prices.of_week.shape)).sum())
    return -(-total // scale)


def _least_of_cells(census: Census, prices: Prices) -> Ints:
    """The least that each cell of a district or trait can cost, less what it takes in."""
    classes = census.classes
    rows = 1 + census.districts + len(prices.of_trait)
    low, high, limit = (
        one[classes : rows * classes].astype(np.int64) for one in (census.low, census.high, census.limit)
    )
    off = census.off_price[classes : rows * classes] * prices.scale
    crowd = np.repeat(census.crowd_price[1:rows], classes) * prices.scale
    paid = np.concatenate([prices.cell - prices.of_class, prices.of_trait]).ravel()
    # The price of a cell is convex in its people and straight but for these corners.
    corners = [
        off * (np.maximum(low - people, 0) + np.maximum(people - high, 0))
        + crowd * np.maximum(people - limit, 0)
        - paid * people
        for people in (np.zeros_like(low), low, high, np.maximum(high, limit), np.full_like(low, len(census.elsewhere)))
    ]
    return np.asarray(np.minimum.reduce(corners), np.int64)


def _in_class(census: Census, people: Ints, prices: Prices) -> Ints:
    off = np.abs(people - census.low[: census.classes])
    return np.asarray(census.off_price[0] * prices.scale * off - prices.of_class * people, np.int64)


def _nearest(census: Census, pools: Pools, prices: Prices) -> Ints:
    """The price of the cheapest class for everybody, if they take none of their own."""
    of_kind, kind = _prices_of_kinds(census, prices)
    sorts, of_person = np.unique(pools.of_person * len(of_kind) + kind, return_inverse=True)
    first = np.searchsorted(sorts, np.arange(len(pools.district) + 1) * len(of_kind)).tolist()
    nearest = np.empty(len(sorts), np.int64)
    for pool, (district, unit) in enumerate(zip(pools.district.tolist(), pools.unit.tolist(), strict=True)):
        price = prices.cell[district]
        of_pool = price + prices.of_week[unit][census.week] if unit >= 0 else price
        of_sorts = slice(first[pool], first[pool + 1])
        nearest[of_sorts] = (of_pool + of_kind[sorts[of_sorts] % len(of_kind)]).min(axis=1)
    return nearest[of_person]


def _prices_of_kinds(census: Census, prices: Prices) -> tuple[Ints, Ints]:
    """What the traits of each kind of people cost in every class, and everybody's kind."""
    if not prices.of_trait.any():
        return np.zeros((1, census.classes), np.int64), np.zeros(len(census.elsewhere), np.int64)
    kinds, kind = np.unique(census.rows[:, 2:], axis=0, return_inverse=True)
    return prices.of_trait[kinds - census.districts - 1].sum(axis=1), kind.ravel()


def prices_of_options(census: Census, pools: Pools, choosers: Choosers, prices: Prices) -> Ints:
    """What each option costs all who take it, with what it costs to attend."""
    price = choosers.option_price * prices.scale
    member, option = members_by_option(choosers)
    number, pool = choosers.option_class[option], pools.of_person[member]
    attending, unit = prices.cell[pools.district[pool], number], census.unit[member]
    is_counted = unit >= 0
    attending[is_counted] += prices.of_week[unit[is_counted], census.week[number[is_counted]]]
    if prices.of_trait.any():
        of_member = census.rows[member, 2:] - census.districts - 1
        attending += prices.of_trait[of_member, number[:, None]].sum(axis=1)
    np.add.at(price, option, attending)
    return price


def _least_of_choosers(census: Census, pools: Pools, choosers: Choosers, prices: Prices, nearest: Ints) -> Ints:
    price = prices_of_options(census, pools, choosers, prices)
    least = np.full(len(choosers.through), np.iinfo(np.int64).max)
    np.minimum.at(least, np.repeat(np.arange(len(least)), np.diff(choosers.option)), price)
    elsewhere = np.add.reduceat(nearest[choosers.member], choosers.first[:-1])
    return np.where(choosers.through, np.minimum(least, elsewhere), least)


def members_by_option(choosers: Choosers) -> tuple[Ints, Ints]:
    """Every member beside every option of their chooser: two arrays of the same length."""
    members, options = np.diff(choosers.first), np.diff(choosers.option)
    pairs = members * options
    chooser = np.repeat(np.arange(len(members)), pairs)
    place = np.arange(len(chooser)) - np.repeat(np.cumsum(pairs) - pairs, pairs)
    member = choosers.member[choosers.first[chooser] + place // options[chooser]]
    return member, choosers.option[chooser] + place % options[chooser]


def classes_of_parties(census: Census, pools: Pools, parties: Choosers, prices: Prices) -> Small:
    """The class that is cheapest for each party as a whole, for each of its members; -1 for whoever is alone."""
    price = prices_of_options(census, pools, parties, prices)
    class_of = np.full(len(census.elsewhere), -1, np.int32)
    for party in np.flatnonzero(np.diff(parties.first) > 1).tolist():
        options = slice(parties.option[party], parties.option[party + 1])
        equal = np.flatnonzero(price[options] == price[options].min())
        members = parties.member[parties.first[party] : parties.first[party + 1]]
        # Among equal classes one party takes one, the next another.
        class_of[members] = parties.option_class[options][equal[party % len(equal)]]
    return class_of
