"""Kinds of plans above the training plans, and what a later document may change of their lines."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move


class PeriodKind(models.TextChoices):
    """A term plan is carried out by annual plans, a line of an annual plan by training plans."""

    TERM = "term", _("term plan")
    ANNUAL = "annual", _("annual plan")


class LineField(models.TextChoices):
    """What a later document may change of one line."""

    PEOPLE = "people", _("number of people")
    CLASSES = "classes", _("number of classes")
    AMOUNT = "amount", _("amount (VND)")


class PeriodState(models.TextChoices):
    """A draft may still change; what is approved changes by a later document alone."""

    DRAFT = "draft", _("draft")
    SENT_UP = "sent_up", _("sent up for approval")
    RETURNED = "returned", _("sent back")
    APPROVED = "approved", _("approved")


S = PeriodState
MAY_CHANGE: Final = frozenset({S.DRAFT, S.RETURNED})
LIFE: Final = (
    Move(act="send_up_period_plan", starts=MAY_CHANGE, end=S.SENT_UP, page="periods:send_up"),
    Move(act="take_back_period_plan", starts=frozenset({S.SENT_UP}), end=S.DRAFT, page="periods:take_back"),
    Move(act="return_period_plan", starts=frozenset({S.SENT_UP}), end=S.RETURNED, page="periods:return"),
    Move(act="approve_period_plan", starts=frozenset({S.SENT_UP}), end=S.APPROVED, page="periods:approve"),
    Move(act="reopen_period_plan", starts=frozenset({S.APPROVED}), end=S.DRAFT, page="periods:reopen"),
)
