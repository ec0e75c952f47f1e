"""Where the linear model of a city sends people, and at what prices.

Its optimum is a bound for the whole problem, and its corners have nearly only whole numbers: they say who of the choosers
is given what they ask for, and how many of each pool sit where.
"""

from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools, choosers_of
from khaigiang.solvers.allocation.city.guests import NO_GUESTS, Guests, decide, let_in
from khaigiang.solvers.allocation.city.model import Model, model_of
from khaigiang.solvers.allocation.city.network import Small
from khaigiang.solvers.allocation.city.prices import Prices
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.linear import Optimum, Reals
from khaigiang.solvers.time_limit import TimeLimit

# Prices are kept in such parts, so that what they prove is reckoned in whole numbers.
SCALE: Final = 1 << 20
Step: TypeAlias = Literal["parties", "traits", "whole"] | float
# Traits first, since parties then know them; but where the first solution took more than a share of the time, traits
# will hardly be done, and parties at least are to have their places.
SOON: Final = 0.3
USUAL: Final[tuple[Step, ...]] = ("traits", "parties")
IN_HASTE: Final[tuple[Step, ...]] = ("parties", "traits")
# Parties take a class when the model gives them so much of it; the third time all do.
DECIDING: Final[tuple[Step, ...]] = (0.75, 0.5, 0.0, "whole")
PROVING: Final[tuple[Step, ...]] = ("parties", "traits")
TORN: Final = 1e-6


class Sent(NamedTuple):
    """The class everybody with a place of their own takes (-1: one of their pool), the places of pools.

    Each of the prices proves a bound of its own.
    """

    class_of: Small
    places: Small
    prices: tuple[Prices, ...]


def send(census: Census, pools: Pools, parties: Choosers, limit: TimeLimit) -> Sent | None:
    """Where the cheapest plan without lists sends people, or None when the time ends before.

    Everybody is first sent alone, and traits are left out. Then traits are looked at, then parties come in; at last each
    takes one class, and so does whoever is torn between several. What is not done in time is left out. Raises NoPlanExists when
    even the first has no plan.
    """
    alone = choosers_of(census, as_parties=False)
    model = model_of(census, pools, alone)
    linear = model.linear
    optimum = linear.optimum(limit.left())
    if optimum is None:
        return None
    sent = _sent(census, pools, alone, model, optimum, NO_GUESTS)
    guests = NO_GUESTS
    is_soon = limit.spent() <= SOON * limit.seconds
    for step in (*(USUAL if is_soon else IN_HASTE), *DECIDING):
        if step == "parties":
            guests = let_in(model, census, pools, alone, parties, sent.prices[-1])
        if not _took(step, model, alone, guests, optimum):
            continue
        try:
            optimum = linear.optimum(limit.left())
        except NoPlanExists:
            break
        if optimum is None:
            class_of = guests.seated(sent.class_of, guests.first[:-1]) if step == "parties" else sent.class_of
            return Sent(class_of, sent.places, (*sent.prices, _prices(census, model, linear.duals)))
        further = _sent(census, pools, alone, model, optimum, guests)
        # What is decided by rounding proves nothing.
        sent = further._replace(prices=sent.prices + (further.prices if step in PROVING else ()))
    return sent


def _took(step: Step, model: Model, alone: Choosers, guests: Guests, optimum: Optimum) -> bool:
    """Take one step; is there anything to be sent anew?"""
    if step == "parties":
        return len(guests.member) > 0
    if step == "traits":
        model.linear.hold_all()
        return len(model.traits) > 0
    if step == "whole":
        return _made_whole(model, alone, optimum)
    return decide(model.linear, guests, optimum, step)


def _sent(census: Census, pools: Pools, alone: Choosers, model: Model, optimum: Optimum, guests: Guests) -> Sent:
    """Who takes which option, parties among them, and what is left to pools."""
    class_of = np.full(len(census.elsewhere), -1, np.int32)
    is_taken = optimum.values[model.option] > 0.5
    class_of[alone.chosen_by()[is_taken]] = alone.option_class[is_taken]
    class_of = guests.seated(class_of, guests.best(optimum))
    # What is left of a cell is for its district's own pool.
    places = np.rint(-optimum.rows[model.taken[pools.district]]).astype(np.int32)
    places[pools.unit >= 0] = np.rint(optimum.values[model.seat]).astype(np.int32)
    return Sent(class_of, places.ravel(), (_prices(census, model, optimum.duals),))


def _made_whole(model: Model, alone: Choosers, optimum: Optimum) -> bool:
    """Whoever is torn takes what they have most of: an option, or else a place of their pool. False when nobody is."""
    value = optimum.values[model.option]
    torn = np.flatnonzero((value > TORN) & (value < 1 - TORN))
    chooser = alone.chooser_of_option()
    order = torn[np.lexsort((-value[torn], chooser[torn]))]
    _, first = np.unique(chooser[order], return_index=True)
    best = order[first]
    taken = best[(value[best] >= 0.5) | ~alone.through[chooser[best]]]
    model.linear.fix(model.option[np.setdiff1d(torn, taken)], 0)
    model.linear.fix(model.option[taken], 1)
    return len(torn) > 0


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
