"""The same problem and seed give the same plan in every process, whatever order Python gives its sets there."""

import subprocess
import sys
from os import environ

PRINT_THE_PLANS = """
from khaigiang.solvers.allocation.solve import solve as allocated
from khaigiang.solvers.allocation.tests.makers import a_programme_of_579_officials
from khaigiang.solvers.groups.solve import solve as divided
from khaigiang.solvers.groups.tests.makers import a_class_of
from khaigiang.solvers.timetabling.solve import solve as timetabled
from khaigiang.solvers.timetabling.tests.makers import MONDAY, a_programme_of_22_half_days

print(sorted(allocated(a_programme_of_579_officials(), seconds=60).assignment.items()))
print(timetabled(a_programme_of_22_half_days((MONDAY, MONDAY)), seconds=60).placements)
print(sorted(divided(a_class_of(107), seconds=60).division.items()))
"""


def plans(hash_seed: str) -> str:
    process = subprocess.run(
        [sys.executable, "-c", PRINT_THE_PLANS],
        env={**environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return process.stdout


def test_two_processes_make_the_same_plans() -> None:
    one, other = plans("1"), plans("2")

    assert one == other
    assert len(one.splitlines()) == 3
