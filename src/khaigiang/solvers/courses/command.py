"""The command `khaigiang solve`: a `.ctt` file in, a timetable out."""

import sys
import time

from khaigiang.solvers.courses.reading import read, write
from khaigiang.solvers.courses.solve import solve
from khaigiang.solvers.task import Task


def answer(task: Task) -> None:
    """Solve the file and write its timetable; a line on standard error says what it costs and what is proven.

    Where no timetable was found nothing is written: the form has no way to say so.
    """
    problem = read(task.problem)
    plan = solve(problem, seconds=_left(task), seed=task.seed, steps=task.steps)
    write(task.out, plan.timetable)
    parts = plan.cost
    proven = "không thể rẻ hơn" if plan.status == "optimal" else f"không thể dưới {plan.bound}"
    sys.stderr.write(
        f"Giá {parts.total} = {parts.seats} thiếu chỗ + {parts.days} thiếu ngày + {parts.gaps} lẻ buổi"
        f" + {parts.rooms} đổi phòng; {proven}\n"
    )


def _left(task: Task) -> float:
    # A busy machine may let the search wait for its next look at the clock, and the answer for its writing.
    to_end = min(1, 0.3 + task.seconds / 200)
    return task.seconds - to_end - (time.perf_counter() - task.started)
