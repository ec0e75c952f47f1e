"""Compiling the kernels of this package before anybody waits for them."""

from datetime import date
from typing import Final

from khaigiang.solvers.progress import unwatched
from khaigiang.solvers.time_limit import TimeLimit
from khaigiang.solvers.timetabling.local import Effort, anneal
from khaigiang.solvers.timetabling.problem import Hall, Piece, Problem, Slot, TrainingClass

# Compiling is slow on a slow machine; a limit that ends meanwhile would leave the last kernel uncompiled.
COMPILED_WITHIN: Final = 3600


def warm() -> None:
    """Anneal a timetable of one piece."""
    piece = Piece(id="piece")
    cls = TrainingClass(id="class", pieces=(piece,), slots=(Slot(date(2026, 1, 5)),), participants=1)
    problem = Problem(classes=(cls,), lecturers=(), halls=(Hall(id="hall", capacity=1),))
    anneal(problem, effort=Effort(limit=TimeLimit(COMPILED_WITHIN), proposals=1), bound=0, seed=0, watch=unwatched)
