"""Where the linear model of a city sends people, and what its prices prove.

Its optimum is a bound for the whole problem, and its corners have nearly only whole numbers: they say who of the choosers
is given what they ask for, and how many of each pool sit where.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.by_model.guests import NO_GUESTS, TORN, Guests, decide, let_in
from khaigiang.solvers.allocation.city.by_model.model import Model, model_of, with_pools
from khaigiang.solvers.allocation.city.census import Census, smallest_price
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools, choosers_of
from khaigiang.solvers.allocation.city.prices import Prices, bound
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.first_order import Walk
from khaigiang.solvers.linear import Bounds, Optimum, Reals
from khaigiang.solvers.time_limit import TimeLimit

# Prices are kept in such parts, so that what they prove is reckoned in whole numbers.
SCALE: Final = 1 << 20
# Where there is no plan prices grow without end; sums over a million people are to stay whole numbers.
LARGEST: Final = 1 << 18
# So many steps are gone before it is asked what they prove; the walk ends when all but such a share is proven.
STEPS_AT_ONCE: Final = 100
MOST_ROUNDS: Final = 15
UNPROVEN: Final = 5e-5
# The walk has such a share of the time for the model, the corner has the rest.
FOR_THE_WALK: Final = 0.75
# What would cost such a share of the smallest price is not looked at again for the corner.
SURE: Final = 0.3
# What one more than fits costs in the corner, in smallest prices; whoever is too many is sorted out later.
OVERFLOWING: Final = 100
# Where more people were torn between classes than so many, another corner is found sooner from nothing.
FEW_TORN: Final = 50
# So many classes of parties come in at once; of more parties each comes in with the cheapest at prices found without them.
FEW_OPTIONS: Final = 20_000


class Sent(NamedTuple):
    """The class everybody with a place of their own takes (-1: one of their pool), the places of pools, what is proven."""

    class_of: Small
    places: Small
    proven: int


class _Found(NamedTuple):
    optimum: Optimum
    prices: Prices
    proven: int


@dataclass(slots=True, kw_only=True)
class Sender:
    """The linear model of a city and where its variables stand; `wide` are their bounds before what is sure was fixed."""

    census: Census
    pools: Pools
    alone: Choosers
    model: Model
    guests: Guests
    optimum: Optimum
    proven: int
    wide: Bounds = ()

    def sent(self) -> Sent:
        """Where the model sends people now."""
        class_of = np.full(len(self.census.elsewhere), -1, np.int32)
        is_taken = self.optimum.values[self.model.option] > 0.5
        class_of[self.alone.chosen_by()[is_taken]] = self.alone.option_class[is_taken]
        class_of = self.guests.seated(class_of, self.guests.best(self.optimum))
        # What is left of a cell is for its district's own pool.
        places = np.rint(-self.optimum.rows[self.model.taken[self.pools.district]]).astype(np.int32)
        places[self.pools.unit >= 0] = np.rint(self.optimum.values[self.model.seat]).astype(np.int32)
        return Sent(class_of, places.ravel(), self.proven)

    def stand_at_a_corner(self, limit: TimeLimit) -> bool:
        """Let variables stand where the plan is cheapest; False where there is none, or the time ended before."""
        with suppress(NoPlanExists):
            corner = self.model.linear.optimum(limit.left())
            self.optimum = corner or self.optimum
            return corner is not None
        return False

    def part(self, units: Ints, limit: TimeLimit) -> bool:
        """Give the people of these units pools of their own, and send their districts out anew.

        False where there is no such plan, or the time ended before.
        """
        unit = self.census.unit.astype(np.int64)
        is_parted = np.isin(unit, units) & (self.pools.unit[self.pools.of_person] < 0)
        # Parties count as a whole, in no pool.
        is_parted[self.guests.member] = False
        if not is_parted.any() or not self.wide or not limit.left():
            return False
        self.pools = self.pools.with_units(unit, np.flatnonzero(is_parted))
        self.model = with_pools(self.model, self.census, self.pools, self.alone)
        districts = np.unique(self.pools.district[self.pools.of_person[is_parted]])
        others = np.setdiff1d(np.arange(self.census.districts), districts)
        self.model.linear.release(self.model.taken[districts].ravel(), self.wide)
        self.model.linear.keep(self.model.taken[others].ravel(), self.optimum)
        found = self.stand_at_a_corner(limit)
        if found:
            self.make_whole(limit)
        return found

    def make_whole(self, limit: TimeLimit) -> None:
        """Let nobody be torn between classes, nor any party."""
        decide(self.model.linear, self.guests, self.optimum)
        if _made_whole(self.model, self.alone, self.optimum) or self.guests.are_torn(self.optimum):
            self.stand_at_a_corner(limit)


def send(census: Census, pools: Pools, parties: Choosers, limit: TimeLimit) -> Sender:
    """Where the cheapest plan without lists sends people.

    First-order steps bring prices that prove the bound, and say where parties go; a corner next to there says where
    everybody else goes. Raises NoPlanExists when there is none even for everybody alone.
    """
    alone = choosers_of(census, as_parties=False)
    model = model_of(census, pools, alone)
    found, guests = _approached(census, pools, alone, parties, model, limit)
    sender = Sender(
        census=census,
        pools=pools,
        alone=alone,
        model=model,
        guests=guests,
        optimum=found.optimum,
        proven=found.proven,
    )
    try:
        corner, sender.wide = _corner(model, guests, found.optimum, smallest_price(census), limit)
    except NoPlanExists:
        return _of_everybody_alone(sender, limit)
    if corner is not None:
        sender.optimum = corner
        sender.proven = max(found.proven, bound(census, pools, parties, _prices(census, model, corner.duals)))
        sender.make_whole(limit)
    return sender


def _corner(
    model: Model, guests: Guests, near: Optimum, smallest: int, limit: TimeLimit
) -> tuple[Optimum | None, Bounds]:
    """A corner next to there, what is sure being fixed and parties decided; where that is too much, nothing is fixed.

    None when the time ends before. Raises NoPlanExists when there is none though nothing is fixed.
    """
    linear = model.linear
    nothing_fixed = linear.bounds()
    decide(linear, guests, near)
    linear.keep_what_is_sure(near, SURE * smallest)
    # Parties as a whole do not fit to the last place.
    rows = np.concatenate([model.taken.ravel(), model.of_week.ravel()])
    over = linear.let_overflow(rows, OVERFLOWING * smallest)
    with suppress(NoPlanExists):
        corner = linear.optimum(limit.left())
        if corner is None or corner.values[over].sum() <= len(guests.first):
            return corner, nothing_fixed
    linear.set_bounds((*nothing_fixed, (np.zeros(len(over)), np.zeros(len(over)))))
    return linear.optimum(limit.left()), linear.bounds()


def _approached(
    census: Census, pools: Pools, alone: Choosers, parties: Choosers, model: Model, limit: TimeLimit
) -> tuple[_Found, Guests]:
    """The prices that prove most, and where people then go, parties as a whole."""
    is_party = np.diff(parties.first) > 1
    few = int((np.diff(parties.option) * is_party).sum()) <= FEW_OPTIONS
    found = None if few else _walked(census, pools, parties, model, None, limit)
    if not is_party.any():
        return found or _walked(census, pools, parties, model, None, limit), NO_GUESTS
    prices = found.prices if found else _prices(census, model, np.zeros(model.linear.rows()))
    guests = let_in(model, census, pools, alone, parties, prices, all_classes=few)
    further = _walked(census, pools, parties, model, found, limit)
    return further, guests


def _walked(
    census: Census, pools: Pools, parties: Choosers, model: Model, begin: _Found | None, limit: TimeLimit
) -> _Found:
    """The model's values after a walk that goes on from there, and the best that its prices have proven."""
    elsewhere = int(census.elsewhere.sum())
    walk = model.linear.walk(begin.optimum if begin else None)
    found = _gone_on(census, pools, parties, model, walk, begin)
    for _ in range(MOST_ROUNDS - 1):
        price = found.optimum.price + elsewhere
        # A price below what is proven is not the last one.
        is_proven = abs(price - found.proven) < max(1.0 - TORN, UNPROVEN * price)
        if is_proven or limit.spent() > FOR_THE_WALK * limit.seconds:
            break
        found = _gone_on(census, pools, parties, model, walk, found)
    return found


