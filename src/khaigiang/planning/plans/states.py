"""Life of a plan."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PlanState(models.TextChoices):
    """A draft may still change its posts; an open plan has them fixed."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("under way")
    CLOSED = "closed", _("ended")


MOVES: Final = frozenset(
    {
        (PlanState.DRAFT, PlanState.OPEN),
        (PlanState.OPEN, PlanState.DRAFT),
        (PlanState.OPEN, PlanState.CLOSED),
        (PlanState.CLOSED, PlanState.OPEN),
    },
)
