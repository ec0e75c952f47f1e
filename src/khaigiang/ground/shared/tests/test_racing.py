"""What a race tells of a locked database (trust.md T05: 0 "database is locked")."""

from functools import partial
from multiprocessing.synchronize import Barrier

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction

from khaigiang.ground.shared.tests.racing import PROCESSES, meeting_point, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def look_and_write(number: int, meet: Barrier | None = None) -> None:
    """A writer that looks before it writes, in one transaction."""
    with transaction.atomic():
        people = get_user_model().objects
        assert people.count() >= 0
        if meet:
            meet.wait()
        people.create_user(f"person-{number}", "Quách Kim Oanh")


def test_writers_who_look_first_all_write() -> None:
    assert race([partial(look_and_write, number) for number in range(PROCESSES)]) == ["done"] * PROCESSES
    assert get_user_model().objects.count() == PROCESSES


def test_without_immediate_transactions_sqlite_refuses_all_but_one() -> None:
    """The positive control: a locked database would be told. PostgreSQL has no such lock, and there all write."""
    meet = meeting_point()

    def deferred(number: int) -> None:
        if connection.vendor == "sqlite":
            connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
        look_and_write(number, meet)

    told = race([partial(deferred, number) for number in range(PROCESSES)])

    refused = PROCESSES - 1 if connection.vendor == "sqlite" else 0
    assert told.count("done") == PROCESSES - refused
    assert sum("database is locked" in one for one in told) == refused
