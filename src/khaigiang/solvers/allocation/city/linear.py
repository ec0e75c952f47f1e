"""The city as a linear model: pools, choosers, cells, classes, weeks of crowded units and traits; lists left out.

Its optimum is a bound for the whole problem, and its corners have nearly only whole numbers: they say how many of each
pool sit where, and who of the choosers is given what they ask for.
"""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools, choosers_of
from khaigiang.solvers.allocation.city.network import Ints, Small
from khaigiang.solvers.allocation.city.prices import Prices, classes_of_parties, members_by_option
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.linear import LinearModel, Optimum, Reals
from khaigiang.solvers.time_limit import TimeLimit

# Prices are kept in such parts, so that what they prove is reckoned in whole numbers.
SCALE = 1 << 20


class Sent(NamedTuple):
    """The class everybody with a place of their own takes (-1: one of their pool), the places of pools.

    Each of the prices proves a bound of its own.
    """

    class_of: Small
    places: Small
    prices: tuple[Prices, ...]


class _Rows(NamedTuple):
    """Numbers of the variables and rows that are asked for once the model is solved."""

    seat: Ints
    option: Ints
    of_class: Ints
    cell: Ints
    of_week: Ints
    once: Ints
    pooled: Ints
    of_trait: Ints
    valued: Ints


def size_of(census: Census, pools: Pools) -> int:
    """How many variables the model has, or a few more."""
    rows = len(pools.district) + 3 * len(census.row_price)
    return rows * census.classes + len(census.choice_class)


def send(census: Census, pools: Pools, parties: Choosers, limit: TimeLimit) -> Sent | None:
    """Where the cheapest plan without lists sends people, or None when the time ends before.

    Everybody is first sent alone, and traits are left out. At the prices then found each party takes the class that is
    cheapest for it as a whole, and all others are sent once more; at last traits are looked at too. What is not done in
    time is left out. Raises NoPlanExists when even the first has no plan.
    """
    alone = choosers_of(census, pools, as_parties=False)
    model = LinearModel()
    rows = _rows(model, census, pools, alone)
    optimum = model.optimum(limit.left())
    if optimum is None:
        return None
    sent = _sent(census, alone, rows, optimum)
    together = classes_of_parties(census, pools, parties, sent.prices[0])
    _settle(model, rows, census, pools, alone, together)
    for with_traits in (False, True):
        if with_traits:
            model.hold_all()
        try:
            optimum = model.optimum(limit.left())
        except NoPlanExists:
            return sent
        if optimum is None:
            return sent._replace(prices=(*sent.prices, _prices(rows, model.duals())))
        others = _sent(census, alone, rows, optimum)
        class_of = np.where(together >= 0, together, others.class_of)
        sent = Sent(class_of, others.places, sent.prices + others.prices)
    return sent


def _rows(model: LinearModel, census: Census, pools: Pools, choosers: Choosers) -> _Rows:
    seat = model.add(np.zeros((len(pools.district), census.classes)))
    option = model.add(choosers.option_price, most=1)
    of_class, cell = _classes(model, census), _cells(model, census)
    room = census.room.reshape(-1, census.weeks)
    of_week = model.hold(np.full(room.shape, -np.inf), room)
    is_crowded = pools.unit >= 0
    model.count(of_class[None, :], seat)
    model.count(cell[pools.district], seat)
    model.count(of_week[pools.unit[is_crowded]][:, census.week], seat[is_crowded])
    member, taken = members_by_option(choosers)
    number, pool = choosers.option_class[taken], pools.of_person[member]
    model.count(of_class[number], option[taken])
    model.count(cell[pools.district[pool], number], option[taken])
    counted = pools.unit[pool] >= 0
    model.count(of_week[pools.unit[pool[counted]], census.week[number[counted]]], option[taken[counted]])
    once, pooled = _everybody_once(model, pools, choosers, seat, option)
    of_trait, valued = _traits(model, census, choosers, seat, option)
    return _Rows(seat, option, of_class, cell, of_week, once, pooled, of_trait, valued)


def _classes(model: LinearModel, census: Census) -> Ints:
    """Rows of people in each class: between its bounds, with a price for each off its size."""
    size = census.low[: census.classes].astype(np.int64)
    rows, price = model.hold(size, size), np.full(census.classes, census.row_price[0])
    below = model.add(price, least=np.maximum(size - census.most, 0), most=np.maximum(size - census.fewest, 0))
    above = model.add(price, least=np.maximum(census.fewest - size, 0), most=np.maximum(census.most - size, 0))
    model.count(rows, below)
    model.count(rows, above, -1)
    return rows


def _cells(model: LinearModel, census: Census) -> Ints:
    """Rows of people of a district in a class: below, above and far above their fair share each costs its price."""
    shape = (census.districts, census.classes)
    of_district = slice(census.classes, (census.districts + 1) * census.classes)
    low, high, limit = (one[of_district].reshape(shape) for one in (census.low, census.high, census.limit))
    off, crowd = int(census.row_price[1]), int(census.crowd_price[1])
    rows = model.hold(low, high)
    model.count(rows, model.add(np.full(shape, off)))
    model.count(rows, model.add(np.full(shape, off), most=np.maximum(limit - high, 0)), -1)
    model.count(rows, model.add(np.full(shape, off + crowd)), -1)
    return rows


