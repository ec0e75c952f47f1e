"""Tests on the played story: they run in a part of their own (`-m story`), on a copy of the demo's database."""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.on_the_story.playing import Installation, copy_of, story_installation

END_OF_24_MAY = date(2023, 5, 24)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder stands on the story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of one run share; KHAIGIANG_STORIES keeps played stories from run to run."""
    if "KHAIGIANG_STORIES" in os.environ:
        return Path(os.environ["KHAIGIANG_STORIES"])
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def demo(shared_folder: Path) -> Installation:
    """The programme as it stood at the end of 24/5/2023; read it, do not change it."""
    return story_installation(shared_folder, END_OF_24_MAY)


@pytest.fixture
def own_demo(demo: Installation, tmp_path: Path) -> Installation:
    """A copy of the same that the test may change."""
    return copy_of(demo, tmp_path)


@pytest.fixture(scope="session")
def django_db_setup(
    demo: Installation, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Tests in this process see a copy of the demo; what each of them writes is rolled back."""
    copy = copy_of(demo, tmp_path_factory.mktemp("in-process"))
    connection = connections["default"]
    url = urlsplit(copy.database_url)
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict["NAME"] = url.path[1:] if copy.database_url else str(copy.home / "khaigiang.sqlite3")
        settings.HOME, settings.FILES_ROOT = copy.home, copy.home / "files"
        yield
        connection.close()
