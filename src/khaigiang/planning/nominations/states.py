"""Life of a nomination."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class NominationState(models.TextChoices):
    """Where a nomination stands. Written rules of each state: README.md."""

    DRAFT = "draft", _("not sent yet")
    SUBMITTED = "submitted", _("sent")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced")


S = NominationState

# One live nomination a post: the others are history.
LIVE: Final = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.DEFERRED})
SENDABLE: Final = frozenset({S.DRAFT, S.RETURNED})
TAKES_A_PLACE: Final = frozenset({S.SUBMITTED, S.ACCEPTED, S.DEFERRED})

MOVES: Final = frozenset(
    {
        (S.DRAFT, S.SUBMITTED),
        (S.RETURNED, S.SUBMITTED),
        (S.SUBMITTED, S.ACCEPTED),
        (S.SUBMITTED, S.RETURNED),
        (S.ACCEPTED, S.RETURNED),
        (S.ACCEPTED, S.SUBMITTED),
        (S.ACCEPTED, S.DEFERRED),
        (S.DEFERRED, S.ACCEPTED),
        (S.DRAFT, S.WITHDRAWN),
        (S.SUBMITTED, S.WITHDRAWN),
        (S.RETURNED, S.WITHDRAWN),
        (S.RETURNED, S.REPLACED),
        (S.ACCEPTED, S.REPLACED),
        (S.DEFERRED, S.REPLACED),
    },
)


def reachable(state: str) -> frozenset[NominationState]:
    """The states to which a nomination may move from this one."""
    return frozenset(after for before, after in MOVES if before == state)
