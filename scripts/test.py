"""Runs every check and every test on both databases and closes with one line for each part."""

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from with_postgres import NoPostgres, running_cluster

PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "2", "--dist", "worksteal", "--durations=10")
# What no database can change is asked once: pure packages, the rules of the house, who may come in, how pages look.
ONCE = (
    "src/khaigiang/solvers",
    "src/khaigiang/papers",
    "src/khaigiang/lists",
    "src/khaigiang/vietnamese",
    "tests/architecture",
    "tests/build",
    "tests/docs",
    "tests/templates",
    "tests/translations",
    "tests/on_the_story/test_permission_matrix.py",
    "tests/on_the_story/test_every_page_in_the_browser.py",
    "tests/journeys/test_the_chain_is_walked_by_hand_from_an_empty_database.py",
)
ORDINARY = (*PYTEST, "-m", "not journey and not story")

CHECKS = (sys.executable, "scripts/check.py")
# The browser keeps an event loop in its process and the story a database: each has processes of its own.
ON_THE_STORY = {
    "the story": (*PYTEST, "-m", "story and not journey", "tests/on_the_story"),
    "journeys": (*PYTEST, "-m", "journey", "tests/journeys", "tests/on_the_story"),
}
ON_SQLITE = {"tests": ORDINARY, **ON_THE_STORY}
ON_POSTGRESQL = {part: (*command, *(f"--ignore={path}" for path in ONCE)) for part, command in ON_SQLITE.items()}
SUMMARY = re.compile(r"=+ (.*(?:passed|failed|error|no tests).* in .*) =+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one part went; `words` is pytest's closing line where there is one."""

    part: str
    passed: bool
    seconds: float
    processor: float
    words: str


def run(part: str, command: tuple[str, ...], given: dict[str, str]) -> Outcome:
    """Run one part, showing its output as it comes."""
    print(f"\n━━ {part}", flush=True)
    started, worked = time.monotonic(), processor_seconds()
    words = ""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | given
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            match = SUMMARY.search(line)
            words = match[1] if match else words
    return Outcome(part, process.returncode == 0, time.monotonic() - started, processor_seconds() - worked, words)


def processor_seconds() -> float:
    """What everything started so far and ended has cost (the server of PostgreSQL ends later and is not in it)."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_all() -> Iterator[Outcome]:
    """Run all parts, whatever happens to one of them; each database plays its story once, for all its parts."""
    yield run("checks", CHECKS, {})
    with TemporaryDirectory() as stories:
        for part, command in ON_SQLITE.items():
            yield run(f"{part} on SQLite", command, {"KHAIGIANG_STORIES": stories})
    try:
        with running_cluster() as url, TemporaryDirectory() as stories:
            for part, command in ON_POSTGRESQL.items():
                yield run(f"{part} on PostgreSQL", command, {"KHAIGIANG_STORIES": stories, "DATABASE_URL": url})
    except NoPostgres as refusal:
        yield Outcome("everything on PostgreSQL", passed=False, seconds=0, processor=0, words=str(refusal))


def main() -> int:
    """Run everything and say how each part went; returns 1 when one did not pass."""
    outcomes = list(run_all())
    print("\n━━ together")
    for one in outcomes:
        times = f"{one.seconds:6.0f} s {one.processor:6.0f} s of processor"
        print(f"{'ok    ' if one.passed else 'FAILED'} {times}  {one.part}  {one.words}")
    print(f"       {sum(one.seconds for one in outcomes):6.0f} s together")
    return int(any(not one.passed for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
