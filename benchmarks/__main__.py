"""`make bench`: runs every `benchmarks/bench_*.py` and prints one table of ratios.

A file of measurements holds functions `measure_…() -> Ratio | list[Ratio]`. Words after the command choose files:
`python -m benchmarks certificates`.
"""

import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.frame import Ratio, table

Measure = Callable[[], Ratio | list[Ratio]]


def files(words: Sequence[str]) -> list[str]:
    """Names of the chosen files, all of them without a choice."""
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    return [name for name in names if not words or any(word in name for word in words)]


def measures(name: str) -> Iterator[tuple[str, Measure]]:
    """The measuring functions of one file, in the order they are written."""
    module = importlib.import_module(f"benchmarks.{name}")
    yield from ((key, value) for key, value in list(vars(module).items()) if key.startswith("measure_"))


def main(words: Sequence[str]) -> int:
    """Measure and print; returns 1 when a goal is missed, 2 when there is nothing to measure."""
    chosen = files(words)
    if not chosen:
        sys.stderr.write("No file benchmarks/bench_*.py matches.\n")
        return 2
    ratios: list[Ratio] = []
    with tempfile.TemporaryDirectory(prefix="khaigiang-bench-") as home:
        os.environ["KHAIGIANG_HOME"] = home
        for name in chosen:
            for key, measure in measures(name):
                print(f"… {name}.{key}", file=sys.stderr, flush=True)
                found = measure()
                ratios += found if isinstance(found, list) else [found]
    print(table(ratios))
    return int(any(ratio.verdict == "MISSED" for ratio in ratios))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
