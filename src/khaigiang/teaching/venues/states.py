"""The lives of a booking of a hall and of a request for a service."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class BookingState(models.TextChoices):
    """Where a booking stands; approved alone it takes the hall."""

    ASKED = "asked", _("waits for an answer")
    APPROVED = "approved", _("booking approved")
    REFUSED = "refused", _("refused")
    CANCELLED = "cancelled", _("booking cancelled")


class ServiceState(models.TextChoices):
    """Where a request for a service stands."""

    ASKED = "asked", _("waits for an answer")
    ACCEPTED = "accepted", _("service accepted")
    REFUSED = "refused", _("refused")
    DONE = "done", _("service done")
    WITHDRAWN = "withdrawn", _("request withdrawn")


B, S = BookingState, ServiceState
LIFE: Final = (
    Move(act="approve_booking", starts=frozenset({B.ASKED}), end=B.APPROVED, page="venues:approve_booking"),
    Move(act="refuse_booking", starts=frozenset({B.ASKED}), end=B.REFUSED, page="venues:refuse_booking"),
    Move(
        act="change_booking",
        starts=frozenset({B.ASKED, B.APPROVED, B.REFUSED}),
        end=B.ASKED,
        page="venues:change_booking",
    ),
    Move(act="move_booking", starts=frozenset({B.APPROVED}), end=B.APPROVED, page="venues:change_booking"),
    Move(
        act="cancel_booking",
        starts=frozenset({B.ASKED, B.APPROVED}),
        end=B.CANCELLED,
        page="venues:cancel_booking",
    ),
    Move(act="accept_service", starts=frozenset({S.ASKED}), end=S.ACCEPTED, page="venues:accept_service"),
    Move(act="refuse_service", starts=frozenset({S.ASKED}), end=S.REFUSED, page="venues:refuse_service"),
    Move(act="finish_service", starts=frozenset({S.ACCEPTED}), end=S.DONE, page="venues:finish_service"),
    Move(
        act="withdraw_service",
        starts=frozenset({S.ASKED, S.ACCEPTED}),
        end=S.WITHDRAWN,
        page="venues:withdraw_service",
    ),
)
MOVES: Final = steps(LIFE)
# What may still be changed or cancelled.
STANDS: Final = frozenset({B.ASKED, B.APPROVED})
TONES: Final[dict[str, str]] = {
    B.ASKED: "warning",
    B.APPROVED: "success",
    B.REFUSED: "danger",
    B.CANCELLED: "neutral",
}


# What somebody still has to serve.
TO_SERVE: Final = frozenset({S.ASKED, S.ACCEPTED})
SERVICE_TONES: Final[dict[str, str]] = {
    S.ASKED: "warning",
    S.ACCEPTED: "info",
    S.REFUSED: "danger",
    S.DONE: "success",
    S.WITHDRAWN: "neutral",
}


def possible(act: str, state: str) -> bool:
    """May the act be done in this state?"""
    return any(move.act == act and state in move.starts for move in LIFE)
