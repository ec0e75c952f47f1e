"""Life of a training class and of an allocation."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClassState(models.TextChoices):
    """Where a class stands."""

    TENTATIVE = "tentative", _("tentative")
    CONFIRMED = "confirmed", _("confirmed")
    OPEN = "open", _("decided")
    RUNNING = "running", _("running")
    CLOSING = "closing", _("teaching ended")
    CLOSED = "closed", _("class closed")


MOVES: Final = frozenset(
    {
        (ClassState.TENTATIVE, ClassState.CONFIRMED),
        (ClassState.CONFIRMED, ClassState.TENTATIVE),
        (ClassState.CONFIRMED, ClassState.OPEN),
        (ClassState.OPEN, ClassState.RUNNING),
        (ClassState.RUNNING, ClassState.CLOSING),
        (ClassState.CLOSING, ClassState.CLOSED),
    },
)
TAKES_PEOPLE: Final = frozenset({ClassState.TENTATIVE, ClassState.CONFIRMED})
HAS_A_LIST: Final = frozenset({ClassState.OPEN, ClassState.RUNNING, ClassState.CLOSING, ClassState.CLOSED})
ENDS: Final = frozenset({ClassState.CLOSING, ClassState.CLOSED})
LIST_MAY_CHANGE: Final = HAS_A_LIST - {ClassState.CLOSED}


class RunState(models.TextChoices):
    """Life of a solver's proposal."""

    PREVIEW = "preview", _("preview")
    APPLIED = "applied", _("applied")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("discarded")
