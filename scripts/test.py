"""Runs every check and every test on both databases and closes with one line for each part."""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass

PYTEST = (sys.executable, "-m", "pytest", "-p", "no:cacheprovider")
TWO_AT_A_TIME = ("-n", "2", "--dist", "worksteal")
ON_POSTGRESQL = (sys.executable, "scripts/with_postgres.py")
# Pure packages know no database: once is enough.
WITHOUT_PURE = ("--ignore=src/khaigiang/solvers", "--ignore=src/khaigiang/papers")
NO_JOURNEY, JOURNEY = ("-m", "not journey and not story"), ("-m", "journey")
STORY = ("-m", "story and not journey", "tests/on_the_story")

PARTS: dict[str, tuple[str, ...]] = {
    "checks": (sys.executable, "scripts/check.py"),
    "tests on SQLite": (*PYTEST, *TWO_AT_A_TIME, *NO_JOURNEY),
    "tests on PostgreSQL": (*ON_POSTGRESQL, *PYTEST, *TWO_AT_A_TIME, *NO_JOURNEY, *WITHOUT_PURE),
    "the story on SQLite": (*PYTEST, *TWO_AT_A_TIME, *STORY),
    "journeys on SQLite": (*PYTEST, *JOURNEY),
}
SUMMARY = re.compile(r"=+ (.*(?:passed|failed|error|no tests).* in .*) =+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one part went; `words` is pytest's closing line where there is one."""

    part: str
    passed: bool
    seconds: float
    words: str


def run(part: str, command: tuple[str, ...]) -> Outcome:
    """Run one part, showing its output as it comes."""
    print(f"\n━━ {part}", flush=True)
    started = time.monotonic()
    words = ""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        for line in process.stdout or ():
            sys.stdout.write(line)
            sys.stdout.flush()
            match = SUMMARY.search(line)
            words = match[1] if match else words
    return Outcome(part, process.returncode == 0, time.monotonic() - started, words)


def main() -> int:
    """Run all parts, whatever happens to one of them; returns 1 when one did not pass."""
    outcomes = [run(part, command) for part, command in PARTS.items()]
    print("\n━━ together")
    for outcome in outcomes:
        print(f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.seconds:6.0f} s  {outcome.part}  {outcome.words}")
    return int(any(not outcome.passed for outcome in outcomes))


if __name__ == "__main__":
    sys.exit(main())
