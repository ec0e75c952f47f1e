"""The only door to a job: whoever asked for it."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from khaigiang.ground.accounts.models import User
from khaigiang.ground.jobs.models import Job


def own_jobs(user: User) -> QuerySet[Job]:
    """What this user asked for."""
    return Job.objects.filter(asked_by=user)


def get_job(user: User, job_id: int) -> Job:
    """One job that this user asked for, or 404."""
    return get_object_or_404(own_jobs(user), pk=job_id)
