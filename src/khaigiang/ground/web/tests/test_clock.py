"""The edges' clock."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from khaigiang.ground.web import clock


@pytest.fixture(autouse=True)
def _clock_of_the_machine_afterwards() -> Iterator[None]:
    before = list(clock._providers)
    yield
    clock._providers[:] = before


def test_a_provider_sets_the_time() -> None:
    clock.use(lambda: datetime(2023, 5, 24, 16, 59, tzinfo=UTC))

    assert clock.now() == datetime(2023, 5, 24, 16, 59, tzinfo=UTC)
    assert clock.today() == date(2023, 5, 24)


def test_the_day_begins_at_midnight_in_hanoi() -> None:
    clock.use(lambda: datetime(2023, 5, 24, 17, 0, tzinfo=UTC))

    assert clock.today() == date(2023, 5, 25)


def test_without_a_provider_the_machine_tells_the_time() -> None:
    clock.use(None)

    before = datetime.now(UTC)  # noqa: TID251  compared with the clock under test
    assert before <= clock.now() <= datetime.now(UTC)  # noqa: TID251  as above
