"""What becomes of a proposed fact."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactState(models.TextChoices):
    """The life of one proposed fact."""

    OPEN = "open", _("waiting")
    ACCEPTED = "accepted", _("put right")
    REFUSED = "refused", _("turned down")
    REPLACED = "replaced", _("replaced by a newer proposal")


DECIDED: Final = frozenset({FactState.ACCEPTED, FactState.REFUSED})
MOVES: Final = frozenset(
    {
        (FactState.OPEN, FactState.ACCEPTED),
        (FactState.OPEN, FactState.REFUSED),
        (FactState.OPEN, FactState.REPLACED),
    },
)
