"""The life of a statement, what is paid by, and which items are teaching."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move


class PaidBy(models.TextChoices):
    """What a rate is multiplied by."""

    HOUR = "hour", _("an hour")
    HALF_DAY = "half_day", _("a half-day")


class StatementState(models.TextChoices):
    """A draft is reckoned anew at will; an approved statement keeps its figures for good."""

    DRAFT = "draft", _("draft")
    APPROVED = "approved", _("approved")


S = StatementState
LIFE: Final = (
    Move(act="reckon_statement", starts=frozenset({S.DRAFT}), end=S.DRAFT, page="honoraria:reckon"),
    Move(act="approve_statement", starts=frozenset({S.DRAFT}), end=S.APPROVED, page="honoraria:approve"),
)
