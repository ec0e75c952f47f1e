"""The command `khaigiang solve`: a `.ctt` file in, a timetable out."""

import sys
import time
from typing import Final

from khaigiang.solvers.courses.reading import read, write
from khaigiang.solvers.courses.solve import solve
from khaigiang.solvers.task import Task

# What writing the answer and ending the process take at most, on a busy machine.
TO_END: Final = 0.25


def answer(task: Task) -> None:
    """Solve the file and write its timetable; a line on standard error says what it costs and what is proven.

    Where no timetable was found nothing is written: the form has no way to say so.
    """
    problem = read(task.problem)
    left = task.seconds - TO_END - (time.perf_counter() - task.started)
    plan = solve(problem, seconds=left, seed=task.seed, steps=task.steps)
    write(task.out, plan.timetable)
    parts = plan.cost
    proven = "nothing costs less" if plan.status == "optimal" else f"nothing costs less than {plan.bound}"
    sys.stderr.write(
        f"{parts.total} = {parts.seats} seats + {parts.days} days + {parts.gaps} gaps + {parts.rooms} rooms; {proven}\n"
    )
