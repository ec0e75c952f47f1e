"""Some of the districts of a city, with their share of every class."""

import numpy as np

from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.network import Ints, Small


def sample(census: Census, one_of: int) -> Census:
    """Every so many-th district, without traits, lists and units; classes are so much smaller."""
    classes = census.classes
    chosen = np.arange(0, census.districts, one_of)
    number = np.zeros(census.districts + 1, np.int32)
    number[chosen + 1] = np.arange(len(chosen)) + 1
    people = np.flatnonzero(number[census.rows[:, 1]])
    share = len(people) / len(census.elsewhere)
    count = np.diff(census.choice)[people]
    choice = np.concatenate([[0], np.cumsum(count)])
    own = np.repeat(census.choice[people] - choice[:-1], count) + np.arange(choice[-1])

    def cells(of_census: Small) -> Small:
        by_row = of_census.reshape(-1, classes)
        return np.concatenate([np.rint(by_row[0] * share).astype(np.int32), by_row[chosen + 1].ravel()])

    return census._replace(
        districts=len(chosen),
        rows=np.stack([np.zeros(len(people), np.int32), number[census.rows[people, 1]]], axis=1),
        elsewhere=census.elsewhere[people],
        choice=choice.astype(np.int64),
        choice_class=census.choice_class[own],
        choice_price=census.choice_price[own],
        low=cells(census.low),
        high=cells(census.high),
        limit=cells(census.limit),
        row_price=census.row_price[:2],
        crowd_price=census.crowd_price[:2],
        fewest=_scaled(census.fewest, share),
        most=-_scaled(-census.most, share),
    )


def _scaled(bounds: Ints, share: float) -> Ints:
    return np.floor(bounds * share).astype(np.int64)
