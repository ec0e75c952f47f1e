"""Search answers as one types: 100,000 officials, in 50 ms at the server."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from benchmarks.frame import Ratio
from benchmarks.installation import KHAIGIANG, played_story

COMMAND: Final = (KHAIGIANG, "shell", "-v", "0", "-c", "from benchmarks.many_searches import main; main()")
ROOT: Final = Path(__file__).parent.parent
AS_ONE_TYPES: Final = 50


def measure_search() -> list[Ratio]:
    """Milliseconds of a search, its count and first page; those of the page as htmx asks for it are told beside."""
    played_story()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    done = subprocess.run(COMMAND, stdout=subprocess.PIPE, text=True, check=True, env=environment)
    told = json.loads(done.stdout)
    for one in told:
        (half, most), (page_half, page_most) = one["search"], one["page"]
        sys.stderr.write(
            f"  {one['what']}: search p50 {half:.0f} ms, p95 {most:.0f} ms;"
            f" page p50 {page_half:.0f} ms, p95 {page_most:.0f} ms\n"
        )
    return [
        Ratio(what=f"search: {one['what']}", beside="50 ms", ours=one["search"][1], yardstick=AS_ONE_TYPES, goal=1)
        for one in told
    ]
