"""What fills the half-days of a programme."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What fills a half-day."""

    OPENING = "opening", _("opening")
    TOPIC = "topic", _("topic")
    DISCUSSION = "discussion", _("discussion")
    CLOSING = "closing", _("closing")


LESSONS: Final = (ItemKind.TOPIC, ItemKind.DISCUSSION)
CEREMONIES: Final = (ItemKind.OPENING, ItemKind.CLOSING)
