"""Where proposed places come from, and the name of the job that lets held places lapse."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LAPSE: Final = "lapse_reservations"


class Source(models.TextChoices):
    """What the places of a plan are taken from."""

    NEED = "need", _("what the committees need")
    PROJECTION = "projection", _("who has no class yet, with the share that dropped out under earlier plans")
    FALLING_DUE = "falling_due", _("who falls due by the requirements, with the share that dropped out")


class Whom(models.TextChoices):
    """People behind the figures of a projection."""

    DUE = "due", _("people who have completed no class yet")
    SENT = "sent", _("people sent under earlier plans")
    COMPLETED = "completed", _("people who completed under earlier plans")
    DROPPED = "dropped", _("people sent who did not complete")
