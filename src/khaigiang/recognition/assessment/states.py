"""Life of the results of a class."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class SheetState(models.TextChoices):
    """Who may still touch the marks."""

    OPEN = "open", _("open")
    LOCKED = "locked", _("locked")
    CONFIRMED = "confirmed", _("confirmed")
    RECOGNISED = "recognised", _("recognised")


S = SheetState
LIFE: Final = (
    Move(act="lock_results", starts=frozenset({S.OPEN}), end=S.LOCKED, page="assessment:lock"),
    Move(act="confirm_results", starts=frozenset({S.LOCKED}), end=S.CONFIRMED, page="assessment:confirm"),
    Move(
        act="reopen_results",
        starts=frozenset({S.LOCKED, S.CONFIRMED, S.RECOGNISED}),
        end=S.OPEN,
        page="assessment:reopen",
    ),
    Move(act="issue_result_decision", starts=frozenset({S.CONFIRMED}), end=S.RECOGNISED, page="assessment:decision"),
)
MOVES: Final = steps(LIFE)
