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
from django.db import connection
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

KHAIGIANG = Path(sys.executable).parent / "khaigiang"
PLAYING_MAY_TAKE = 600
# The day on which people are asked for, and nobody is named yet.
REQUEST_SENT = date(2023, 2, 24)


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


def tables_installation(shared: Path) -> Installation:
    """The installation with its tables and nothing in them; made by whoever asks first, shared by all; only copied."""
    made = Installation(home=shared / "tables", database_url=_database("tables"))
    with _made_once(made) as is_missing:
        if is_missing:
            made.home.mkdir()
            _create_database(made.database_url, anew=True)
            _done(made, "migrate", "-v", "0")
    return made


def story_installation(shared: Path, until: date) -> Installation:
    """The installation on which the story was played until a day; played by whoever asks first, shared by all.

    Every later day goes on from the day on which the journeys begin, so that what came before is played once.
    """
    played = Installation(home=shared / f"story-{until}", database_url=_database(f"story_{until:%Y%m%d}"))
    with _made_once(played) as is_missing:
        if is_missing:
            begun = story_installation(shared, REQUEST_SENT) if until > REQUEST_SENT else tables_installation(shared)
            shutil.copytree(begun.home, played.home)
            _create_database(played.database_url, template=begun.database_url, anew=True)
            _done(played, "story", "--until", f"{until}")
    return played


def copy_of(played: Installation, folder: Path) -> Installation:
    """A copy that a test may change."""
    home = folder / "home"
    shutil.copytree(played.home, home)
    copy = Installation(home=home, database_url=_database(f"copy_{uuid.uuid4().hex[:12]}"))
    _create_database(copy.database_url, template=played.database_url)
    return copy


def lay_tables(tables: Installation) -> None:
    """Lay a copy of the tables where Django looks for the database of the tests of this process."""
    own = connection.settings_dict
    name = own["TEST"]["NAME"] or TEST_DATABASE_PREFIX + own["NAME"]
    if tables.database_url:
        _create_database(_database(name), template=tables.database_url, anew=True)
    else:
        shutil.copy(tables.home / "khaigiang.sqlite3", name)


def bare_installation(folder: Path) -> Installation:
    """A new data folder and a database without a table."""
    bare = Installation(home=folder / "home", database_url=_database(f"bare_{uuid.uuid4().hex[:12]}"))
    bare.home.mkdir(parents=True)
    _create_database(bare.database_url)
    return bare


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


def _done(installation: Installation, *words: str) -> None:
    done = installation.run(*words)
    assert done.returncode == 0, done.stderr[-2000:]


@contextmanager
def _made_once(made: Installation) -> Iterator[bool]:
    """Hold everybody else back and say whether this has yet to be made; what a try that failed left is cleared away."""
    lock, is_whole = made.home.with_suffix(".lock"), made.home.with_suffix(".whole")
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        is_missing = not is_whole.exists()
        if is_missing:
            shutil.rmtree(made.home, ignore_errors=True)
        yield is_missing
        is_whole.touch()
