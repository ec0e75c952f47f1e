"""The ledger's page right after a write, at 579 posts and at a hundred times as many, beside the one count it rests on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, played_story

COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.ledger_pages import main; main()")
ROOT: Final = Path(__file__).parent.parent
AT_ONCE: Final = 0.3
TOLD: Final = ("settled", "after_one", "after_a_class", "sums", "floor", "afresh", "settling")


def measure_ledger() -> list[Ratio]:
    """What a page costs after a write, and its statements."""
    played_story()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, env=environment)
    few, many = json.loads(done.stdout)
    for page in (few, many):
        told = ", ".join(f"{what} {page[what] * 1000:.0f} ms" for what in TOLD)
        sys.stderr.write(f"  {page['posts']} posts: {told}, {page['statements']} statements after a write\n")
    page = f"ledger's page of {many['posts']} posts"
    return [
        Ratio(what=f"{page} after a write", beside="300 ms", ours=many["after_one"], yardstick=AT_ONCE, goal=1),
        Ratio(
            what=f"{page} after a class was marked",
            beside="300 ms",
            ours=many["after_a_class"],
            yardstick=AT_ONCE,
            goal=1,
        ),
        Ratio(
            what=f"{page} after a write",
            beside="the database's one count of kept posts",
            ours=many["after_one"],
            yardstick=many["floor"],
        ),
        Ratio(
            what=f"{page} after a write",
            beside=f"of {few['posts']} posts",
            ours=many["after_one"],
            yardstick=few["after_one"],
        ),
        Ratio(
            what="the same, statements",
            beside=f"of {few['posts']} posts",
            ours=many["statements"],
            yardstick=few["statements"],
            goal=1,
        ),
    ]
