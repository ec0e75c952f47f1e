"""A worker that dies loses nothing, and one that was believed dead writes nothing (trust.md: jobs)."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from multiprocessing.synchronize import Event

import pytest
from django.db import connections, transaction
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit import services as audit
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.jobs import kinds, services
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.kinds import Kind, Run
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import work_one

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

KIND, ACT = "write_once", "wrote_once"
LEASE = timedelta(seconds=1)
PATIENCE = 30
forked = multiprocessing.get_context("fork")


class Worker:
    """A worker in a process of its own, which has begun the job and waits in the middle of it."""

    def __init__(self) -> None:
        self.has_begun, self.may_go_on = forked.Event(), forked.Event()
        kinds.register(Kind(name=KIND, label=_("Writing"), work=self._write, url_name="jobs:list"))
        self.holds = True
        self.process = forked.Process(target=_work_one)

    def begin(self) -> None:
        connections.close_all()
        self.process.start()
        assert self.has_begun.wait(PATIENCE)

    def send(self, which: signal.Signals) -> None:
        assert self.process.pid is not None
        os.kill(self.process.pid, which)

    def _write(self, run: Run) -> str:
        run.tell(1, 2)
        if not self.has_begun.is_set():
            _begin_and_wait(self.has_begun, self.may_go_on)
        with transaction.atomic():
            if self.holds:
                run.hold()
            audit.record(ACT, Job.objects.get(kind=KIND), by=run.by, at=run.at)
        return "written"


def _begin_and_wait(has_begun: Event, may_go_on: Event) -> None:
    has_begun.set()
    may_go_on.wait(PATIENCE)


def _work_one() -> None:
    work_one(now=machine_now, lease=LEASE)
    connections.close_all()


@pytest.fixture
def worker() -> Iterator[Worker]:
    services.ask(KIND, by=make_user(), at=machine_now())
    made = Worker()
    yield made
    kinds._kinds.pop(KIND)
    if made.process.is_alive():
        made.process.kill()
    made.process.join(PATIENCE)


def until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.1)


def take_over() -> bool:
    return work_one(now=machine_now, lease=LEASE)


def written() -> int:
    return Entry.objects.filter(act=ACT).count()


def test_a_job_whose_worker_is_killed_is_done_once_by_the_next(worker: Worker) -> None:
    worker.begin()
    worker.send(signal.SIGKILL)
    worker.process.join(PATIENCE)

    until(take_over)

    job = Job.objects.get()
    assert (job.state, job.fence, job.said, written()) == (JobState.DONE, 2, "written", 1)


def test_control_without_the_lease_running_out_the_job_is_never_done(worker: Worker) -> None:
    worker.begin()
    stands_still = machine_now()
    worker.send(signal.SIGKILL)
    worker.process.join(PATIENCE)
    time.sleep(2 * LEASE.total_seconds())

    assert not work_one(now=lambda: stands_still, lease=LEASE)

    assert (Job.objects.get().state, written()) == (JobState.RUNNING, 0)


def test_a_worker_that_lives_keeps_its_job_longer_than_one_lease(worker: Worker) -> None:
    worker.begin()
    time.sleep(3 * LEASE.total_seconds())

    assert not take_over()

    worker.may_go_on.set()
    until(lambda: Job.objects.get().state == JobState.DONE)
    assert (Job.objects.get().fence, written()) == (1, 1)


def a_worker_wakes_after_another_took_its_job(worker: Worker) -> None:
    worker.begin()
    worker.send(signal.SIGSTOP)
    until(take_over)
    # Woken first: whoever sets an event waits until all who wait for it have noticed.
    worker.send(signal.SIGCONT)
    worker.may_go_on.set()
    worker.process.join(PATIENCE)
    assert worker.process.exitcode == 0


def test_a_worker_that_was_believed_dead_writes_nothing(worker: Worker) -> None:
    a_worker_wakes_after_another_took_its_job(worker)

    job = Job.objects.get()
    assert (job.state, job.fence, written()) == (JobState.DONE, 2, 1)


def test_control_without_the_fence_it_writes_a_second_time(worker: Worker) -> None:
    worker.holds = False

    a_worker_wakes_after_another_took_its_job(worker)

    assert written() == 2
