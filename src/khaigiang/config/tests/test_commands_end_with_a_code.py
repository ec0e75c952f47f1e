"""0 done, 1 refused with a sentence, 2 called wrongly; JSON alone on standard output."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.on_the_story.playing import Installation, copy_of

NOBODY_LISTENS = "postgresql://nobody@127.0.0.1:1/nothing"


@pytest.fixture
def khaigiang(tmp_path: Path) -> "Command":
    return Command(tmp_path)


@pytest.fixture(scope="module")
def migrated(tables: Installation, tmp_path_factory: pytest.TempPathFactory) -> "Command":
    """The same where `migrate` has been typed."""
    copy = copy_of(tables, tmp_path_factory.mktemp("migrated"))
    return Command(copy.home, **({"DATABASE_URL": copy.database_url} if copy.database_url else {}))


class Command:
    """The command `khaigiang` in a data folder of its own."""

    def __init__(self, home: Path, **environment: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "DATABASE_"))}
        self.environment = {**kept, "KHAIGIANG_HOME": str(home), "KHAIGIANG_SETTINGS": "dev", **environment}

    def __call__(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "khaigiang", *arguments],
            env={**self.environment, **environment},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.mark.parametrize("arguments", [("nonsense",), ("doctor", "--nonsense")])
def test_a_wrong_call_ends_with_two(khaigiang: Command, arguments: tuple[str, ...]) -> None:
    assert khaigiang(*arguments).returncode == 2


def test_unknown_settings_are_a_wrong_call(khaigiang: Command) -> None:
    done = khaigiang("doctor", KHAIGIANG_SETTINGS="production")

    assert (done.returncode, done.stderr) == (2, "KHAIGIANG_SETTINGS is 'production'; it may be dev, prod, test.\n")


def test_help_names_the_commands_that_take_a_file(khaigiang: Command) -> None:
    lines = khaigiang("help").stdout.splitlines()

    assert lines[lines.index("[files]") + 1 :] == ["    allocate", "    solve", "    timetable"]


def test_a_silent_database_is_one_sentence_and_no_traceback(khaigiang: Command) -> None:
    done = khaigiang("migrate", DATABASE_URL=NOBODY_LISTENS)

    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert "Traceback" not in done.stderr


def test_an_unknown_kind_of_database_is_refused(khaigiang: Command) -> None:
    done = khaigiang("migrate", DATABASE_URL="mysql://localhost/x")

    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        ["DATABASE_URL starts with 'mysql'; use sqlite:///path or postgresql://user@host/name."],
    )


def test_the_doctor_prints_json_alone_and_ends_with_one_until_migrated(khaigiang: Command, migrated: Command) -> None:
    before = khaigiang("doctor", "--json")
    after = migrated("doctor", "--json")

    assert (before.returncode, json.loads(before.stdout)["sound"]) == (1, False)
    assert (after.returncode, json.loads(after.stdout)["sound"]) == (0, True), after.stdout


def test_nothing_is_served_from_a_database_that_is_behind(khaigiang: Command) -> None:
    done = khaigiang("serve")

    assert done.returncode == 1
    assert "khaigiang migrate" in done.stderr


def test_a_taken_port_is_refused_with_a_way_out(migrated: Command) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = migrated("serve", "--port", str(other.getsockname()[1]))

    assert done.returncode == 1
    assert "--port" in done.stderr
