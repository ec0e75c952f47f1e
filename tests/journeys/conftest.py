"""Servers on copies of the played story: one for every test that changes something, and one for all that read."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.serving import Site, served
from tests.on_the_story.playing import REQUEST_SENT, Installation, copy_of, story_installation


@pytest.fixture
def site(own_demo: Installation, browser: Browser) -> Iterator[Site]:
    """The demo at the end of 24/5/2023."""
    with served(own_demo, browser, with_worker=False) as running:
        yield running


@pytest.fixture(scope="session")
def site_to_read(demo: Installation, tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Site]:
    """The same for tests that change nothing."""
    with served(copy_of(demo, tmp_path_factory.mktemp("read")), browser, with_worker=False) as running:
        yield running


@pytest.fixture
def site_before_any_name(shared_folder: Path, tmp_path: Path, browser: Browser) -> Iterator[Site]:
    """The programme on the day on which the request to name people was sent."""
    copy = copy_of(story_installation(shared_folder, REQUEST_SENT), tmp_path)
    with served(copy, browser, with_worker=False) as running:
        yield running
