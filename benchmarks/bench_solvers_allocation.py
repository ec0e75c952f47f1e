"""Allocations from a thousand people to a city: how far the plan is from what is proven, and how the time grows.

KHAIGIANG_BENCH_PEOPLE names the largest size (20,000 without it; 1,000,000 is the whole table, some minutes).
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks.frame import Ratio
from khaigiang.solvers.allocation.form import PlanForm
from khaigiang.solvers.allocation.tests.makers import a_city, a_programme_of_579_officials

# People, classes, seconds of the whole process.
SIZES = ((1_000, 10, 5.0), (5_000, 50, 10.0), (20_000, 100, 20.0), (100_000, 200, 30.0), (1_000_000, 500, 60.0))
LARGEST = int(os.environ.get("KHAIGIANG_BENCH_PEOPLE", "20000"))
GAP = 0.001


def measure_a_programme() -> Ratio:
    """579 people, five classes, every rule at work: proven in two seconds of the whole process."""
    seconds, plan = _allocate(msgspec.json.encode(a_programme_of_579_officials()), limit=20.0)
    return Ratio(what=f"579 people in 5 classes: {plan.status}", beside="2 s", ours=seconds, yardstick=2.0, goal=1.0)


def measure_growth() -> list[Ratio]:
    """Each size: the cost beside the bound; the time is drawn on standard error."""
    return [_size(*size) for size in SIZES if size[0] <= LARGEST]


def _size(people: int, classes: int, limit: float) -> Ratio:
    seconds, plan = _allocate(msgspec.json.encode(a_city(people=people, classes=classes)), limit=limit)
    cost = plan.cost.total if plan.cost else float("inf")
    bar = "█" * round(seconds)
    print(f"{people:>9,} people {classes:>4} classes {seconds:6.1f} s of {limit:g} {bar}", file=sys.stderr)
    return Ratio(
        what=f"{people:,} people in {classes} classes: cost in {limit:g} s",
        beside="proven bound",
        ours=cost,
        yardstick=max(1, plan.bound or 0),
        goal=1 + GAP,
    )


def _allocate(problem: bytes, *, limit: float) -> tuple[float, PlanForm]:
    with tempfile.TemporaryDirectory() as folder:
        question, answer = Path(folder) / "problem.json", Path(folder) / "plan.json"
        question.write_bytes(problem)
        started = time.perf_counter()
        command = [sys.executable, "-m", "khaigiang", "allocate", str(question), "--out", str(answer)]
        subprocess.run([*command, "--seconds", str(limit)], check=True)
        return time.perf_counter() - started, msgspec.json.decode(answer.read_bytes(), type=PlanForm)
