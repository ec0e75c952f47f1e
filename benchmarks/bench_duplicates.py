"""The search for duplicates among 100,000 officials with a post each: done within a minute."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, played_story

COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.many_officials import main; main()")
ROOT: Final = Path(__file__).parent.parent
A_MINUTE: Final = 60


def measure_duplicates() -> Ratio:
    """Seconds from pressing the button to the list of pairs."""
    played_story()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, env=environment)
    told = json.loads(done.stdout)
    sys.stderr.write(
        f"  {told['people']} officials: {told['seconds']:.1f} s, {told['found']} likely pairs,"
        f" {told['planted_found']} of {told['planted']} planted\n"
    )
    assert told["planted_found"] == told["planted"], told
    return Ratio(
        what=f"search for duplicates among {told['people']} officials",
        beside="a minute",
        ours=told["seconds"],
        yardstick=A_MINUTE,
        goal=1,
    )