def _everybody_once(
    model: LinearModel, pools: Pools, choosers: Choosers, seat: Ints, option: Ints
) -> tuple[Ints, Ints]:
    """Rows that send every chooser to one option at most, and everybody else of a pool to one of its places."""
    once = model.hold(np.where(choosers.through, -np.inf, 1), np.ones(len(choosers.through)))
    chooser = np.repeat(np.arange(len(choosers.through)), np.diff(choosers.option))
    model.count(once[chooser], option)
    goes_through = np.repeat(choosers.through, np.diff(choosers.first))
    pool = pools.of_person[choosers.member[goes_through]]
    people = np.bincount(np.concatenate([pools.of_person[choosers.others], pool]), minlength=len(seat))
    pooled = model.hold(people, people)
    model.count(pooled[:, None], seat)
    member, taken = members_by_option(choosers)
    may_not = choosers.through[chooser[taken]]
    model.count(pooled[pools.of_person[member[may_not]]], option[taken[may_not]])
    return once, pooled


def _traits(model: LinearModel, census: Census, choosers: Choosers, seat: Ints, option: Ints) -> tuple[Ints, Ints]:
    """Rows of people of each value of a trait in a class, and rows that spread such people over the classes.

    Who sits with a pool is spread over what its classes hold trait by trait, as if one did not know of the other.
    """
    first, classes = census.districts + 1, census.classes
    values = len(census.row_price) - first - 1
    of_values = slice(first * classes, (first + values) * classes)
    low, high = (one[of_values].reshape(values, classes) for one in (census.low, census.high))
    price = np.repeat(census.row_price[first:-1, None], classes, axis=1)
    of_trait = model.hold(low, high, is_later=True)
    model.count(of_trait, model.add(price))
    model.count(of_trait, model.add(price), -1)
    columns = census.rows[:, 2:].T - first
    people = np.array([np.bincount(column, minlength=values + 1) for column in columns]).reshape(-1, values + 1)
    valued = model.hold(people, people, is_later=True)
    who = choosers.member[np.repeat(np.arange(len(choosers.through)), np.diff(choosers.option))]
    for column, rows in zip(columns, valued, strict=True):
        here = np.unique(column)
        seated = model.add(np.zeros((len(here), classes)))
        model.count(rows[here][:, None], seated)
        model.count(rows[column[who]], option)
        among = model.hold(np.zeros(classes), np.zeros(classes), is_later=True)
        model.count(among[None, :], seated)
        model.count(among[None, :], seat, -1)
        # The last value is of nobody: what it costs is nothing.
        model.count(of_trait[here[here < values]], seated[here < values])
        is_of_trait = column[who] < values
        model.count(of_trait[column[who[is_of_trait]], choosers.option_class[is_of_trait]], option[is_of_trait])
    return of_trait, valued


def _sent(census: Census, alone: Choosers, rows: _Rows, optimum: Optimum) -> Sent:
    taken = np.flatnonzero(optimum.values[rows.option] > 0.5)
    class_of = np.full(len(census.elsewhere), -1, np.int32)
    chooser = np.searchsorted(alone.option, taken, side="right") - 1
    class_of[alone.member[chooser]] = alone.option_class[taken]
    places = np.rint(optimum.values[rows.seat]).astype(np.int32).ravel()
    return Sent(class_of, places, (_prices(rows, optimum.duals),))


def _prices(rows: _Rows, duals: Reals) -> Prices:
    price = np.rint(-duals * SCALE).astype(np.int64)
    of_class = price[rows.of_class]
    return Prices(
        cell=price[rows.cell] + of_class,
        of_class=of_class,
        of_week=np.maximum(price[rows.of_week], 0),
        of_trait=np.concatenate([price[rows.of_trait], np.zeros((1, len(of_class)), np.int64)]),
        scale=SCALE,
    )


def _settle(model: LinearModel, rows: _Rows, census: Census, pools: Pools, alone: Choosers, together: Small) -> None:
    """Let whoever has a class in `together` be there already, and leave the rest of the city to be sent."""
    settled = np.flatnonzero(together >= 0)
    number, pool = together[settled], pools.of_person[settled]
    district, unit = pools.district[pool], pools.unit[pool]
    is_counted = unit >= 0
    chooser = np.full(len(together), -1)
    chooser[alone.member] = np.arange(len(alone.member))
    of_chooser = chooser[settled]
    # Whoever has no option is the last one here, and goes through.
    bound_to_choose = ~np.append(alone.through, [True])[of_chooser]
    for row in (
        rows.of_class[number],
        rows.cell[district, number],
        rows.of_week[unit[is_counted], census.week[number[is_counted]]],
        rows.once[of_chooser[bound_to_choose]],
        rows.pooled[pool[~bound_to_choose]],
        *_rows_of_traits(rows, census, settled, number),
    ):
        model.lower(row)
    is_settled = np.isin(np.repeat(np.arange(len(alone.through)), np.diff(alone.option)), of_chooser[of_chooser >= 0])
    model.close(rows.option[is_settled])


def _rows_of_traits(rows: _Rows, census: Census, people: Ints, number: Ints) -> list[Ints]:
    counted = []
    values = len(rows.of_trait)
    for column, of_column in zip(census.rows[people, 2:].T - census.districts - 1, rows.valued, strict=True):
        is_of_trait = column < values
        counted += [of_column[column], rows.of_trait[column[is_of_trait], number[is_of_trait]]]
    return counted