def _gone_on(
    census: Census, pools: Pools, parties: Choosers, model: Model, walk: Walk, before: _Found | None
) -> _Found:
    optimum = model.linear.reached(*walk.go(STEPS_AT_ONCE))
    prices = _prices(census, model, optimum.duals)
    proven = max(0, bound(census, pools, parties, prices))
    if before is not None and before.proven > proven:
        return _Found(optimum, before.prices, before.proven)
    return _Found(optimum, prices, proven)


def _of_everybody_alone(sender: Sender, limit: TimeLimit) -> Sender:
    """Where a corner of the model without parties sends people; if it has none, there is no plan."""
    census, pools = sender.census, sender.pools
    model = model_of(census, pools, sender.alone)
    corner = model.linear.optimum(limit.left())
    if corner is None:
        return sender
    proven = bound(census, pools, choosers_of(census, as_parties=True), _prices(census, model, corner.duals))
    return replace(sender, model=model, guests=NO_GUESTS, optimum=corner, proven=max(sender.proven, proven))


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
    if len(torn) > FEW_TORN:
        model.linear.begin_anew()
    return len(torn) > 0


def _prices(census: Census, model: Model, duals: Reals) -> Prices:
    """Prices of attending: what the rows of cells, values and classes ask for, each from whom it counts."""
    price = np.rint(np.clip(-duals, -LARGEST, LARGEST) * SCALE).astype(np.int64)
    among = sum((price[trait.among] for trait in model.traits), np.zeros(census.classes, np.int64))
    of_trait = np.zeros((len(census.crowd_price) - census.districts - 1, census.classes), np.int64)
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
