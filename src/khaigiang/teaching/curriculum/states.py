"""What fills the half-days of a programme."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ItemKind(models.TextChoices):
    """What fills a half-day, or a part of one."""

    OPENING = "opening", _("opening")
    TOPIC = "topic", _("topic")
    DISCUSSION = "discussion", _("discussion")
    VISIT = "visit", _("field visit")
    TEST = "test", _("test")
    CLOSING = "closing", _("closing")


LESSONS: Final = (ItemKind.TOPIC, ItemKind.DISCUSSION, ItemKind.VISIT, ItemKind.TEST)
CEREMONIES: Final = (ItemKind.OPENING, ItemKind.CLOSING)
# Minutes; longer than any half-day.
LONGEST_PIECE: Final = 480
# From 8:00 to 11:30, where a school has not said otherwise.
LONGEST_USUAL_HALF_DAY: Final = 210
TONES: Final = {"discussion": "warning", "visit": "success", "test": "danger"}
