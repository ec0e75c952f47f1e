"""The commands that solve a file: `khaigiang solve`, `allocate`, `timetable`. They need neither Django nor a database.

Exit codes: 0 the answer is written (that nothing fits is an answer), 1 refused with a sentence, 2 called wrongly.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from khaigiang.solvers.errors import MalformedProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One call: the file to read, the file to write, and how long to search.

    `started` is the reading of `time.perf_counter()` at which the process began; `steps` limits the work instead of
    the time, so that a run can be repeated exactly.
    """

    problem: Path
    out: Path
    seconds: float
    seed: int
    steps: int | None
    started: float


COMMANDS: Final[Mapping[str, Callable[[Task], None]]] = {}


def run(arguments: Sequence[str], *, started: float) -> int:
    """Run one command line (without the program's name); returns the exit code."""
    task = _parser(arguments[0]).parse_args(arguments[1:])
    try:
        COMMANDS[arguments[0]](Task(**vars(task), started=started))
    except (MalformedProblem, OSError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def _parser(command: str) -> ArgumentParser:
    parser = ArgumentParser(prog=f"khaigiang {command}")
    parser.add_argument("problem", type=Path, metavar="PROBLEM", help="the file to read")
    parser.add_argument("--out", type=Path, required=True, help="the file to write")
    parser.add_argument("--seconds", type=float, default=60.0, help="limit of the whole process, start-up included")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another search")
    parser.add_argument("--steps", type=int, help="limit of the work, for a search that can be repeated exactly")
    return parser
