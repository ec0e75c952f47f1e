"""The ledger's page at 579 posts and at a hundred times as many: the same statements, and the same time a post."""

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
# A page has its frame to pay for besides its posts, so a straight line costs less than 1 a post.
LINEAR: Final = 1
# While nothing has been written the ledger is kept: its page then waits for nobody.
AT_ONCE: Final = 300


def measure_ledger() -> list[Ratio]:
    """Time a post of a page a hundred times as long, and its statements."""
    played_story()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=True, env=environment)
    few, many = json.loads(done.stdout)
    for page in (few, many):
        told = (
            f"{page['posts']} posts: {page['first'] * 1000:.0f} ms when it is read, {page['seconds'] * 1000:.0f} ms"
            f" while it is kept, {page['statements']} statements"
        )
        sys.stderr.write(f"  {told}\n")
    return [
        Ratio(
            what=f"ledger of {many['posts']} posts when it is read, time a post",
            beside=f"of {few['posts']} posts",
            ours=many["first"] / many["posts"],
            yardstick=few["first"] / few["posts"],
            goal=LINEAR,
        ),
        Ratio(
            what="its page while it is kept, milliseconds",
            beside="300 ms",
            ours=many["seconds"] * 1000,
            yardstick=AT_ONCE,
            goal=1,
        ),
        Ratio(
            what="the same, statements",
            beside=f"of {few['posts']} posts",
            ours=many["statements"],
            yardstick=few["statements"],
            goal=1,
        ),
    ]
