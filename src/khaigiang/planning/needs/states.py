"""Where proposed places come from, and the name of the job that lets held places lapse."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

LAPSE: Final = "lapse_reservations"


class Source(models.TextChoices):
    """What the places of a plan are taken from."""

    NEED = "need", _("what the committees need")
    PROJECTION = "projection", _("the projection from earlier plans")


class Whom(models.TextChoices):
    """People behind the figures of a projection."""

    DUE = "due", _("people who fall due")
    SENT = "sent", _("people sent under earlier plans")
    COMPLETED = "completed", _("people who completed under earlier plans")
    DROPPED = "dropped", _("people sent who did not complete")
