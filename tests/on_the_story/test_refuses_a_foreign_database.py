"""A story is played into an empty database alone, whose tables it makes itself."""

from pathlib import Path

from tests.on_the_story.playing import Installation, bare_installation


def test_a_database_that_holds_anything_is_refused_and_left_as_it_was(own_tables: Installation) -> None:
    loaded = own_tables.run("load_units")
    assert loaded.returncode == 0, loaded.stderr

    done = own_tables.run("story", "--until", "2022-10-19")

    assert done.returncode == 1
    assert "KHAIGIANG_HOME" in done.stderr
    assert said(own_tables, COUNT) == "0 0"


def test_the_tables_of_an_empty_database_are_made_without_a_word_of_migrate(tmp_path: Path) -> None:
    bare = bare_installation(tmp_path)

    done = bare.run("story", "--until", "2022-10-17")

    assert done.returncode == 0, done.stderr
    assert bare.run("migrate", "--check").returncode == 0
    assert said(bare, PLAYED_UNTIL) == "2022-10-17"


def test_a_database_whose_tables_are_behind_is_refused_and_not_migrated(tmp_path: Path) -> None:
    somebodys = bare_installation(tmp_path)
    assert somebodys.run("migrate", "-v", "0", "accounts").returncode == 0
    before = said(somebodys, TABLES)

    done = somebodys.run("story", "--until", "2022-10-17")

    assert done.returncode == 1
    assert "KHAIGIANG_HOME" in done.stderr
    assert "accounts_user" in before
    assert said(somebodys, TABLES) == before


def said(installation: Installation, code: str) -> str:
    """What a line of Python prints inside the installation."""
    return installation.run("shell", "-v", "0", "-c", code).stdout.strip()


PLAYED_UNTIL = (
    "from khaigiang.doors.rehearsal.models import Rehearsal; print(Rehearsal.objects.get().played_until.isoformat())"
)
TABLES = "from django.db import connection; print(*connection.introspection.table_names())"
COUNT = (
    "from khaigiang.ground.accounts.models import User; from khaigiang.doors.rehearsal.models import Rehearsal; "
    "print(User.objects.count(), Rehearsal.objects.count())"
)
