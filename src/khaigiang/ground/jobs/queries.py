"""Reading jobs."""

from collections.abc import Mapping

from khaigiang.ground.accounts.models import User
from khaigiang.ground.jobs import access
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import PENDING, JobState

SHOWN = 50


def jobs(user: User) -> list[Job]:
    """The last jobs that a user asked for, newest first."""
    return list(access.own_jobs(user).order_by("-pk")[:SHOWN])


def under_way(kind: str) -> Job | None:
    """The job of a kind that waits or runs, whoever asked for it."""
    return Job.objects.filter(kind=kind, state__in=PENDING).order_by("pk").first()


def is_pending(kind: str, **ids: int) -> bool:
    """Does a job of a kind wait or run whose rows are among others these?"""
    among = {f"ids__{name}": value for name, value in ids.items()}
    return Job.objects.filter(kind=kind, state__in=PENDING, **among).exists()


def last_of(kind: str, ids: Mapping[str, int]) -> Job | None:
    """The last job of a kind that was asked for these rows."""
    return Job.objects.filter(kind=kind, ids=dict(ids)).order_by("-pk").first()


def last_failure(kind: str) -> Job | None:
    """The last job of a kind, if it failed."""
    last = Job.objects.filter(kind=kind).order_by("-pk").first()
    return last if last and last.state == JobState.FAILED else None
