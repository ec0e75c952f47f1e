"""In which week everybody of a pool goes, so that no unit sends more people than it may: a greatest flow.

The linear model counts the people of a unit who choose; who of a whole district's pool is of which unit it does not know.
"""

from typing import NamedTuple

import numpy as np
from ortools.graph.python import max_flow

from khaigiang.solvers.allocation.city.arrays import Flags, Ints, Small
from khaigiang.solvers.allocation.city.census import FORBIDDEN, Census
from khaigiang.solvers.allocation.city.choosers import Pools


class Dealt(NamedTuple):
    """A pool for everybody again, its places in each class (shape: pools · classes), and the people who fit in no week."""

    pool_of: Ints
    places: Small
    short: Ints


def by_week(census: Census, pools: Pools, class_of: Small, places: Small) -> Dealt:
    """Finer pools for who has no class yet (-1): those of one pool and unit.

    Whoever fits in no week stays in their pool, with the places that are left. `places` has the shape (pools · classes).
    """
    unit = census.unit.astype(np.int64)
    waiting = np.flatnonzero((class_of < 0) & (unit >= 0))
    left = places.reshape(-1, census.classes).astype(np.int64)
    group, group_of = np.unique(
        pools.of_person[waiting] * (unit.max(initial=0) + 1) + unit[waiting], return_inverse=True
    )
    if not len(group):
        return Dealt(pools.of_person, places, waiting)
    pool, of_unit = np.divmod(group, unit.max() + 1)
    goes, led = _flow(census, left, pool, _room(census, class_of)[of_unit], waiting, group_of)
    pool_of = pools.of_person.copy()
    pool_of[waiting[goes]] = len(left) + group_of[goes]
    given = np.zeros((len(group), census.classes), np.int64)
    given[led.group, led.number] = led.people
    np.subtract.at(left, (pool[led.group], led.number), led.people)
    return Dealt(pool_of, np.concatenate([left, given]).astype(np.int32).ravel(), waiting[~goes])


class _Led(NamedTuple):
    """How many of a group go to a class."""

    group: Ints
    number: Ints
    people: Ints


def _room(census: Census, class_of: Small) -> Ints:
    """How many more each unit may send in each week."""
    seated = np.flatnonzero((class_of >= 0) & (census.unit >= 0))
    place = census.unit[seated].astype(np.int64) * census.weeks + census.week[class_of[seated]]
    away = np.bincount(place, minlength=len(census.room))
    return np.asarray(np.maximum(census.room - away, 0).reshape(-1, census.weeks))


def _flow(census: Census, places: Ints, pool: Ints, room: Ints, waiting: Ints, group_of: Ints) -> tuple[Flags, _Led]:
    """From people through their unit's weeks to classes: who gets there, and how many of a group go where.

    Nodes: the source, the sink, people, weeks of groups (in and out), cells of pools.
    """
    people, weeks, cells = len(waiting), room.size, places.size
    enter, leave, cell = 2 + people, 2 + people + weeks, 2 + people + 2 * weeks
    can_go = _can_go(census, places[pool[group_of]] > 0, waiting)
    who, week = np.nonzero(can_go)
    group, number = np.nonzero(places[pool] > 0)
    flow = max_flow.SimpleMaxFlow()
    flow.add_arcs_with_capacity(np.zeros(people, np.int64), 2 + np.arange(people), np.ones(people, np.int64))
    going = flow.add_arcs_with_capacity(
        2 + who, enter + group_of[who] * census.weeks + week, np.ones(len(who), np.int64)
    )
    flow.add_arcs_with_capacity(enter + np.arange(weeks), leave + np.arange(weeks), np.minimum(room.ravel(), people))
    leading = flow.add_arcs_with_capacity(
        leave + group * census.weeks + census.week[number],
        cell + pool[group] * census.classes + number,
        np.full(len(group), people),
    )
    flow.add_arcs_with_capacity(cell + np.arange(cells), np.ones(cells, np.int64), np.maximum(places.ravel(), 0))
    flow.solve(0, 1)
    goes = np.zeros(people, np.bool_)
    goes[who[np.asarray(flow.flows(going)) > 0]] = True
    led = np.asarray(flow.flows(leading))
    return goes, _Led(group[led > 0], number[led > 0], led[led > 0])


def _can_go(census: Census, is_open: Flags, people: Ints) -> Flags:
    """Which weeks have an open class that each of these can attend: shape (people, weeks)."""
    owner = np.repeat(np.arange(len(census.elsewhere)), np.diff(census.choice))
    place = np.full(len(census.elsewhere), -1, np.int64)
    place[people] = np.arange(len(people))
    is_banned = (census.choice_price >= FORBIDDEN // 2) & (place[owner] >= 0)
    attended = is_open.copy()
    attended[place[owner[is_banned]], census.choice_class[is_banned]] = False
    can_go = np.zeros((len(people), census.weeks), np.bool_)
    who, number = np.nonzero(attended)
    can_go[who, census.week[number]] = True
    return can_go
