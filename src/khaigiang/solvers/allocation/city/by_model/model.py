"""The city as a linear model: choosers, cells, classes, weeks of crowded units and traits; lists left out."""

from typing import NamedTuple

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import Census
from khaigiang.solvers.allocation.city.choosers import Choosers, Pools
from khaigiang.solvers.linear import LinearModel


class Counted(NamedTuple):
    """Variables that make up how many people sit somewhere: those of `more` less those of `less`."""

    more: tuple[Ints, ...]
    less: Ints

    def count_in(self, linear: LinearModel, rows: Ints, factor: int = 1) -> None:
        """Let these people count in the rows beside them."""
        for variables in self.more:
            linear.count(rows, variables, factor)
        linear.count(rows, self.less, -factor)


class Trait(NamedTuple):
    """Rows of one trait; values (the last one may be of nobody) are told as numbers from the first trait's first on.

    Shapes: value (values), taken (values, classes), whole (values), among (classes).
    """

    value: Ints
    taken: Ints
    whole: Ints
    among: Ints


class Model(NamedTuple):
    """Variables and rows that are asked for once it is solved.

    Shapes: option (options of choosers), seat (pools of units, classes), of_class (classes), taken (districts, classes),
    whole (districts), of_week (crowded units, weeks), once (choosers), pooled (pools of units).
    """

    linear: LinearModel
    option: Ints
    seat: Ints
    of_class: Ints
    taken: Ints
    whole: Ints
    of_week: Ints
    once: Ints
    pooled: Ints
    traits: tuple[Trait, ...]


def size_of(census: Census, pools: Pools) -> int:
    """How many variables the model has, or a few more."""
    return (len(pools.district) + 4 * len(census.crowd_price)) * census.classes + len(census.choice_class)


def model_of(census: Census, pools: Pools, alone: Choosers) -> Model:
    """The model of everybody alone.

    Who sits with the pool of a whole district is counted nowhere: they take what others leave of its cells.
    """
    linear, classes = LinearModel(), census.classes
    option = linear.add(alone.option_price, most=1)
    of_unit, _ = pools.of_units()
    seat = linear.add(np.zeros((len(of_unit), classes)))
    in_classes, in_cells = _in_classes(linear, census), _in_cells(linear, census)
    of_class = linear.hold(np.zeros(classes), np.zeros(classes))
    in_classes.count_in(linear, of_class, -1)
    in_cells.count_in(linear, of_class[None, :])
    district = census.rows[:, 1].astype(np.int64) - 1
    whole = _spread(linear, in_cells, np.bincount(district, minlength=census.districts))
    taken = _taken(linear, in_cells, district[alone.chosen_by()], alone.option_class, option)
    of_week = _weeks(linear, census, alone, option)
    _seat_pools(linear, census, pools, of_unit, seat, taken, of_week)
    traits = tuple(_trait(linear, census, column, in_classes, alone, option) for column in census.rows[:, 2:].T)
    once = linear.hold(np.where(alone.through, -np.inf, 1), np.ones(len(alone.through)))
    linear.count(once[alone.chooser_of_option()], option)
    pooled = _pooled(linear, pools, of_unit, alone, seat, option)
    return Model(linear, option, seat, of_class, taken, whole, of_week, once, pooled, traits)


def _in_classes(linear: LinearModel, census: Census) -> Counted:
    """People of each class: between its bounds, at a price for each off its size."""
    size = census.low[: census.classes].astype(np.int64)
    price = census.off_price[: census.classes]
    wanted = linear.add(np.zeros(census.classes), least=size, most=size)
    below = linear.add(price, least=np.maximum(size - census.most, 0), most=np.maximum(size - census.fewest, 0))
    above = linear.add(price, least=np.maximum(census.fewest - size, 0), most=np.maximum(census.most - size, 0))
    return Counted(more=(wanted, above), less=below)


def _in_cells(linear: LinearModel, census: Census) -> Counted:
    """People of each district in each class: below, above and far above their fair share each costs its price."""
    of_districts = slice(census.classes, (census.districts + 1) * census.classes)
    low, high, limit, off = (
        one[of_districts].reshape(-1, census.classes)
        for one in (census.low, census.high, census.limit, census.off_price)
    )
    fair = linear.add(np.zeros(low.shape), least=low, most=high)
    below = linear.add(off, most=low)
    above = linear.add(off, most=np.maximum(limit - high, 0))
    far_above = linear.add(off + census.crowd_price[1])
    return Counted(more=(fair, above, far_above), less=below)


