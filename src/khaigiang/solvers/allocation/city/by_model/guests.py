"""Parties in the linear model: who must sit together comes in as one, with the classes that are cheapest for all of it."""

from typing import Final, NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.by_model.model import Model
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools
from khaigiang.solvers.allocation.city.prices import Prices, members_by_option, prices_of_options
from khaigiang.solvers.linear import LinearModel, Optimum

CLASSES_OF_A_PARTY: Final = 12
TORN: Final = 1e-6


class Guests(NamedTuple):
    """Members of party e: member[first_member[e]] …; its variables: column[first[e]] …, each with its class `number`.

    The first of them is the cheapest.
    """

    first_member: Ints
    member: Ints
    first: Ints
    column: Ints
    number: Ints

    def best(self, optimum: Optimum) -> Ints:
        """For each party the place in `column` of what it has most of."""
        party = np.repeat(np.arange(len(self.first) - 1), np.diff(self.first))
        order = np.lexsort((-optimum.values[self.column], party))
        return order[self.first[:-1]]

    def are_torn(self, optimum: Optimum) -> bool:
        """Is any party partly here and partly there?"""
        return bool((np.abs(optimum.values[self.column] - 0.5) < 0.5 - TORN).any())

    def seated(self, class_of: Small, places: Ints) -> Small:
        """Classes of everybody, parties being where these places of `column` lead."""
        seated = class_of.copy()
        seated[self.member] = np.repeat(self.number[places], np.diff(self.first_member))
        return seated


NOBODY: Final = np.zeros(0, np.int64)
NO_GUESTS: Final = Guests(np.zeros(1, np.int64), NOBODY, np.zeros(1, np.int64), NOBODY, NOBODY)


def let_in(
    model: Model,
    census: Census,
    pools: Pools,
    alone: Choosers,
    parties: Choosers,
    prices: Prices,
    *,
    all_classes: bool,
) -> Guests:
    """Let members of parties leave the places they chose alone, and come in as parties: to all or their cheapest classes."""
    size = np.diff(parties.first)
    classes = census.classes if all_classes else CLASSES_OF_A_PARTY
    kept = _cheapest(census, pools, parties, np.flatnonzero(size > 1), prices, classes)
    place = np.full(len(parties.option_class), -1)
    place[kept] = np.arange(len(kept))
    linear = model.linear
    column = linear.add(parties.option_price[kept], most=1)
    chooser = parties.chooser_of_option()[kept]
    is_party = size > 1
    once = linear.hold(np.ones(is_party.sum()), np.ones(is_party.sum()))
    number_of_party = np.cumsum(is_party) - 1
    linear.count(once[number_of_party[chooser]], column)
    member, option = members_by_option(parties)
    is_kept = place[option] >= 0
    _count(model, census, member[is_kept], parties.option_class[option[is_kept]], column[place[option[is_kept]]])
    first = np.searchsorted(number_of_party[chooser], np.arange(is_party.sum() + 1))
    members = parties.member[np.repeat(is_party, size)]
    _leave(model, pools, alone, members)
    return Guests(
        first_member=np.concatenate([[0], np.cumsum(size[is_party])]),
        member=members,
        first=first,
        column=column,
        number=parties.option_class[kept],
    )


def decide(linear: LinearModel, guests: Guests, optimum: Optimum) -> None:
    """Every party takes the class it has most of."""
    linear.fix(guests.column, 0)
    linear.fix(guests.column[guests.best(optimum)], 1)


def _cheapest(census: Census, pools: Pools, parties: Choosers, those: Ints, prices: Prices, classes: int) -> Ints:
    """So many options of these parties that are cheapest, party by party; among equal ones each begins elsewhere."""
    price = prices_of_options(census, pools, parties, prices)
    kept = []
    for party in those.tolist():
        options = np.arange(parties.option[party], parties.option[party + 1])
        turn = (np.arange(len(options)) - party) % len(options)
        kept.append(options[np.lexsort((turn, price[options]))[:classes]])
    return np.concatenate([*kept, NOBODY]).astype(np.int64)


def _count(model: Model, census: Census, member: Ints, number: Ints, column: Ints) -> None:
    """Let each member of a party count in its class beside it."""
    linear, unit = model.linear, census.unit[member]
    linear.count(model.taken[census.rows[member, 1] - 1, number], column)
    linear.count(model.of_week[unit[unit >= 0], census.week[number[unit >= 0]]], column[unit >= 0])
    for trait, row_of in zip(model.traits, census.rows[member, 2:].T, strict=True):
        value = np.searchsorted(trait.value, row_of - census.districts - 1)
        linear.count(trait.taken[value, number], column)


def _leave(model: Model, pools: Pools, alone: Choosers, people: Ints) -> None:
    """Let these people no longer choose alone, nor sit with a pool."""
    chooser = np.full(len(pools.of_person), -1)
    chooser[alone.member] = np.arange(len(alone.member))
    of_person = chooser[people]
    # Whoever has no option is the last one here, and goes through.
    must_choose = ~np.append(alone.through, [True])[of_person]
    of_pool = pools.of_units()[1][pools.of_person[people]]
    model.linear.lower(model.once[of_person[must_choose]])
    model.linear.lower(model.pooled[of_pool[of_pool >= 0]])
    model.linear.fix(model.option[np.isin(alone.chooser_of_option(), of_person[of_person >= 0])], 0)
