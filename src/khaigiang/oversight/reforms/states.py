"""Life of a reform, and of one person in it."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReformState(models.TextChoices):
    """Where a reform stands."""

    DRAFT = "draft", _("draft")
    CONFIRMED = "confirmed", _("carried out")
    UNDONE = "undone", _("undone")


class MoveState(models.TextChoices):
    """What became of one appointment in a unit that ended."""

    MOVED = "moved", _("moved")
    WAITING = "waiting", _("waiting for a person")
    PLACED = "placed", _("placed by a person")
    LEFT = "left", _("holds the post no longer")


class Why(models.TextChoices):
    """Why somebody waits."""

    NONE = "", _("one place only")
    DIVIDED = "divided", _("the unit was divided")
    UNSURE = "unsure", _("the succession is not sure")
    CLAIMED = "claimed", _("several people for one post")
    ENDED = "ended", _("the unit ended without a successor")


# The extent of a line by which a unit ends and goes to none, as the districts did on 1/7/2025.
ENDS: Final = "ends"
