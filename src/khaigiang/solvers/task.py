"""What a command that solves a file is asked to do."""

from dataclasses import dataclass
from pathlib import Path


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
