"""Why nothing fits, told of 10,000 people with a contradiction planted among them; and who meets whom in three rounds."""

import sys
import time
from dataclasses import replace
from typing import Final

from benchmarks.frame import Ratio
from khaigiang.solvers.allocation.conflict import smallest_conflict
from khaigiang.solvers.allocation.tests.planted import PLANTS, a_roomy_problem
from khaigiang.solvers.groups.rounds import Rounds, meetings, pairs_that_could_meet
from khaigiang.solvers.groups.rounds.solve import solve
from khaigiang.solvers.groups.tests.makers import a_class_of, make_problem

PEOPLE: Final = 10_000
IN_SECONDS: Final = 10
PROPOSALS: Final = 6_000_000


def measure_contradictions() -> list[Ratio]:
    """Processor seconds for every kind of contradiction, and how large what is found is beside what was planted."""
    problem = a_roomy_problem(PEOPLE, parallel=2)
    longest, largest = 0.0, 0.0
    for name, plant in PLANTS.items():
        planted = plant(problem)
        started = time.process_time()
        found = smallest_conflict(planted.problem, seconds=60)
        seconds = time.process_time() - started
        sys.stderr.write(f"  {name}: {len(planted.demands)} planted, {len(found)} found in {seconds:.1f} s\n")
        longest, largest = max(longest, seconds), max(largest, len(found) / len(planted.demands))
    return [
        Ratio(what=f"longest contradiction among {PEOPLE}", beside="10 s", ours=longest, yardstick=IN_SECONDS, goal=1),
        Ratio(what="largest contradiction", beside="the planted one", ours=largest, yardstick=1, goal=1),
    ]


def measure_rounds() -> list[Ratio]:
    """Pairs that could meet at most beside those that do; meetings again of 32 golfers in ten weeks are told."""
    class_of_107 = replace(a_class_of(107), min_size=10, max_size=12)
    eleven = replace(class_of_107, min_size=8, groups=11)
    plain = replace(class_of_107, weights={})
    ratios = []
    for what, problem in (
        ("107 people", plain),
        ("107 mixed people", class_of_107),
        ("107 mixed people in 11 groups", eleven),
    ):
        rounds = Rounds(problem=problem, rounds=3)
        met = len(meetings(solve(rounds, seconds=600, steps=PROPOSALS).divisions))
        could = pairs_that_could_meet(rounds)
        ratios.append(
            Ratio(what=f"pairs of {what} in 3 rounds: at most", beside="met", ours=could, yardstick=met, goal=1.02)
        )
    golf = Rounds(problem=make_problem(32, fewest=4, most=4, weights={}), rounds=10)
    again = solve(golf, seconds=600, steps=PROPOSALS).cost.again
    sys.stderr.write(f"  32 golfers in fours, ten weeks: {again} of 480 meetings are again\n")
    return ratios
