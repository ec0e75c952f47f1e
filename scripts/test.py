"""Runs every check and every test, and on PostgreSQL too what a database can change; closes with one line for each part.

A part is one process; one more of them runs at a time than there are cores.
"""

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

# Cores stay busy to the end, and no part starts everything twice; a part that waits for its browser, its database or a
# process it started leaves its core to the one that is too many.
TOGETHER = len(os.sched_getaffinity(0)) + 1
PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-n", "0", "--durations=10")
SOLVERS = "src/khaigiang/solvers"
# What no database can change is asked once (docs/decisions/0021): pure packages, the frame and the rules of the house,
# what pages and papers say, and commands in processes of their own, which lay their data on SQLite whatever the tests
# stand on.
ONCE = (
    "src/khaigiang/papers",
    "src/khaigiang/lists",
    "src/khaigiang/vietnamese",
    "src/khaigiang/ground/web",
    "src/khaigiang/doors/portals",
    "src/khaigiang/planning/templates",
    "src/khaigiang/recognition/dossiers",
    "src/khaigiang/config/tests/test_commands_end_with_a_code.py",
    "tests/architecture",
    "tests/build",
    "tests/docs",
    "tests/frame",
    "tests/templates",
    "tests/translations",
    "tests/trust",
)
# The same in single features.
ALIKE_ONCE = tuple(
    f"*/tests/{name}.py"
    for name in (
        *("test_pages*", "*_pages", "*_screen", "*papers", "test_letters_*", "test_mail_*", "test_own_templates"),
        *("test_access", "test_approval", "test_names*", "*rules", "test_life*", "*_random_lives"),
        *("*allocation", "test_proposals", "test_nothing_fits", "test_why_here"),
    )
)
ORDINARY = (*PYTEST, "-m", "not journey and not story", f"--ignore={SOLVERS}")

CHECKS = (sys.executable, "scripts/check.py")
# The browser keeps an event loop in its process and the story a database: each has processes of its own.
STORY = (*PYTEST, "-m", "story and not journey")
# On PostgreSQL the story asks every page, sends every form and reads every table, for all the pages of features that
# are asked on SQLite.
ON_POSTGRESQL_ALONE = (
    "tests/on_the_story/test_bad_input.py",
    "tests/on_the_story/test_every_table_as_a_file.py",
    "tests/on_the_story/test_one_entry_for_every_act.py",
)
# What is written in SQL, and the walk over all relations.
ON_BOTH = (
    "tests/on_the_story/test_merging_two_records.py",
    "tests/on_the_story/test_the_figures_of_the_article.py",
    "tests/on_the_story/test_the_ledger_always_closes.py",
)
JOURNEY = (*PYTEST, "-m", "journey")
MARKS = "tests/journeys/test_a_teacher_runs_a_day_and_enters_marks.py"
TWO_WRITERS = f"{MARKS}::test_the_second_of_two_writers_is_told_and_loses_nothing"
LEFT_OUT = (*(f"--ignore={path}" for path in ONCE), *(f"--ignore-glob={alike}" for alike in ALIKE_ONCE))
SQLITE, POSTGRESQL = "SQLite", "PostgreSQL"
# Those first that take longest, so that nothing long is left alone at the end; but of two that stand on one story, the
# second waits for the first to play it.
PARTS = (
    ("the story", SQLITE, (*STORY, "tests/on_the_story", *(f"--ignore={path}" for path in ON_POSTGRESQL_ALONE))),
    ("the story", POSTGRESQL, (*STORY, *ON_POSTGRESQL_ALONE, *ON_BOTH)),
    ("tests", SQLITE, ORDINARY),
    ("journeys", SQLITE, (*JOURNEY, "tests/journeys")),
    ("tests", POSTGRESQL, (*ORDINARY, *LEFT_OUT)),
    ("every page in the browser", SQLITE, (*JOURNEY, "tests/on_the_story")),
    ("solvers", SQLITE, (*PYTEST, SOLVERS)),
    # Two who write at once are kept apart by the server and its database; what a browser does changes with neither.
    ("a journey", POSTGRESQL, (*JOURNEY, TWO_WRITERS)),
    # Its server stands on a database without a story and empties it after each test.
    ("the frame in the browser", SQLITE, (*JOURNEY, "tests/frame")),
)
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


def all_parts(given: dict[str, dict[str, str]]) -> list[Part]:
    """Every part on a database that is there, in the order in which they begin."""
    parts = [
        Part(f"{name} on {database}", command, given[database])
        for name, database, command in PARTS
        if database in given
    ]
    return [*parts, Part("checks", CHECKS, {})]


def run_together(parts: Iterable[Part]) -> Iterator[Outcome]:
    """Run the parts in their order, so many at a time, whatever happens to one of them."""
    with ThreadPoolExecutor(max_workers=TOGETHER) as pool:
        for ended in as_completed([pool.submit(run, part) for part in parts]):
            yield ended.result()


def run_all() -> Iterator[Outcome]:
    """Run everything; each database plays its story once, for all its parts."""
    with ExitStack() as opened:
        given = {SQLITE: {"KHAIGIANG_STORIES": opened.enter_context(TemporaryDirectory())}}
        try:
            url = opened.enter_context(running_cluster())
            stories = opened.enter_context(TemporaryDirectory())
            given[POSTGRESQL] = {"DATABASE_URL": url, "KHAIGIANG_STORIES": stories}
        except NoPostgres as refusal:
            yield Outcome("everything on PostgreSQL", passed=False, seconds=0, processor=0, words=str(refusal))
        yield from run_together(all_parts(given))


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
