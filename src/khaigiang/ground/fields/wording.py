"""Values of own fields in words."""

from datetime import date
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from khaigiang.ground.shared.known_days import day_in_words

Typed = str | Decimal | date | bool | None


def in_words(value: Typed) -> str:
    """A value as pages and files show it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, Decimal):
        return str(formats.number_format(plain(value), force_grouping=True))
    return str(value)


def plain(value: Decimal) -> Decimal:
    """A number without the zeros that the database adds behind it."""
    return Decimal(format(value.normalize(), "f"))
