"""Compiles every search kernel once and keeps it, so that no user waits for it: `python -m khaigiang.solvers.warm`.

Part of setting the product up, and of upgrading it; see docs/operations.md.
"""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Final

from khaigiang.solvers.allocation.warm import warm as warm_allocation
from khaigiang.solvers.compiled import kept_in
from khaigiang.solvers.courses.warm import warm as warm_courses
from khaigiang.solvers.groups.rounds.warm import warm as warm_rounds
from khaigiang.solvers.timetabling.warm import warm as warm_timetabling

WARMED: Final[tuple[Callable[[], None], ...]] = (warm_allocation, warm_courses, warm_rounds, warm_timetabling)


def main() -> None:
    """Solve one small problem with each package that has kernels; it is quick when all of them are kept already."""
    if kept_in() is None:
        sys.stderr.write("No folder can be written, so every run compiles its search anew (half a minute).\n")
        return
    # Compiling keeps one core busy; packages do not wait for each other.
    with ProcessPoolExecutor(max_workers=2, mp_context=get_context("spawn")) as pool:
        for warmed in [pool.submit(warm) for warm in WARMED]:
            warmed.result()


if __name__ == "__main__":
    main()
