"""One production installation for all promises of trust, and one that nobody has touched."""

import shutil

import pytest

from tests.on_the_story import playing
from tests.trust.production import Installation


@pytest.fixture(scope="session")
def fresh(tables: playing.Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    made = Installation(shutil.copytree(tables.home, tmp_path_factory.mktemp("production") / "home"))
    # Production settings find nothing more to do in the tables that all tests share.
    for command in (("migrate", "--verbosity", "0"), ("collectstatic", "--no-input", "--verbosity", "0")):
        done = made.run("-m", "khaigiang", *command)
        assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="session")
def installation(fresh: Installation, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(shutil.copytree(fresh.home, tmp_path_factory.mktemp("visited") / "home"))
