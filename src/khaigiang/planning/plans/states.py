"""Life of a plan."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move


class PlanState(models.TextChoices):
    """A draft may still change its posts; approval fixes them."""

    DRAFT = "draft", _("draft")
    SENT_UP = "sent_up", _("sent up for approval")
    RETURNED = "returned", _("sent back")
    OPEN = "open", _("under way")
    CLOSED = "closed", _("ended")


class PlacesRule(models.TextChoices):
    """How many people each committee is asked for."""

    ALL = "all", _("everybody in the group")
    SHARE = "share", _("a share of the group, in percent")
    FIXED = "fixed", _("the same number for each committee")
    GIVEN = "given", _("a number of its own for each committee")


class AmendedField(models.TextChoices):
    """What a later document may change of an approved plan."""

    STARTS_ON = "starts_on", _("first day")
    ENDS_ON = "ends_on", _("last day")
    DUE_ON = "nominations_due_on", _("lists due on")
    CLASSES = "classes", _("classes of a quarter")
    PEOPLE = "people", _("places of a quarter")
    PLACES = "places", _("places of a committee")
    CELLS = "cells", _("places of a committee in a quarter")
    ABOVE_QUARTER = "above_quarter", _("people above a committee's places of a quarter")


class AboveQuarter(models.TextChoices):
    """What becomes of people above the places that a committee has in a quarter."""

    WARN = "warn", _("only warned of")
    REFUSE = "refuse", _("not taken")


class Answer(models.TextChoices):
    """What became of a plan that was sent up."""

    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("sent back")
    TAKEN_BACK = "taken_back", _("taken back by who sent it up")


QUARTERLY: Final = (AmendedField.CLASSES, AmendedField.PEOPLE)

S = PlanState
MAY_CHANGE: Final = frozenset({S.DRAFT, S.RETURNED})
BEFORE_APPROVAL: Final = MAY_CHANGE | {S.SENT_UP}
LIFE: Final = (
    Move(act="send_up_plan", starts=MAY_CHANGE, end=S.SENT_UP, page="plans:send_up"),
    Move(act="take_back_plan", starts=frozenset({S.SENT_UP}), end=S.DRAFT, page="plans:take_back"),
    Move(act="return_plan", starts=frozenset({S.SENT_UP}), end=S.RETURNED, page="plans:return"),
    Move(act="approve_plan", starts=frozenset({S.SENT_UP}), end=S.OPEN, page="plans:approve"),
    Move(act="reopen_plan", starts=frozenset({S.OPEN}), end=S.DRAFT, page="plans:reopen"),
    Move(act="close_plan", starts=frozenset({S.OPEN}), end=S.CLOSED, page="plans:close"),
    Move(act="resume_plan", starts=frozenset({S.CLOSED}), end=S.OPEN, page="plans:resume"),
)
