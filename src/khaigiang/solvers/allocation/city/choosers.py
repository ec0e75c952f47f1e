"""Who chooses among classes of their own, and who may sit anywhere: the city as its linear model reads it.

A pool is everybody of one district (and of one crowded unit): whoever of it goes to no class of their own is as good as
any other. A chooser is somebody with options, or a party who must sit together and takes one of its options as a whole.
"""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Flags, Ints
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.options import options_of
from khaigiang.solvers.errors import NoPlanExists

# A unit whose people fill so much of the weeks open to it has a pool of its own in the model; the people of any other
# have room enough wherever those with options leave some.
NEARLY_FULL = 0.8


class Pools(NamedTuple):
    """The pool of everybody; each pool's district (from 0) and unit (-1: none of its own)."""

    of_person: Ints
    district: Ints
    unit: Ints

    def of_units(self) -> tuple[Ints, Ints]:
        """The pools that are of a unit, and each pool's place among them (-1: it is a whole district's)."""
        is_of_unit = self.unit >= 0
        return np.flatnonzero(is_of_unit), np.where(is_of_unit, np.cumsum(is_of_unit) - 1, -1)

    def with_units(self, unit: Ints, people: Ints) -> "Pools":
        """The pools once these people leave theirs for new ones of their units; `unit` is the unit of everybody."""
        key, of_people = np.unique(self.of_person[people] * (unit.max() + 1) + unit[people], return_inverse=True)
        of_person = self.of_person.copy()
        of_person[people] = len(self.district) + of_people
        pool, new = np.divmod(key, unit.max() + 1)
        return Pools(of_person, np.append(self.district, self.district[pool]), np.append(self.unit, new))


class Choosers(NamedTuple):
    """Members of chooser e: member[first[e]] … member[first[e + 1] - 1]; its options stand in the same way.

    Who goes `through` may take none and sit with their pool; everybody else takes one. `others` are those without an
    option.
    """

    first: Ints
    member: Ints
    option: Ints
    option_class: Ints
    option_price: Ints
    through: Flags
    others: Ints

    def chooser_of_option(self) -> Ints:
        """The chooser whose option each is."""
        return np.repeat(np.arange(len(self.through)), np.diff(self.option))

    def chosen_by(self) -> Ints:
        """Whose option each is, where everybody chooses alone."""
        return self.member[self.chooser_of_option()]


def pools_of(census: Census) -> Pools:
    """Everybody by district and crowded unit."""
    return _pools(census, census.unit.astype(np.int64))


def pools_of_model(census: Census) -> Pools:
    """Everybody by district, and by unit where it nearly fills its weeks."""
    unit = census.unit.astype(np.int64)
    room = census.room.reshape(-1, census.weeks).sum(axis=1)
    is_full = np.bincount(unit[unit >= 0], minlength=len(room)) > NEARLY_FULL * room
    return _pools(census, np.where(np.append(is_full, [False])[unit], unit, -1))


def _pools(census: Census, unit: Ints) -> Pools:
    district = census.rows[:, 1].astype(np.int64) - 1
    units = int(unit.max(initial=-1)) + 2
    keys, of_person = np.unique(district * units + unit + 1, return_inverse=True)
    return Pools(of_person=of_person, district=keys // units, unit=keys % units - 1)


def choosers_of(census: Census, *, as_parties: bool) -> Choosers:
    """Single people with options, then (if asked `as_parties`) parties with each class that all of them can attend.

    Raises NoPlanExists when somebody, or a party as a whole, can attend no class.
    """
    options = options_of(census)
    parties = _parties(census) if as_parties else []
    is_alone = np.ones(len(census.elsewhere), np.bool_)
    is_alone[[person for party in parties for person in party]] = False
    kept = is_alone[options.who]
    single = np.unique(np.concatenate([options.who[kept], np.flatnonzero(is_alone & ~options.through_hub)]))
    is_other = is_alone.copy()
    is_other[single] = False
    order = np.argsort(options.who[kept], kind="stable")
    of_parties = [_options_of_party(census, party) for party in parties]
    who = np.concatenate(
        [
            np.searchsorted(single, options.who[kept][order]),
            np.repeat(np.arange(len(parties)) + len(single), [len(which) for which, _ in of_parties]).astype(np.int64),
        ]
    )
    sizes = np.array([1] * len(single) + [len(party) for party in parties], np.int64)
    return Choosers(
        first=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        member=np.concatenate([single, *[np.array(party, np.int64) for party in parties]]),
        option=np.searchsorted(who, np.arange(len(sizes) + 1)).astype(np.int64),
        option_class=np.concatenate([options.which[kept][order], *[which for which, _ in of_parties]]),
        option_price=np.concatenate([options.price[kept][order], *[price for _, price in of_parties]]),
        through=np.concatenate([options.through_hub[single], np.zeros(len(parties), np.bool_)]),
        others=np.flatnonzero(is_other),
    )


def _parties(census: Census) -> list[list[int]]:
    """Everybody who must sit with somebody, party by party."""
    parties = []
    for first in np.flatnonzero(census.companion != np.arange(len(census.companion))).tolist():
        party, companion = [first], int(census.companion[first])
        while companion > first:
            party.append(companion)
            companion = int(census.companion[companion])
        if companion == first:
            parties.append(party)
    return parties


def _options_of_party(census: Census, party: list[int]) -> tuple[Ints, Ints]:
    """The classes that all of a party can attend, and their price beside elsewhere.

    Raises NoPlanExists when there is none.
    """
    price = np.zeros(census.classes, np.int64)
    for person in party:
        own = slice(census.choice[person], census.choice[person + 1])
        price[census.choice_class[own]] += census.choice_price[own]
    possible = np.flatnonzero(price < FORBIDDEN // 2)
    if not len(possible):
        raise NoPlanExists
    return possible, price[possible]
