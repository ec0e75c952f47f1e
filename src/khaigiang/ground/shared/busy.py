"""A database that could not serve everybody who wrote at one moment."""

from typing import Final

from django.db import OperationalError
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError

# PostgreSQL's names for: gave way to another, closed a circle of waiting, waited too long for a lock.
GAVE_WAY: Final = frozenset({"40001", "40P01", "55P03"})


class TooBusy(DomainError):
    sentence = _("Too many people are writing at this moment. Nothing of yours was saved: press the button once more.")


def is_busy(failure: Exception) -> bool:
    """Did the database refuse only because others were writing, so that the same act may do in a moment?"""
    if not isinstance(failure, OperationalError):
        return False
    return "database is locked" in str(failure) or getattr(failure.__cause__, "sqlstate", None) in GAVE_WAY
