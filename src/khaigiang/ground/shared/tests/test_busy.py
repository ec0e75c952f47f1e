"""Somebody who writes while others write too long is told so (trust.md T05)."""

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event, Thread

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, transaction
from psycopg.errors import AdminShutdown, DeadlockDetected, LockNotAvailable, SerializationFailure

from khaigiang.ground.shared.busy import is_busy

AT_ONCE = {
    "sqlite": "PRAGMA busy_timeout = 1",
    "postgresql": "SET lock_timeout = '10ms'",
}
PATIENT = {"sqlite": "PRAGMA busy_timeout = 20000", "postgresql": "SET lock_timeout = 0"}


def write() -> None:
    """Write the one row that everybody here wants."""
    Session.objects.filter(session_key="a").update(session_data="b")


def written_meanwhile(act: Callable[[], object]) -> None:
    """Do something while another connection holds the row."""
    holds, may_end = Event(), Event()

    def hold() -> None:
        with transaction.atomic():
            write()
            holds.set()
            may_end.wait(10)
        connection.close()

    other = Thread(target=hold)
    other.start()
    holds.wait(10)
    try:
        act()
    finally:
        may_end.set()
        other.join()


@pytest.mark.django_db(transaction=True)
def test_who_waits_in_vain_for_another_writer_met_a_busy_database() -> None:
    Session.objects.create(session_key="a", expire_date=datetime(2023, 3, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute(AT_ONCE[connection.vendor])
    try:
        with pytest.raises(OperationalError) as met:
            written_meanwhile(write)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(PATIENT[connection.vendor])

    assert is_busy(met.value)


@pytest.mark.parametrize("cause", [SerializationFailure, DeadlockDetected, LockNotAvailable])
def test_to_give_way_to_another_is_to_meet_a_busy_database(cause: type[Exception]) -> None:
    failure = OperationalError()
    failure.__cause__ = cause()

    assert is_busy(failure)


def test_a_database_that_went_away_is_a_fault_and_not_busy() -> None:
    failure = OperationalError("terminating connection")
    failure.__cause__ = AdminShutdown()

    assert not is_busy(failure)
    assert not is_busy(ValueError("database is locked"))
