"""Runs every check and every test on both databases, two parts at a time, and closes with one line for each part."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack
from dataclasses import dataclass
from tempfile import TemporaryDirectory

from with_postgres import NoPostgres, running_cluster

# A part is one process: two parts at a time keep two cores busy to the end, and no part starts everything twice.
TOGETHER = 2
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0", "--durations=10")
# What no database can change is asked once: pure packages, the rules of the house, who may come in, how pages look,
# and commands in processes of their own, which lay their data on SQLite whatever the tests stand on.
ONCE = (
    "src/khaigiang/solvers",
    "src/khaigiang/papers",
    "src/khaigiang/lists",
    "src/khaigiang/vietnamese",
    "src/khaigiang/config/tests/test_commands_end_with_a_code.py",
    "tests/architecture",
    "tests/build",
    "tests/docs",
    "tests/templates",
    "tests/translations",
    "tests/trust",
    "tests/on_the_story/test_permission_matrix.py",
    "tests/on_the_story/test_every_page_in_the_browser.py",
    "tests/journeys/test_the_chain_is_walked_by_hand_from_an_empty_database.py",
)
# Pages of single features: on PostgreSQL the story asks every page and sends every form.
PAGES_ONCE = ("*/tests/test_pages*.py", "*/tests/*_pages.py")
ORDINARY = (*PYTEST, "-m", "not journey and not story")

CHECKS = (sys.executable, "scripts/check.py")
# The browser keeps an event loop in its process and the story a database: each has processes of its own.
ON_THE_STORY = {
    "the story": (*PYTEST, "-m", "story and not journey", "tests/on_the_story"),
    "journeys": (*PYTEST, "-m", "journey", "tests/journeys", "tests/on_the_story"),
}
# Its server stands on a database without a story and empties it after each test.
THE_FRAME = (*PYTEST, "-m", "journey", "tests/frame")
ON_SQLITE = {"tests": ORDINARY, **ON_THE_STORY}
LEFT_OUT = (*(f"--ignore={path}" for path in ONCE), *(f"--ignore-glob={pages}" for pages in PAGES_ONCE))
ON_POSTGRESQL = {part: (*command, *LEFT_OUT) for part, command in ON_SQLITE.items()}
LONGEST_FIRST = ("journeys", "the story", "tests")
SUMMARY = re.compile(r"=+ (.*(?:passed|failed|error|no tests).* in .*) =+")


@dataclass(frozen=True, slots=True)
class Part:
    """What is run as one process: its name, and the environment it is given."""

    name: str
    command: tuple[str, ...]
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one part went; `words` is pytest's closing line where there is one."""

    part: str
    passed: bool
    seconds: float
    processor: float
    words: str


def run(part: Part) -> Outcome:
    """Run one part and show what it said in one piece, for another part runs beside it."""
    started = time.monotonic()
    # Every process of a part would otherwise read all source anew.
    left_out = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}
    environment = {name: value for name, value in os.environ.items() if name not in left_out} | part.given
    with subprocess.Popen(
        part.command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment
    ) as process:
        output = process.stdout.read() if process.stdout else ""
        # What it and all that it waited for have cost; PostgreSQL's server and the browser are not in it.
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    print(f"\n━━ {part.name}\n{output}", flush=True)
    words = [match[1] for match in SUMMARY.finditer(output)]
    spent = used.ru_utime + used.ru_stime
    return Outcome(part.name, process.returncode == 0, time.monotonic() - started, spent, words[-1] if words else "")


def all_parts(sqlite: dict[str, str], postgresql: dict[str, str]) -> list[Part]:
    """Every part, those first that take longest, so that nothing long is left alone at the end."""
    here = {name: Part(f"{name} on SQLite", command, sqlite) for name, command in ON_SQLITE.items()}
    there = {name: Part(f"{name} on PostgreSQL", command, postgresql) for name, command in ON_POSTGRESQL.items()}
    once = [Part("the frame in the browser", THE_FRAME, sqlite), Part("checks", CHECKS, {})]
    on_both = [part for name in LONGEST_FIRST for part in (here[name], there[name])]
    return [part for part in on_both if postgresql or part in here.values()] + once


def run_together(parts: Iterable[Part]) -> Iterator[Outcome]:
    """Run the parts in their order, so many at a time, whatever happens to one of them."""
    with ThreadPoolExecutor(max_workers=TOGETHER) as pool:
        for ended in as_completed([pool.submit(run, part) for part in parts]):
            yield ended.result()


def run_all() -> Iterator[Outcome]:
    """Run everything; each database plays its story once, for all its parts."""
    with ExitStack() as opened:
        postgresql: dict[str, str] = {}
        try:
            url = opened.enter_context(running_cluster())
            postgresql = {"DATABASE_URL": url, "KHAIGIANG_STORIES": opened.enter_context(TemporaryDirectory())}
        except NoPostgres as refusal:
            yield Outcome("everything on PostgreSQL", passed=False, seconds=0, processor=0, words=str(refusal))
        sqlite = {"KHAIGIANG_STORIES": opened.enter_context(TemporaryDirectory())}
        yield from run_together(all_parts(sqlite, postgresql))


def main() -> int:
    """Run everything and say how each part went; returns 1 when one did not pass."""
    started = time.monotonic()
    outcomes = list(run_all())
    print("\n━━ together")
    for one in outcomes:
        times = f"{one.seconds:6.0f} s {one.processor:6.0f} s of processor"
        print(f"{'ok    ' if one.passed else 'FAILED'} {times}  {one.part}  {one.words}")
    print(f"       {time.monotonic() - started:6.0f} s together")
    return int(any(not one.passed for one in outcomes))


if __name__ == "__main__":
    sys.exit(main())
