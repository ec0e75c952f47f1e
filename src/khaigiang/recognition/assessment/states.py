"""Life of the results of a class."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class SheetState(models.TextChoices):
    """Who may still touch the marks."""

    OPEN = "open", _("open")
    LOCKED = "locked", _("locked")
    CONFIRMED = "confirmed", _("confirmed")
    RECOGNISED = "recognised", _("recognised")


MOVES: Final = frozenset(
    {
        (SheetState.OPEN, SheetState.LOCKED),
        (SheetState.LOCKED, SheetState.CONFIRMED),
        (SheetState.LOCKED, SheetState.OPEN),
        (SheetState.CONFIRMED, SheetState.OPEN),
        (SheetState.CONFIRMED, SheetState.RECOGNISED),
        (SheetState.RECOGNISED, SheetState.OPEN),
    },
)
