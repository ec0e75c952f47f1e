"""Somebody is ill for two days while fifty classes meet: how soon the ways out are there, and how many they touch."""

import time
from collections import Counter
from typing import Final

from benchmarks.frame import Ratio
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling import Placement, Problem
from khaigiang.solvers.timetabling.repairs import Accident, Way
from khaigiang.solvers.timetabling.repairs.repair import Repair, repair
from khaigiang.solvers.timetabling.solve import solve
from khaigiang.solvers.timetabling.tests.schools import A_QUARTER, a_school
from khaigiang.solvers.timetabling.warm import warm

WAYS: Final[tuple[Way, ...]] = ("instead", "swap", "postpone")
IN_THE_MIDDLE: Final = slice(5, 7)


def measure_somebody_is_ill() -> list[Ratio]:
    """The busiest lecturer cannot come on two days of the middle; the three ways one after another."""
    warm()
    problem = a_school(A_QUARTER)
    before = solve(problem, seconds=30).placements
    ((ill, _lessons),) = Counter(one.lecturer_id for one in before if one.lecturer_id).most_common(1)
    days = sorted({one.slot.on for one in before if one.lecturer_id == ill})[IN_THE_MIDDLE]
    away = frozenset(slot for cls in problem.classes for slot in cls.slots if slot.on in days)
    started = time.perf_counter()
    found = [_mended(problem, before, Accident(lecturers={ill: away}), way, ill) for way in WAYS]
    seconds = time.perf_counter() - started
    best = min((one for one in found if one is not None), key=lambda one: one.people)
    return [
        Ratio(what="ways out among fifty classes", beside="5 s", ours=seconds, yardstick=5, goal=1),
        Ratio(what="people touched", beside="bound", ours=1 + best.people, yardstick=1 + best.bound, goal=1),
    ]


def _mended(problem: Problem, before: tuple[Placement, ...], accident: Accident, way: Way, ill: str) -> Repair | None:
    since = min(slot for slots in accident.lecturers.values() for slot in slots)
    try:
        return repair(problem, before, accident, way=way, since=since, knows=[ill], seconds=5)
    except NoPlanExists:
        return None
