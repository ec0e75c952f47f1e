"""kill -9 in the middle of sending 30: each message goes once or is shown as perhaps sent, and the job goes on."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.test import override_settings

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_one
from khaigiang.ground.outbox.models import Mailing, Message, Sending
from khaigiang.ground.outbox.states import MessageState, Outcome
from khaigiang.ground.outbox.tests.mail_server import MailServer, serving
from khaigiang.ground.outbox.tests.makers import make_released
from khaigiang.ground.outbox.tests.test_sending import SMTP

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

LETTERS = 30
KILLED_AT = 12
LEASE = timedelta(seconds=1)
PATIENCE = 60
forked = multiprocessing.get_context("fork")


def _work_one() -> None:
    work_one(now=machine_now, lease=LEASE)
    connections.close_all()


@pytest.fixture
def server() -> Iterator[MailServer]:
    with (
        serving() as found,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=found.port, EMAIL_USE_TLS=False),
    ):
        yield found


def kill_a_worker(server: MailServer, *, after_keeping: bool) -> Mailing:
    """A worker sends the 30 and is killed over the 12th: the server has it, or has it not."""
    mailing = make_released(LETTERS)
    connections.close_all()
    worker = forked.Process(target=_work_one)

    def kill(come: int) -> None:
        if come == KILLED_AT and worker.is_alive():
            assert worker.pid is not None
            os.kill(worker.pid, signal.SIGKILL)
            if not after_keeping:
                raise ConnectionError

    setattr(server, "after_keeping" if after_keeping else "before_keeping", kill)
    worker.start()
    worker.join(PATIENCE)
    assert worker.exitcode == -signal.SIGKILL
    return mailing


def go_on(mailing: Mailing) -> None:
    """The next worker finds the job when the lease of the killed one is over."""
    end = time.monotonic() + PATIENCE
    while mailing.messages.filter(state=MessageState.WAITING).exists():
        assert time.monotonic() < end
        work_one(now=machine_now, lease=LEASE)
        time.sleep(0.1)


def counts(mailing: Mailing) -> dict[str, int]:
    states = list(mailing.messages.values_list("state", flat=True))
    return {state: states.count(state) for state in set(states)}


@pytest.mark.parametrize("after_keeping", [True, False])
def test_of_thirty_each_goes_once_or_perhaps_and_never_twice(server: MailServer, after_keeping: bool) -> None:  # noqa: FBT001  pytest passes by keyword
    mailing = kill_a_worker(server, after_keeping=after_keeping)

    go_on(mailing)

    assert counts(mailing) == {"sent": LETTERS - 1, "perhaps": 1}
    copies = server.copies()
    assert set(copies.values()) == {1}
    assert len(copies) == (LETTERS if after_keeping else LETTERS - 1)
    unclear = Sending.objects.get(outcome=Outcome.UNCLEAR)
    has_it = any(unclear.letter.hex in str(letter["Message-ID"]) for letter in server.kept)
    assert has_it is after_keeping


def test_control_without_the_next_worker_the_rest_is_never_sent(server: MailServer) -> None:
    mailing = kill_a_worker(server, after_keeping=True)

    assert counts(mailing) == {"sent": KILLED_AT - 1, "sending": 1, "waiting": LETTERS - KILLED_AT}
    assert len(server.kept) == KILLED_AT


def test_control_were_the_try_not_written_down_before_it_a_receiver_would_have_it_twice(server: MailServer) -> None:
    mailing = kill_a_worker(server, after_keeping=True)
    Sending.objects.filter(outcome=Outcome.BEGUN).delete()
    Message.objects.filter(state=MessageState.SENDING).update(state=MessageState.WAITING)

    go_on(mailing)

    assert sorted(server.copies().values()) == [1] * (LETTERS - 1) + [2]
