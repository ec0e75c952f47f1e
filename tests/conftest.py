"""Copies of the played story, for every folder of tests that stands on it."""

from datetime import date
from pathlib import Path

import pytest

from tests.on_the_story.playing import Installation, copy_of, story_installation

END_OF_24_MAY = date(2023, 5, 24)


@pytest.fixture
def own_tables(tables: Installation, tmp_path: Path) -> Installation:
    """An installation with its tables and nothing in them, which the test may change."""
    return copy_of(tables, tmp_path)


@pytest.fixture(scope="session")
def demo(shared_folder: Path) -> Installation:
    """The programme as it stood at the end of 24/5/2023; read it, do not change it."""
    return story_installation(shared_folder, END_OF_24_MAY)


@pytest.fixture
def own_demo(demo: Installation, tmp_path: Path) -> Installation:
    """A copy of the same that the test may change."""
    return copy_of(demo, tmp_path)
