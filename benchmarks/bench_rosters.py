"""Lists of offices: one of 579 rows taken in, and 100,000 new people taken over beside bare `bulk_create`."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, played_story

COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.long_lists import main; main()")
ROOT: Final = Path(__file__).parent.parent
TEN_SECONDS: Final = 10
MEMORY: Final = 300


def measure_rosters() -> list[Ratio]:
    """Seconds and memory of taking lists in and over."""
    played_story()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(done.stdout)
    sys.stderr.write(
        f"  579 rows taken in: {told['staged_seconds']:.1f} s, the reader {told['child_megabytes']:.0f} MB;"
        f" {told['people']} people taken over: {told['confirm_seconds']:.1f} s, {told['confirm_megabytes']:.0f} MB more\n"
    )
    return [
        Ratio(what="579 rows taken in", beside="10 s", ours=told["staged_seconds"], yardstick=TEN_SECONDS, goal=1),
        Ratio(
            what="memory of the reader of 579 rows",
            beside="300 MB",
            ours=told["child_megabytes"],
            yardstick=MEMORY,
            goal=1,
        ),
        Ratio(
            what=f"{told['people']} people of a list taken over",
            beside="bulk_create",
            ours=told["confirm_seconds"],
            yardstick=told["bare_seconds"],
            goal=2,
        ),
    ]
