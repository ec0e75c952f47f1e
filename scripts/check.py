"""Runs every static check, two at a time, and says which ones did not pass (`--fix` repairs what tools can)."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

BIN = Path(sys.executable).parent


@dataclass(frozen=True, slots=True)
class Check:
    """One tool with its arguments and a name a person recognises."""

    name: str
    command: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went."""

    check: Check
    passed: bool
    seconds: float
    output: str


CHECKS = (
    Check("types (mypy)", ("mypy",)),
    Check("style (ruff)", ("ruff", "check")),
    Check("layout of code (ruff format)", ("ruff", "format", "--check")),
    Check("imports (import-linter)", ("lint-imports", "--no-logo", "--no-cache")),
    Check("dependencies declared (deptry)", ("deptry", "src")),
    Check("dependencies agree (pip check)", ("python", "-m", "pip", "check")),
    Check("templates (djlint)", ("djlint", "--lint", "--quiet", "src")),
    Check("settings (check)", ("khaigiang", "check", "--fail-level", "WARNING")),
    Check("migrations (makemigrations)", ("khaigiang", "makemigrations", "--check", "--dry-run")),
)
REPAIRS = (
    Check("style", ("ruff", "check", "--fix", "--quiet")),
    Check("layout of code", ("ruff", "format", "--quiet")),
)


def run(check: Check) -> Outcome:
    """Run one check quietly and keep what it said."""
    started = time.monotonic()
    program, *arguments = check.command
    # Not in a person's data folder.
    environment = {**os.environ, "KHAIGIANG_SETTINGS": "test"}
    done = subprocess.run([BIN / program, *arguments], env=environment, capture_output=True, text=True, check=False)
    output = (done.stdout + done.stderr).strip()
    return Outcome(check, done.returncode == 0, time.monotonic() - started, output)


def run_all(checks: Sequence[Check]) -> list[Outcome]:
    """Run the checks two at a time; print a line for each, and at the end the words of those that failed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = []
        for outcome in pool.map(run, checks):
            outcomes.append(outcome)
            print(
                f"{'ok    ' if outcome.passed else 'FAILED'} {outcome.seconds:5.1f} s  {outcome.check.name}", flush=True
            )
    for outcome in outcomes:
        if not outcome.passed:
            print(f"\n── {outcome.check.name}: {' '.join(outcome.check.command)}\n{outcome.output}", flush=True)
    return outcomes


def main(arguments: Sequence[str]) -> int:
    """Check, or repair with `--fix` and then check; returns 1 when something is left."""
    if "--fix" in arguments:
        run_all(REPAIRS)
    return int(any(not outcome.passed for outcome in run_all(CHECKS)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
