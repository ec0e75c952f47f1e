"""Parts of a city: some of its districts with their share of every class, or everybody who has no class yet."""

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import Census


def sample(census: Census, one_of: int) -> Census:
    """Every so many-th district, without traits, lists and units; classes are so much smaller."""
    chosen = np.arange(0, census.districts, one_of)
    number = np.zeros(census.districts + 1, np.int32)
    number[chosen + 1] = np.arange(len(chosen)) + 1
    people = np.flatnonzero(number[census.rows[:, 1]])
    share = len(people) / len(census.elsewhere)

    off_price = census.off_price.reshape(-1, census.classes)

    def cells(of_census: Small) -> Small:
        by_row = of_census.reshape(-1, census.classes)
        return np.concatenate([np.rint(by_row[0] * share).astype(np.int32), by_row[chosen + 1].ravel()])

    part = _people_of(census, people)
    return part._replace(
        districts=len(chosen),
        rows=np.stack([part.rows[:, 0], number[part.rows[:, 1]]], axis=1),
        low=cells(census.low),
        high=cells(census.high),
        limit=cells(census.limit),
        off_price=off_price[np.concatenate([[0], chosen + 1])].ravel(),
        crowd_price=census.crowd_price[:2],
        fewest=_scaled(census.fewest, share),
        most=-_scaled(-census.most, share),
    )


def rest(census: Census, class_of: Small) -> tuple[Census, Ints]:
    """Everybody without a class, in a city where the others have taken their seats; and who they are in the census."""
    people, settled = np.flatnonzero(class_of < 0), np.flatnonzero(class_of >= 0)
    taken = np.zeros(len(census.low), np.int32)
    for column in range(2):
        cell = census.rows[settled, column].astype(np.int64) * census.classes + class_of[settled]
        np.add.at(taken, cell, 1)
    part = _people_of(census, people)
    return part._replace(
        low=census.low - taken,
        high=census.high - taken,
        limit=census.limit - taken,
        fewest=census.fewest - taken[: census.classes],
        most=census.most - taken[: census.classes],
    ), people


def _people_of(census: Census, people: Ints) -> Census:
    """These people alone, with their rows of everybody and of districts and their options, in the same cells."""
    count = np.diff(census.choice)[people]
    choice = np.concatenate([[0], np.cumsum(count)]).astype(np.int64)
    own = np.repeat(census.choice[people] - choice[:-1], count) + np.arange(choice[-1])
    return census._replace(
        rows=census.rows[people, :2],
        elsewhere=census.elsewhere[people],
        choice=choice,
        choice_class=census.choice_class[own],
        choice_price=census.choice_price[own],
    )


def _scaled(bounds: Ints, share: float) -> Ints:
    return np.asarray(np.floor(bounds * share), np.int64)
