"""Timetables of invented schools: the seed's case, a quarter of fifty classes, a year of five hundred.

Quick within `make bench`; with KHAIGIANG_BENCH=full every size gets the time its goal allows.
"""

import os
import sys
import time
from typing import Final

from benchmarks.frame import Ratio
from khaigiang.solvers.progress import Progress
from khaigiang.solvers.timetabling import Plan, broken_rules
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.schools import A_QUARTER, A_YEAR, SEED, School, a_school
from khaigiang.solvers.timetabling.warm import warm

IS_FULL: Final = os.environ.get("KHAIGIANG_BENCH") == "full"


def measure_the_seeds_case() -> Ratio:
    """Five classes of 22 pieces in the same three weeks, proven."""
    warm()
    plan = _solved(SEED, seconds=30)
    assert plan.status == "optimal"
    return Ratio(what="timetable of five classes at once, proven", beside="5 s", ours=plan.seconds, yardstick=5, goal=1)


def measure_a_quarter() -> list[Ratio]:
    """Fifty classes in thirteen weeks: how soon a first timetable, and how far from the bound in the end."""
    firsts: list[float] = []
    seconds = 60 if IS_FULL else 20
    plan = _solved(A_QUARTER, seconds=seconds, firsts=firsts)
    return [
        Ratio(what="first timetable of fifty classes", beside="10 s", ours=firsts[0], yardstick=10, goal=1),
        Ratio(
            what=f"cost of fifty classes after {seconds} s",
            beside="bound",
            ours=1 + plan.cost.total,
            yardstick=1 + plan.bound,
            goal=1.01 if IS_FULL else None,
        ),
    ]


def measure_a_year() -> list[Ratio]:
    """Five hundred classes in a year: how soon a first timetable, and how far from the bound in the end."""
    firsts: list[float] = []
    seconds = 300 if IS_FULL else 60
    plan = _solved(A_YEAR, seconds=seconds, firsts=firsts)
    return [
        Ratio(what="first timetable of 500 classes", beside="300 s", ours=firsts[0], yardstick=300, goal=1),
        Ratio(
            what=f"cost of 500 classes after {seconds} s",
            beside="bound",
            ours=1 + plan.cost.total,
            yardstick=1 + plan.bound,
        ),
    ]


def _solved(school: School, *, seconds: float, firsts: list[float] | None = None) -> Plan:
    problem = a_school(school)
    started = time.process_time()

    def watch(progress: Progress) -> bool:
        if firsts is not None and progress.cost is not None:
            firsts.append(progress.seconds)
        return True

    plan = solve(problem, seconds=seconds, watch=watch)
    assert broken_rules(problem, plan) == []
    spent = time.process_time() - started
    print(f"{school}: {plan.status}, {plan.cost}, bound {plan.bound}, processor {spent:.1f} s", file=sys.stderr)
    return plan
