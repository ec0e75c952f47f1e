"""Carrying out jobs: one attempt at a time, under a lease that lasts while the worker lives."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import structlog
from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.jobs import services
from khaigiang.ground.jobs.clock import Now
from khaigiang.ground.jobs.errors import LeaseLost
from khaigiang.ground.jobs.kinds import Chore, chores, kind_of
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.shared.errors import DomainError

LEASE: Final = timedelta(seconds=30)
BEATS_PER_LEASE: Final = 4
log = structlog.get_logger(__name__)


class Stopped(BaseException):
    """The worker is told to stop while it works."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One worker's hold on a job (kinds.Run)."""

    job: Job

    @property
    def job_id(self) -> int:
        return self.job.pk

    @property
    def fence(self) -> int:
        return self.job.fence

    @property
    def by(self) -> User | None:
        return self.job.asked_by

    @property
    def at(self) -> datetime:
        return self.job.asked_at

    def tell(self, done: int, total: int) -> None:
        services.tell(self.job, done=done, total=total)

    def hold(self) -> None:
        services.hold(self.job)


def work_one(*, now: Now, lease: timedelta = LEASE) -> bool:
    """Take up one job and carry it out; False when nothing waits."""
    job = services.take_up(now=now(), lease=lease)
    if job is None:
        return False
    if job.state == JobState.RUNNING:
        with _beating(job, now, lease):
            _carry_out(job, now)
    return True


def do_chores() -> bool:
    """A step of whatever is to be done while no job waits; False when there is nothing more."""
    # All of them, so that a long one holds no other up.
    done = [_done(chore) for chore in chores()]
    return any(done)


def _done(chore: Chore) -> bool:
    try:
        return chore()
    except Exception:
        # Nobody asked for it: the log tells whoever runs this installation.
        log.exception("chore failed", chore=chore.__name__)
        return False


def work_off(*, now: Now) -> int:
    """Carry out all that waits; returns how many jobs that were."""
    count = 0
    while work_one(now=now):
        count += 1
    return count


def _carry_out(job: Job, now: Now) -> None:
    try:
        services.end(job, said=_work(job), now=now())
    except LeaseLost:
        # The next worker has it; what this one did not commit is gone.
        return
    except Stopped:
        services.give_back(job)
        raise
    except Exception as failure:  # noqa: BLE001  whatever it is, the person who asked must hear of it
        with _unless_lost():
            services.fail(job, failure, now=now())


def _work(job: Job) -> str:
    kind = kind_of(job.kind)
    if kind is None:
        return _("This version of the product no longer does this work.")
    try:
        return kind.work(Attempt(job), **job.ids)
    except DomainError as refusal:
        return str(refusal)


@contextmanager
def _unless_lost() -> Iterator[None]:
    try:
        yield
    except LeaseLost:
        return


@contextmanager
def _beating(job: Job, now: Now, lease: timedelta) -> Iterator[None]:
    """Renew the lease while the work goes on, from a thread with its own connection."""
    ended = threading.Event()

    def beat() -> None:
        while not ended.wait(lease.total_seconds() / BEATS_PER_LEASE):
            try:
                services.renew(job, now=now(), lease=lease)
            except OperationalError:
                # The database is busy with this very work; the next beat comes soon.
                continue
            except LeaseLost:
                break
        connection.close()

    heart = threading.Thread(target=beat, daemon=True)
    heart.start()
    try:
        yield
    finally:
        ended.set()
        heart.join()
