"""A worker that is killed while it searches: the run is told as broken off, and begun again by a person alone."""

import multiprocessing
import os
import signal
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connections
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs import kinds
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.kinds import Kind, Run
from khaigiang.ground.jobs.working import work_one
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.solvers.progress import Progress
from khaigiang.teaching.cohorts import services
from khaigiang.teaching.cohorts.models import AllocationRun
from khaigiang.teaching.cohorts.tests.makers import DECIDED_AT, make_accepted, make_class
from khaigiang.teaching.runs.services import carry_out
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.runs.watching import Watch

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LEASE = timedelta(seconds=1)
PATIENCE = 30
forked = multiprocessing.get_context("fork")


class AWorker:
    """A worker in a process of its own that has told a first plan and searches on."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = forked.Event(), forked.Event()
        self.real = kinds.kind_of(services.ALLOCATE)
        kinds.register(Kind(name=services.ALLOCATE, label=_("Searching"), work=self._search, url_name="plans:list"))
        self.process = forked.Process(target=_work_one)
        connections.close_all()
        self.process.start()
        assert self.has_begun.wait(PATIENCE)

    def give_way(self) -> None:
        """The kind of job is the product's own again."""
        assert self.real is not None
        kinds.register(self.real)

    def _search(self, job: Run, run_id: int) -> str:
        run = AllocationRun.objects.select_related("plan").get(pk=run_id)
        return carry_out(run, job=job, find=self._find)

    def _find(self, watch: Watch) -> str:
        watch(Progress(seconds=0.1, cost=7, bound=0))
        self.has_begun.set()
        assert self.may_end.wait(PATIENCE)
        return "found"


def _work_one() -> None:
    work_one(now=machine_now, lease=LEASE)
    connections.close_all()


@pytest.fixture
def run() -> AllocationRun:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 2))
    make_accepted(plan)
    return services.ask_for_allocation(plan, by=make_user(), at=DECIDED_AT)


@pytest.fixture
def worker(run: AllocationRun) -> Iterator[AWorker]:
    assert run.is_under_way
    made = AWorker()
    yield made
    made.give_way()
    if made.process.is_alive():
        made.process.kill()
    made.process.join(PATIENCE)


def test_a_run_whose_worker_is_killed_is_told_as_broken_off_and_begun_again(
    run: AllocationRun, worker: AWorker
) -> None:
    assert worker.process.pid is not None
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.join(PATIENCE)
    worker.give_way()

    end = time.monotonic() + PATIENCE
    while not work_one(now=machine_now, lease=LEASE):
        assert time.monotonic() < end
        time.sleep(0.1)

    run.refresh_from_db()
    assert (run.state, run.progress) == (RunState.BROKEN, [[0.1, 7, 0]])
    services.begin_allocation_again(run, by=run.made_by, at=DECIDED_AT)
    assert work_one(now=machine_now, lease=LEASE)
    run.refresh_from_db()
    assert run.state == RunState.PREVIEW


def test_control_a_run_whose_worker_lives_goes_on_past_its_first_lease(run: AllocationRun, worker: AWorker) -> None:
    time.sleep(2 * LEASE.total_seconds())

    assert not work_one(now=machine_now, lease=LEASE)

    run.refresh_from_db()
    assert run.state == RunState.SEARCHING
    worker.may_end.set()
    worker.process.join(PATIENCE)
    assert worker.process.exitcode == 0
