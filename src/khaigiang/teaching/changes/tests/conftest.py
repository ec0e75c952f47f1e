"""The day on which the pages of these tests are opened."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from khaigiang.ground.shared.dates import HANOI
from khaigiang.ground.web import clock


@pytest.fixture
def day_of_the_change() -> Iterator[datetime]:
    """The morning after the classes made here were decided, before they begin."""
    now = datetime(2023, 3, 8, 9, 0, tzinfo=HANOI)
    clock.use(lambda: now)
    yield now
    clock.use(None)
