"""The queue inside the database: the jobs' own rows, which `khaigiang work` reads."""

from typing import Any

from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task

from khaigiang.ground.jobs.clock import machine_now


class RowsAreTheQueue(BaseTaskBackend):
    """A job is in the queue as soon as its row is committed; there is nothing to send."""

    def enqueue(self, task: Task[Any, Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        self.validate_task(task)
        return TaskResult(
            task=task,
            id=str(args[0] if args else kwargs["job_id"]),
            status=TaskResultStatus.READY,
            enqueued_at=machine_now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=list(args),
            kwargs=dict(kwargs),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
