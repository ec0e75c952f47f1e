"""A timetable made public to a thousand trainees: how long until everybody is told."""

import json
import os
import subprocess
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, running_server

ROOT: Final = Path(__file__).parents[1]
COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.thousand_trainees import main; main()")
GOAL: Final = 10


def measure_release() -> Ratio:
    """The release with its thousand notices, in one transaction."""
    with running_server():
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        made = subprocess.run(COMMAND, check=True, capture_output=True, text=True, env=environment)
    told = json.loads(made.stdout)
    assert told["told"] == 1000, told
    return Ratio(what="release to 1,000 trainees", beside=f"{GOAL} s", ours=told["seconds"], yardstick=GOAL, goal=1)
