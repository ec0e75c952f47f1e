"""Story databases for tests: played once for each day a run needs, then copied for every test."""

import fcntl
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

KHAIGIANG = Path(sys.executable).parent / "khaigiang"
PLAYING_MAY_TAKE = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """A data folder and a database that the product's commands run on."""

    home: Path
    database_url: str

    def run(self, *words: str, settings: str = "dev", typed: str = "") -> "subprocess.CompletedProcess[str]":
        """Run one command of the product on this installation; `typed` is its standard input."""
        return subprocess.run(
            [KHAIGIANG, *words],
            env=self.environment(settings),
            input=typed,
            capture_output=True,
            text=True,
            timeout=PLAYING_MAY_TAKE,
            check=False,
        )

    def environment(self, settings: str = "dev") -> dict[str, str]:
        """The environment in which commands find this installation."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("DJANGO_", "KHAIGIANG_"))}
        kept.pop("DATABASE_URL", None)
        own = {"KHAIGIANG_HOME": str(self.home), "KHAIGIANG_SETTINGS": settings}
        return {**kept, **own, **({"DATABASE_URL": self.database_url} if self.database_url else {})}


def story_installation(shared: Path, until: date) -> Installation:
    """The installation on which the story was played until a day; played by whoever asks first, shared by all."""
    with _only_one(shared / f"story-{until}.lock"):
        played = Installation(home=shared / f"story-{until}", database_url=_database(f"story_{until:%Y%m%d}"))
        if not (played.home / "played").exists():
            # What an earlier playing that failed left behind.
            shutil.rmtree(played.home, ignore_errors=True)
            played.home.mkdir(parents=True)
            _create_database(played.database_url, anew=True)
            # Without `migrate` before: a story makes the tables of an empty database itself.
            done = played.run("story", "--until", f"{until}")
            assert done.returncode == 0, done.stderr[-2000:]
            (played.home / "played").touch()
    return played


def copy_of(played: Installation, folder: Path) -> Installation:
    """A copy that a test may change."""
    home = folder / "home"
    shutil.copytree(played.home, home)
    copy = Installation(home=home, database_url=_database(f"copy_{uuid.uuid4().hex[:12]}"))
    _create_database(copy.database_url, template=played.database_url)
    return copy


def bare_installation(folder: Path) -> Installation:
    """A new data folder and a database without a table."""
    bare = Installation(home=folder / "home", database_url=_database(f"bare_{uuid.uuid4().hex[:12]}"))
    bare.home.mkdir(parents=True)
    _create_database(bare.database_url)
    return bare


def empty_installation(folder: Path) -> Installation:
    """An installation with its tables and nothing in them."""
    empty = bare_installation(folder)
    assert empty.run("migrate", "-v", "0").returncode == 0
    return empty


def _database(name: str) -> str:
    """An address beside the database of the tests; empty where that is SQLite, whose file lies in the data folder."""
    given = os.environ.get("DATABASE_URL", "")
    return urlunsplit(urlsplit(given)._replace(path=f"/{name}")) if given.startswith("postgres") else ""


def _create_database(url: str, *, template: str = "", anew: bool = False) -> None:
    if not url:
        return
    name, source = urlsplit(url).path[1:], urlsplit(template).path[1:] or "template1"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        if anew:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


@contextmanager
def _only_one(lock: Path) -> Iterator[None]:
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
