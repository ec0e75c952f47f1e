"""Jobs as tasks of Django's interface: what a queue of another kind (Celery) would call on several machines."""

from django_tasks import task

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_one


@task
def carry_out(job_id: int) -> None:  # noqa: ARG001  a queue elsewhere shows it
    """Take up the job that waits longest; `job_id` is the one that was just asked for."""
    work_one(now=machine_now)
