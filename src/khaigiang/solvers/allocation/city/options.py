"""Classes that are a matter of their own for somebody: wished for, told before, or the only ones possible."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Flags, Ints
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.errors import NoPlanExists

# Whoever can attend so few classes has each of them as an option; whoever cannot attend a few goes through the hub.
FEW_CLASSES = 12


class Options(NamedTuple):
    """Whose option, which class, its price beside any other class; and who (of everybody) may go anywhere else too."""

    who: Ints
    which: Ints
    price: Ints
    through_hub: Flags


def options_of(census: Census) -> Options:
    """Everybody's options.

    Raises NoPlanExists when somebody can attend no class at all.
    """
    people, classes = len(census.elsewhere), census.classes
    who = np.repeat(np.arange(people), np.diff(census.choice))
    barred = census.choice_price >= FORBIDDEN // 2
    possible = classes - np.bincount(who[barred], minlength=people)
    if (possible == 0).any():
        raise NoPlanExists
    few = possible <= min(FEW_CLASSES, classes // 2)
    free = (census.choice_price < 0) & ~few[who]
    wide_who, wide_class = np.repeat(np.flatnonzero(few), classes), np.tile(np.arange(classes), int(few.sum()))
    wide_price = np.zeros(len(wide_who), np.int64)
    place = np.cumsum(few) - 1
    own = few[who]
    wide_price[place[who[own]] * classes + census.choice_class[own]] = census.choice_price[own]
    open_ = wide_price < FORBIDDEN // 2
    return Options(
        who=np.concatenate([who[free], wide_who[open_]]),
        which=np.concatenate([census.choice_class[free].astype(np.int64), wide_class[open_]]),
        price=np.concatenate([census.choice_price[free], wide_price[open_]]),
        through_hub=~few,
    )
