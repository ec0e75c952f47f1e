"""The life of a job."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("under way")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


PENDING: Final = frozenset({JobState.WAITING, JobState.RUNNING})
