"""Timetables of universities: beside plain annealing in the same time, and beside published results.

The published instances are not shipped. `KHAIGIANG_ITC` names a folder with instances in the form of the International
Timetabling Competition 2007: then each is solved with three seeds, KHAIGIANG_ITC_SECONDS (60) long, and a table tells
what was found; `comp01.ctt` … `comp21.ctt` are set beside what is published of them.
"""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG
from benchmarks.plain_annealing import annealed
from benchmarks.universities import write_university
from khaigiang.solvers.courses import cost
from khaigiang.solvers.courses.reading import read, read_timetable
from khaigiang.solvers.courses.solve import solve

SECONDS: Final = 15
SEEDS: Final = (1, 2, 3)

# Instance → cpsolver (UniTime's engine) at 60 s on one core with one seed, measured by us; the best known price.
# 15 is 03 under another name.
PUBLISHED: Final[Mapping[str, tuple[int, int]]] = {
    "comp01": (5, 5), "comp02": (60, 24), "comp03": (81, 64), "comp04": (42, 35), "comp05": (315, 284),
    "comp06": (54, 27), "comp07": (20, 6), "comp08": (46, 37), "comp09": (109, 96), "comp10": (18, 4),
    "comp11": (0, 0), "comp12": (344, 294), "comp13": (73, 59), "comp14": (56, 51), "comp16": (37, 18),
    "comp17": (81, 56), "comp18": (94, 61), "comp19": (70, 57), "comp20": (39, 4), "comp21": (118, 74),
}  # fmt: skip


def measure_courses() -> list[Ratio]:
    """Invented universities beside plain annealing, and the published ones where a folder holds them."""
    invented = [_invented(seed) for seed in (1, 2)]
    folder = os.environ.get("KHAIGIANG_ITC")
    return [*invented, *(_published(Path(folder)) if folder else [])]


def _invented(seed: int) -> Ratio:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.ctt"
        write_university(path, seed=seed)
        problem = read(path)
        first = solve(problem, seconds=SECONDS, steps=20_000, seed=seed).timetable
        plain = cost(problem, first).total + annealed(problem, first, seconds=SECONDS, seed=seed)
        ours = _price(path, seconds=SECONDS, seed=seed)
    return Ratio(
        what=f"price of the timetable of invented university {seed}, {SECONDS} s",
        beside="plain annealing",
        ours=ours,
        yardstick=plain,
        goal=0.5,
    )


def _published(folder: Path) -> list[Ratio]:
    seconds = int(os.environ.get("KHAIGIANG_ITC_SECONDS", "60"))
    sys.stderr.write(f"  {'instance':16}{'prices':>20}{'median':>8}{'cpsolver':>10}{'best known':>12}\n")
    medians = {path.stem: _median(path, seconds=seconds) for path in sorted(folder.glob("*.ctt"))}
    known = medians.keys() & PUBLISHED.keys()
    return [
        Ratio(
            what=f"sum of the median prices of {len(known)} published universities, {seconds} s",
            beside=beside,
            ours=sum(medians[name] for name in known),
            yardstick=sum(PUBLISHED[name][at] for name in known),
            goal=goal,
        )
        for at, beside, goal in ((0, "cpsolver, 60 s", 1), (1, "best known", 1.1))
        if known
    ]


def _median(path: Path, *, seconds: int) -> float:
    prices = [_price(path, seconds=seconds, seed=seed) for seed in SEEDS]
    median, (cpsolver, best) = statistics.median(prices), PUBLISHED.get(path.stem, ("", ""))
    told = " ".join(str(price) for price in prices)
    sys.stderr.write(f"  {path.stem:16}{told:>20}{median:8g}{cpsolver:>10}{best:>12}\n")
    return median


def _price(path: Path, *, seconds: int, seed: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "made.sol"
        words = ("solve", path, "--seconds", str(seconds), "--seed", str(seed), "--out", out)
        subprocess.run([KHAIGIANG, *words], check=True, stderr=subprocess.DEVNULL)
        return cost(read(path), read_timetable(out)).total
