"""Asking for jobs, and the steps by which workers carry them out."""

import json
import traceback
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from django.db import IntegrityError, connection, transaction
from django.db.models import Q, QuerySet
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.jobs.errors import LeaseLost
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import PENDING, JobState

# As often as a worker may die over one job before it is given up.
MOST_ATTEMPTS: Final = 5
CARRY_OUT: Final = "khaigiang.ground.jobs.tasks.carry_out"
log = structlog.get_logger(__name__)


@transaction.atomic
def ask(
    kind: str,
    *,
    by: User | None,
    at: datetime,
    ids: Mapping[str, int] | None = None,
    not_before: datetime | None = None,
) -> Job:
    """Ask for a job, to begin at once or not before an instant of the machine's clock.

    The one that already waits or runs for the same ids is returned instead of a second.
    """
    key = f"{kind} {json.dumps(ids or {}, sort_keys=True)}"
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind, ids=dict(ids or {}), key=key, asked_by=by, asked_at=at, not_before=not_before
            )
    except IntegrityError:
        pending = Job.objects.filter(key=key, state__in=PENDING).first()
        if pending is None:
            raise
        job = pending
    audit.record("ask_for_job", job, by=by, at=at, after={"job": str(job), **(ids or {})})
    transaction.on_commit(partial(_send, job.pk))
    return job


def _send(job_id: int) -> None:
    # By its name: the task calls these services.
    import_string(CARRY_OUT).enqueue(job_id)


def take_up(*, now: datetime, lease: timedelta) -> Job | None:
    """Give the next waiting job, or one whose worker is gone, to the worker who asks; None when nothing is to do."""
    left_alone = Q(state=JobState.RUNNING, lease_until__lt=now)
    ready = Q(state=JobState.WAITING) & (Q(not_before=None) | Q(not_before__lte=now))
    waiting = Job.objects.filter(ready | left_alone)
    # Nobody who writes waits for a look.
    return _first_taken_up(waiting, now=now, lease=lease) if waiting.exists() else None


@transaction.atomic
def _first_taken_up(waiting: QuerySet[Job], *, now: datetime, lease: timedelta) -> Job | None:
    unlocked = waiting.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    job = unlocked.order_by("pk").first()
    if job is None:
        return None
    job.fence += 1
    job.state, job.lease_until = JobState.RUNNING, now + lease
    if job.fence > MOST_ATTEMPTS:
        job.state, job.lease_until, job.ended_at = JobState.FAILED, None, now
        job.said = _("The work stopped %(times)s times without an end. Tell whoever runs this installation.") % {
            "times": MOST_ATTEMPTS
        }
    job.save()
    return job


def renew(job: Job, *, now: datetime, lease: timedelta) -> None:
    """The worker lives: its lease lasts longer. Raises LeaseLost."""
    _write(job, lease_until=now + lease)


def tell(job: Job, *, done: int, total: int) -> None:
    """Write down how much is done; raises LeaseLost."""
    _write(job, done=min(done, total), total=total)


def hold(job: Job) -> None:
    """Lock the job until the caller's transaction ends; raises LeaseLost."""
    if not _own(job).select_for_update().exists():
        raise LeaseLost


def end(job: Job, *, said: str, now: datetime) -> None:
    """The work is done; raises LeaseLost."""
    _write(job, state=JobState.DONE, said=said[:300], lease_until=None, ended_at=now)


def fail(job: Job, failure: Exception, *, now: datetime) -> None:
    """The work failed and is not tried again by itself; raises LeaseLost."""
    log.error("job failed", job=job.pk, kind=job.kind, trace="".join(traceback.format_exception(failure)))
    said = _("The work failed. Ask for it again; if it fails again, tell whoever runs this installation.")
    _write(job, state=JobState.FAILED, said=said, lease_until=None, ended_at=now)


def give_back(job: Job) -> None:
    """A worker that is told to stop lets the next one take the job up at once; raises LeaseLost."""
    _write(job, state=JobState.WAITING, lease_until=None)


def _own(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=JobState.RUNNING, fence=job.fence)


def _write(job: Job, **values: object) -> None:
    if not _own(job).update(**values):
        raise LeaseLost
