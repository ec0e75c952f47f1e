"""The day on which the pages of these tests are opened."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from khaigiang.ground.shared.dates import HANOI
from khaigiang.ground.web import clock


@pytest.fixture
def first_morning() -> Iterator[datetime]:
    """Eight o'clock on the first day of the classes made here."""
    now = datetime(2023, 3, 13, 8, 0, tzinfo=HANOI)
    clock.use(lambda: now)
    yield now
    clock.use(None)
