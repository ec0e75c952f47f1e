"""A story is played into an empty database alone."""

from pathlib import Path

from tests.on_the_story.playing import empty_installation


def test_a_database_that_holds_anything_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    somebodys = empty_installation(tmp_path)
    loaded = somebodys.run("load_units")
    assert loaded.returncode == 0, loaded.stderr

    done = somebodys.run("story", "--until", "2022-10-19")

    assert done.returncode == 1
    assert "KHAIGIANG_HOME" in done.stderr
    assert somebodys.run("shell", "-v", "0", "-c", COUNT).stdout.strip() == "0 0"


COUNT = (
    "from khaigiang.ground.accounts.models import User; from khaigiang.doors.rehearsal.models import Rehearsal; "
    "print(User.objects.count(), Rehearsal.objects.count())"
)
