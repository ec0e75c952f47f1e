"""The states of a post in the coverage ledger."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class PostState(models.TextChoices):
    """Each post of a plan is in exactly one of these on any day (features.md A4)."""

    VACANT = "vacant", _("vacant")
    NOT_NAMED = "not_named", _("not named")
    NAMED = "named", _("named")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    SUMMONED = "summoned", _("summoned")
    ATTENDING = "attending", _("attending")
    COMPLETED = "completed", _("completed")
    NOT_COMPLETED = "not_completed", _("not completed")
    DEFERRED = "deferred", _("deferred")
    EXCUSED = "excused", _("excused")


class Reached(models.TextChoices):
    """How far posts have come: each column counts a post once and for all, and none counts more than the one before."""

    PLANNED = "planned", _("planned")
    NAMED = "named", _("named")
    SUMMONED = "summoned", _("summoned")
    ATTENDED = "attended", _("attended")
    COMPLETED = "completed", _("completed")


class Division(models.TextChoices):
    """What the posts of a plan are added up by."""

    COMMITTEE = "committee", _("committee")
    DISTRICT = "district", _("district")
    QUARTER = "quarter", _("quarter")
    AREA = "area", _("kind of unit")


REMAINING: Final = frozenset(PostState) - {PostState.COMPLETED}
