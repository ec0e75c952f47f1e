"""Life of a run."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RunState(models.TextChoices):
    """How far a run is."""

    WAITING = "waiting", _("waiting for a worker")
    SEARCHING = "searching", _("searching")
    PREVIEW = "preview", _("preview")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")
    FRUITLESS = "fruitless", _("nothing found")
    BROKEN = "broken", _("broken off")


UNDER_WAY: Final = frozenset({RunState.WAITING, RunState.SEARCHING})
# Ended without a plan: may be started again.
WITHOUT_A_PLAN: Final = frozenset({RunState.FRUITLESS, RunState.BROKEN})
