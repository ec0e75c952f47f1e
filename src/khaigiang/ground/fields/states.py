"""The kinds of values that an own field holds, and a value in words."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What may be written into a field."""

    TEXT = "text", _("writing")
    NUMBER = "number", _("figure")
    DATE = "date", _("day")
    CHOICE = "choice", _("one of several choices")
    YES_NO = "yes_no", _("yes or no")


# Where a value of each kind is kept, so that both databases compare it as what it is.
COLUMN: Final = {
    Kind.TEXT.value: "text",
    Kind.CHOICE.value: "text",
    Kind.NUMBER.value: "number",
    Kind.DATE.value: "day",
    Kind.YES_NO.value: "flag",
}
LONGEST_TEXT: Final = 500
DIGITS: Final = 18
DECIMALS: Final = 6
