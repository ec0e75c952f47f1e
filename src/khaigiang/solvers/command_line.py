"""The commands that solve a file: `khaigiang solve`, `allocate`, `timetable`. They need neither Django nor a database.

Exit codes: 0 the answer is written, 1 refused or unanswered with a sentence, 2 called wrongly.
"""

import gc
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from khaigiang.solvers.allocation.allocate import allocate
from khaigiang.solvers.errors import MalformedProblem, NoPlanExists, NoPlanInTime
from khaigiang.solvers.task import Task
from khaigiang.solvers.timetabling.on_file import timetable


def solve(task: Task) -> None:
    """Find a timetable for the courses of a university: `.ctt` in, a line `course room day period` a lecture out."""
    from khaigiang.solvers.courses.command import answer  # noqa: PLC0415  no other command needs its kernels

    answer(task)


COMMANDS: Final[Mapping[str, Callable[[Task], None]]] = {"allocate": allocate, "solve": solve, "timetable": timetable}


def run(arguments: Sequence[str], *, started: float) -> int:
    """Run one command line (without the program's name); returns the exit code."""
    task = _parser(arguments[0]).parse_args(arguments[1:])
    # The process ends with its answer, and a million people stay until then: looking for what could go costs a fifth of the time.
    gc.disable()
    try:
        COMMANDS[arguments[0]](Task(**vars(task), started=started))
    except (MalformedProblem, NoPlanExists, NoPlanInTime, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def _parser(command: str) -> ArgumentParser:
    parser = ArgumentParser(prog=f"khaigiang {command}", description=COMMANDS[command].__doc__)
    parser.add_argument("problem", type=Path, metavar="PROBLEM", help="the file to read")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--seconds", type=_a_time, default=60.0, help="limit of the whole process, start-up included")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another search")
    parser.add_argument("--steps", type=int, help="limit of the work, for a search that can be repeated exactly")
    return parser


def _a_time(words: str) -> float:
    seconds = float(words)
    if not 0 <= seconds < float("inf"):
        raise ValueError(words)
    return seconds
