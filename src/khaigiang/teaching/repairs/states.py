"""What can happen to a timetable, the ways out, and the life of a repair."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class AccidentKind(models.TextChoices):
    """What has happened."""

    LECTURER = "lecturer", _("A lecturer cannot come")
    HALL = "hall", _("A hall cannot be used")
    NOBODY_MEETS = "nobody", _("No class can meet (power cut, holiday declared)")
    GROUP = "group", _("A late group joins a class")


class RepairWay(models.TextChoices):
    """How a timetable is mended; the names the solver knows them by."""

    INSTEAD = "instead", _("At the same time, by somebody else or in another hall")
    SWAP = "swap", _("Topics change places within the class")
    POSTPONE = "postpone", _("Later")
    ANY = "any", _("However it touches the fewest people")


class RepairState(models.TextChoices):
    """Where a repair stands."""

    FOUND = "found", _("waits for a decision")
    CARRIED_OUT = "carried_out", _("carried out")
    UNDONE = "undone", _("undone")
    LAID_ASIDE = "laid_aside", _("laid aside")


S = RepairState
LIFE: Final = (
    Move(act="carry_out_repair", starts=frozenset({S.FOUND}), end=S.CARRIED_OUT, page="repairs:carry_out"),
    Move(act="lay_repair_aside", starts=frozenset({S.FOUND}), end=S.LAID_ASIDE, page="repairs:lay_aside"),
    Move(act="undo_repair", starts=frozenset({S.CARRIED_OUT}), end=S.UNDONE, page="repairs:undo"),
)
MOVES: Final = steps(LIFE)
TONES: Final[dict[str, str]] = {
    RepairState.FOUND: "warning",
    RepairState.CARRIED_OUT: "success",
    RepairState.UNDONE: "neutral",
    RepairState.LAID_ASIDE: "neutral",
}
