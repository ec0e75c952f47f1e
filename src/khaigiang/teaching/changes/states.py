"""Kinds and life of a change of a class."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps
from khaigiang.teaching.cohorts.states import Whom


class ChangeKind(models.TextChoices):
    """What is to change about a class."""

    POSTPONE = "postpone", _("Postpone the class")
    CANCEL = "cancel", _("Cancel the class")
    MERGE = "merge", _("Merge the class into another")
    MOVE = "move", _("Move a person to another class")
    SWAP = "swap", _("Let two people change classes")


class ChangeState(models.TextChoices):
    """Where a change stands."""

    PROPOSED = "proposed", _("waits for approval")
    APPROVED = "approved", _("change approved")
    REFUSED = "refused", _("refused")
    TAKEN_BACK = "taken_back", _("proposal taken back")
    UNDONE = "undone", _("undone")


S = ChangeState
LIFE: Final = (
    Move(act="approve_change", starts=frozenset({S.PROPOSED}), end=S.APPROVED, page="changes:approve"),
    Move(act="refuse_change", starts=frozenset({S.PROPOSED}), end=S.REFUSED, page="changes:refuse"),
    Move(act="take_back_change", starts=frozenset({S.PROPOSED}), end=S.TAKEN_BACK, page="changes:take_back"),
    Move(act="undo_change", starts=frozenset({S.APPROVED}), end=S.UNDONE, page="changes:undo"),
)
MOVES: Final = steps(LIFE)
# Whole classes change by these, single people by the others.
OF_A_CLASS: Final = frozenset({ChangeKind.POSTPONE, ChangeKind.CANCEL, ChangeKind.MERGE})
INTO_ANOTHER: Final = frozenset({ChangeKind.MERGE, ChangeKind.MOVE, ChangeKind.SWAP})
ENDS_THE_CLASS: Final = frozenset({ChangeKind.CANCEL, ChangeKind.MERGE})


def letter_mail_key(change_id: int, whom: Whom) -> str:
    """How the outbox knows what the e-mails about the letter of a change are about."""
    return f"change letter {change_id} {whom.value}"


TONES: Final[dict[str, str]] = {
    ChangeState.PROPOSED: "warning",
    ChangeState.APPROVED: "success",
    ChangeState.REFUSED: "danger",
    ChangeState.TAKEN_BACK: "neutral",
    ChangeState.UNDONE: "neutral",
}
