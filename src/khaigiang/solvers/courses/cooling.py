"""Between which temperatures a university is annealed."""

from typing import Final

import numpy as np

from khaigiang.solvers.cooling import cooled
from khaigiang.solvers.courses.board import Facts

# A lecture of a course in forty curricula may cost forty gaps wherever it goes: below some temperature it stays where
# it is, and the week around it has found its shape for good (comp05). So the search begins the hotter the more
# curricula a lecture belongs to, by the root of the mean square, since it is the large ones that freeze.
HOT_FOR_EACH_CURRICULUM: Final = 1.1
HOTTEST_AT_LEAST: Final = 2.0

# A quick cooling first: what is easy meets its bound there, and the rest of the time is saved.
QUICK: Final = 0.05

# Where one in four thousand of the steps that cost 1 is taken.
COLDEST: Final = 0.12


def hottest(facts: Facts) -> float:
    """The temperature at which the search of a university begins."""
    curricula = np.diff(facts.curricula_from)[facts.course_of].astype(np.float64)
    if len(curricula) == 0:
        return HOTTEST_AT_LEAST
    return max(HOTTEST_AT_LEAST, HOT_FOR_EACH_CURRICULUM * float(np.sqrt(np.mean(curricula**2))))


def temperature(hot: float, share: float) -> float:
    """The temperature when a share of the time is spent: once quickly down to the coldest, then again slowly."""
    if share < QUICK:
        return cooled(hot, COLDEST, share / QUICK)
    return cooled(hot, COLDEST, (share - QUICK) / (1 - QUICK))