def _spread(linear: LinearModel, counted: Counted, people: Ints) -> Ints:
    """Rows that spread so many people over the classes."""
    rows = linear.hold(people, people)
    counted.count_in(linear, rows[:, None])
    return rows


def _taken(linear: LinearModel, counted: Counted, place: Ints, number: Ints, option: Ints) -> Ints:
    """Rows of cells: options that lead there take no more than its people; each option's place is told beside its class."""
    shape = counted.less.shape
    rows = linear.hold(np.full(shape, -np.inf), np.zeros(shape))
    counted.count_in(linear, rows, -1)
    linear.count(rows[place, number], option)
    return rows


def _weeks(linear: LinearModel, census: Census, alone: Choosers, option: Ints) -> Ints:
    """Rows of people of a crowded unit in a week: not more than there is room for."""
    room = census.room.reshape(-1, census.weeks)
    rows = linear.hold(np.full(room.shape, -np.inf), room)
    unit = census.unit[alone.chosen_by()]
    is_counted = unit >= 0
    linear.count(rows[unit[is_counted], census.week[alone.option_class[is_counted]]], option[is_counted])
    return rows


def _trait(
    linear: LinearModel, census: Census, row_of: Small, in_classes: Counted, alone: Choosers, option: Ints
) -> Trait:
    """People of each value in each class; each trait is spread over the classes as if one did not know of the other."""
    rows, value_of = np.unique(row_of, return_inverse=True)
    people = np.bincount(value_of)
    # Where nobody has a value nothing is unfair.
    is_value = (rows < len(census.crowd_price) - 1)[:, None]
    low, high, price = (one.reshape(-1, census.classes)[rows] for one in (census.low, census.high, census.off_price))
    fair = linear.add(np.zeros(low.shape), least=low, most=np.where(is_value, high, people[:, None]))
    below = linear.add(price, most=low)
    above = linear.add(price)
    counted = Counted(more=(fair, above), less=below)
    whole = _spread(linear, counted, people)
    taken = _taken(linear, counted, value_of[alone.chosen_by()], alone.option_class, option)
    among = linear.hold(np.zeros(census.classes), np.zeros(census.classes))
    counted.count_in(linear, among[None, :])
    in_classes.count_in(linear, among, -1)
    return Trait(rows.astype(np.int64) - census.districts - 1, taken, whole, among)


def with_pools(model: Model, census: Census, pools: Pools, alone: Choosers) -> Model:
    """The model once units have pools that had none; the last of `pools` are theirs, and parties are of no pool."""
    linear, of_unit = model.linear, pools.of_units()[0]
    new = of_unit[len(model.seat) :]
    seat = linear.add(np.zeros((len(new), census.classes)))
    _seat_pools(linear, census, pools, new, seat, model.taken, model.of_week)
    pooled = _pooled(linear, pools, new, alone, seat, model.option)
    return model._replace(
        seat=np.concatenate([model.seat, seat]),
        pooled=np.concatenate([model.pooled, pooled]),
    )


def _seat_pools(
    linear: LinearModel, census: Census, pools: Pools, those: Ints, seat: Ints, taken: Ints, of_week: Ints
) -> None:
    """Let the seats of these pools take places of their cells, and of their units' weeks."""
    linear.count(taken[pools.district[those]], seat)
    linear.count(of_week[pools.unit[those]][:, census.week], seat)


def _pooled(linear: LinearModel, pools: Pools, those: Ints, alone: Choosers, seat: Ints, option: Ints) -> Ints:
    """Rows that give everybody of these pools an option of theirs or one of the pool's seats."""
    place = np.full(len(pools.district) + 1, -1)
    place[those] = np.arange(len(those))
    pool = place[pools.of_person]
    people = np.bincount(pool[pool >= 0], minlength=len(those))
    rows = linear.hold(people, people)
    linear.count(rows[:, None], seat)
    of_option = pool[alone.chosen_by()]
    linear.count(rows[of_option[of_option >= 0]], option[of_option >= 0])
    return rows
