"""What fills the half-days of a programme."""

from typing import Final

from django.db import models
from django.utils.translation import gettext as now
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


TONES: Final = {"discussion": "warning", "visit": "success", "test": "danger"}


def label_of(kind: str, number: int) -> str:
    """ "Topic 7"; nothing for what is called by its title alone."""
    return now("Topic %(number)s") % {"number": number} if kind == ItemKind.TOPIC else ""
