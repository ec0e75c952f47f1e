"""Where the linear model of a city sends people, and at what prices.

Its optimum is a bound for the whole problem, and its corners have nearly only whole numbers: they say who of the choosers
is given what they ask for, and how many of each pool sit where.
"""

from itertools import chain, repeat
from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools, choosers_of
from khaigiang.solvers.allocation.city.guests import Guests, decide, let_in
from khaigiang.solvers.allocation.city.model import Model, model_of
from khaigiang.solvers.allocation.city.network import Small
from khaigiang.solvers.allocation.city.prices import Prices
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.linear import Optimum, Reals
from khaigiang.solvers.time_limit import TimeLimit

# Prices are kept in such parts, so that what they prove is reckoned in whole numbers.
SCALE = 1 << 20
# Parties take a class when the model gives them so much of it; the third time all do.
SURE = (0.75, 0.5, 0.0)
TORN = 1e-6


class Sent(NamedTuple):
    """The class everybody with a place of their own takes (-1: one of their pool), the places of pools.

    Each of the prices proves a bound of its own.
    """

    class_of: Small
    places: Small
    prices: tuple[Prices, ...]


def send(census: Census, pools: Pools, parties: Choosers, limit: TimeLimit) -> Sent | None:
    """Where the cheapest plan without lists sends people, or None when the time ends before.

    Everybody is first sent alone, and traits are left out. Then parties come in, then traits; at last each party takes
    one class, and so does whoever is torn between several. What is not done in time is left out. Raises NoPlanExists when
    even the first has no plan.
    """
    alone = choosers_of(census, pools, as_parties=False)
    model = model_of(census, pools, alone)
    linear = model.linear
    optimum = linear.optimum(limit.left())
    if optimum is None:
        return None
    sent = _sent(census, pools, alone, model, optimum, None)
    guests = let_in(model, census, pools, alone, parties, sent.prices[0])
    try:
        for step in chain(repeat(None, 1), ("traits",), SURE, ("whole",)):
            if step == "traits":
                linear.hold_all()
            elif step == "whole":
                _make_whole(model, alone, optimum)
            elif step is not None and not decide(linear, guests, optimum, step):
                continue
            optimum = linear.optimum(limit.left())
            if optimum is None:
                return sent._replace(prices=(*sent.prices, _prices(census, model, linear.duals())))
            proven = sent.prices
            sent = _sent(census, pools, alone, model, optimum, guests)
            sent = sent._replace(prices=proven + (sent.prices if step in (None, "traits") else ()))
    except NoPlanExists:
        return sent
    return sent


def _sent(
    census: Census, pools: Pools, alone: Choosers, model: Model, optimum: Optimum, guests: Guests | None
) -> Sent:
    """Who takes which option, parties among them, and what is left to pools."""
    class_of = np.full(len(census.elsewhere), -1, np.int32)
    is_taken = optimum.values[model.option] > 0.5
    class_of[alone.chosen_by()[is_taken]] = alone.option_class[is_taken]
    if guests is not None:
        taken = guests.best(optimum)
        class_of[guests.member] = np.repeat(guests.number[taken], np.diff(guests.first_member))
    # What is left of a cell is for its district's own pool.
    places = np.rint(-optimum.rows[model.taken[pools.district]]).astype(np.int32)
    places[pools.unit >= 0] = np.rint(optimum.values[model.seat]).astype(np.int32)
    return Sent(class_of, places.ravel(), (_prices(census, model, optimum.duals),))


def _make_whole(model: Model, alone: Choosers, optimum: Optimum) -> None:
    """Whoever is torn takes what they have most of: an option, or else a place of their pool."""
    value = optimum.values[model.option]
    torn = np.flatnonzero((value > TORN) & (value < 1 - TORN))
    chooser = alone.chooser_of_option()[torn]
    torn = torn[np.lexsort((-value[torn], chooser))]
    _, first = np.unique(alone.chooser_of_option()[torn], return_index=True)
    best = torn[first]
    is_taken = (value[best] >= 0.5) | ~alone.through[alone.chooser_of_option()[best]]
    model.linear.fix(model.option[np.setdiff1d(torn, best[is_taken])], 0)
    model.linear.fix(model.option[best[is_taken]], 1)


def _prices(census: Census, model: Model, duals: Reals) -> Prices:
    """Prices of attending: what the rows of cells, values and classes ask for, each from whom it counts."""
    price = np.rint(-duals * SCALE).astype(np.int64)
    among = sum((price[trait.among] for trait in model.traits), np.zeros(census.classes, np.int64))
    of_trait = np.zeros((len(census.row_price) - census.districts - 1, census.classes), np.int64)
    for trait in model.traits:
        of_trait[trait.value] = price[trait.taken] - price[trait.whole][:, None] - price[trait.among]
    of_trait[-1] = 0
    return Prices(
        cell=price[model.taken] - price[model.whole][:, None] + among,
        of_class=price[model.of_class] + among,
        of_week=np.maximum(price[model.of_week], 0),
        of_trait=of_trait,
        scale=SCALE,
    )
