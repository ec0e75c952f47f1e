"""Tests on the played story: they run in a part of their own (`-m story`), on a copy of the demo's database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import typst
from django.conf import settings
from django.db import connections
from pytest_django import DjangoDbBlocker

from tests.on_the_story.playing import Installation, copy_of


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder stands on the story."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.story)


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


@pytest.fixture(scope="session", autouse=True)
def set_in_type_once() -> Iterator[None]:
    """A paper that many tests write word for word alike is set in type once: the same words give the same bytes."""
    kept: dict[tuple[object, ...], bytes] = {}

    def compiled(source: Path, *, sys_inputs: dict[str, str], **how: Any) -> bytes:
        asked = (source, *sys_inputs.items(), how["format"], how["ppi"])
        if asked not in kept:
            kept[asked] = typeset(source, sys_inputs=sys_inputs, **how)
        return kept[asked]

    with pytest.MonkeyPatch.context() as patch:
        typeset = typst.compile
        patch.setattr(typst, "compile", compiled)
        yield
