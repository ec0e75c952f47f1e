"""A plan for a whole city: the best found in time, and what is proven about it."""

import numpy as np

from khaigiang.solvers.allocation.city.arrays import Ints, Small
from khaigiang.solvers.allocation.city.census import Census, cells_of_places, census_of
from khaigiang.solvers.allocation.city.draft import Sizes
from khaigiang.solvers.allocation.city.pace import Pace
from khaigiang.solvers.allocation.city.search import State, search
from khaigiang.solvers.allocation.problem import Cost, Plan, Problem
from khaigiang.solvers.errors import NoPlanInTime
from khaigiang.solvers.progress import Progress, Watch
from khaigiang.solvers.time_limit import TimeLimit

# The share of the time until no hard rule may be broken any more; among so few people it is then asked whether the rules
# contradict each other.
UNTIL_LAWFUL = 0.7
FEW_PEOPLE = 20_000
USUAL_SIZES = Sizes()


def solve(
    problem: Problem, *, limit: TimeLimit, seed: int, steps: int | None, watch: Watch, sizes: Sizes = USUAL_SIZES
) -> Plan:
    """The best plan found until the limit ends, `steps` pieces of work are done or `watch` stops the search.

    Raises NoPlanExists when it is proven, NoPlanInTime when no plan was found in the time meant for the first.
    """
    census = census_of(problem)
    state = _last_state(census, limit, seed, steps, watch, sizes)
    if not state.is_lawful:
        raise NoPlanInTime
    ids = [cls.id for cls in problem.classes]
    cost = cost_of(problem, census, state.class_of)
    return Plan(
        status="optimal" if cost.total == state.bound else "feasible",
        assignment={
            person.id: ids[number] for person, number in zip(problem.people, state.class_of.tolist(), strict=True)
        },
        cost=cost,
        bound=state.bound,
        seconds=limit.spent(),
    )


def _last_state(census: Census, limit: TimeLimit, seed: int, steps: int | None, watch: Watch, sizes: Sizes) -> State:
    pace, before, is_drafted = Pace(limit, steps), limit.spent(), False
    for state in search(census, seed, pace, sizes):
        pace.pieces += 1
        # What the draft took says nothing about the pieces of work that come next.
        took, before = limit.spent() - before if is_drafted else 0.0, limit.spent()
        is_drafted = state.price is not None
        is_doubtful = not state.is_lawful and state.price is not None and len(census.elsewhere) <= FEW_PEOPLE
        patience = UNTIL_LAWFUL if is_doubtful else 1.0
        if pace.pieces == steps or patience * limit.seconds - before < took:
            break
        if not watch(Progress(seconds=before, cost=state.price if state.is_lawful else None, bound=state.bound)):
            break
    return state


def cost_of(problem: Problem, census: Census, class_of: Small) -> Cost:
    """The price of a plan by part, as `check.cost` reckons it, from numbers."""
    classes, people = census.classes, census.rows.shape[0]
    count = np.zeros(len(census.low), np.int64)
    for column in range(census.rows.shape[1]):
        count += np.bincount(census.rows[:, column].astype(np.int64) * classes + class_of, minlength=len(count))
    off = census.off_price * (np.maximum(census.low - count, 0) + np.maximum(count - census.high, 0))
    size, off_places = int(off[:classes].sum()), int(off[cells_of_places(problem)[0]].sum())
    crowd = np.maximum(count - census.limit, 0).reshape(-1, classes).sum(axis=1)
    moved = _moved(problem, class_of) if problem.keep else 0
    own = int(_own(census, class_of, people).sum())
    return Cost(
        size=size,
        prefer=own - moved,
        crowding=int((crowd * census.crowd_price).sum()),
        balance=int(off.sum()) - size - off_places,
        moved=moved,
        places=off_places,
    )


def _own(census: Census, class_of: Small, people: int) -> Ints:
    """What each person pays alone: elsewhere, unless their class has a price of its own."""
    owner = np.repeat(np.arange(people), np.diff(census.choice))
    here = census.choice_class == class_of[owner]
    own = census.elsewhere.copy()
    own[owner[here]] += census.choice_price[here]
    return own


def _moved(problem: Problem, class_of: Small) -> int:
    ids = [cls.id for cls in problem.classes]
    here = {person.id: ids[int(number)] for person, number in zip(problem.people, class_of.tolist(), strict=True)}
    moved = sum(here[person_id] != class_id for person_id, class_id in problem.keep.items())
    return problem.weights.moved * moved
