"""The life of a booking of a hall."""

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


B = BookingState
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


def possible(act: str, state: str) -> bool:
    """May the act be done in this state?"""
    return any(move.act == act and state in move.starts for move in LIFE)
