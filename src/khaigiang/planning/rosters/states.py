"""Life of a list, and what is to become of each of its rows."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class RosterState(models.TextChoices):
    """Where a list stands."""

    STAGED = "staged", _("being checked")
    APPLIED = "applied", _("taken over")
    UNDONE = "undone", _("taken back")
    REPLACED = "replaced", _("replaced by a newer version")
    DISCARDED = "discarded", _("put aside")


class Outcome(models.TextChoices):
    """What taking a row over does."""

    NEW = "new", _("new person")
    CHANGED = "changed", _("known, with changes")
    SAME = "same", _("known, nothing new")
    OPEN = "open", _("not said yet")
    LEFT_OUT = "left_out", _("left out")
    NAMED = "named", _("is put forward")
    ASKED = "asked", _("waits for the office")


class Proof(models.TextChoices):
    """How a row was found to be, or not to be, a person of the register."""

    NONE = "none", _("nobody like this is registered")
    SURE = "sure", _("found for certain")
    UNSURE = "unsure", _("a person has to say")
    SAID = "said", _("a person said so")


class Choice(models.TextChoices):
    """Answers to doubts that have no value of their own."""

    LIST = "list", _("as the list says")
    OURS = "ours", _("as it is registered")
    NEW = "new", _("a new person")
    TRANSFER = "transfer", _("leaves the other post")
    BESIDE = "beside", _("holds both posts")
    REPLACE = "replace", _("takes the post over")
    NO_POST = "no_post", _("no post is given")
    LEAVE_OUT = "leave_out", _("left out")
    RIGHT = "right", _("it is right as it stands")
    EMPTY = "empty", _("this is left empty")
    YES = "yes", _("take it in")
    ASK = "ask", _("ask the office to register this")
    REFUSED = "refused", _("refused by the office")


# Lists in these states no longer change.
ENDED: Final = frozenset({RosterState.UNDONE, RosterState.REPLACED, RosterState.DISCARDED})
# A newer version is compared with one of these.
COMPARABLE: Final = frozenset({RosterState.STAGED, RosterState.APPLIED})
