"""Life of a nomination."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move, steps


class NominationState(models.TextChoices):
    """Where a nomination stands. Written rules of each state: README.md."""

    DRAFT = "draft", _("not sent yet")
    SUBMITTED = "submitted", _("sent")
    RETURNED = "returned", _("returned")
    ACCEPTED = "accepted", _("accepted")
    DEFERRED = "deferred", _("deferred")
    WITHDRAWN = "withdrawn", _("withdrawn")
    REPLACED = "replaced", _("replaced")


class HindranceReason(models.TextChoices):
    """Why the holder of a post cannot be named for now."""

    SICK = "sick", _("is ill")
    LEAVING = "leaving", _("is leaving the post")
    FAMILY = "family", _("is on maternity or family leave")
    DUTY = "duty", _("is needed for other work")
    STUDY = "study", _("attends another course")
    OTHER = "other", _("for another reason")


class AboutNames(models.TextChoices):
    """What a paper of the office tells a committee about its people."""

    RETURNED = "returned", _("letter returning people")
    SUBSTITUTED = "substituted", _("notice of substitution")


class AwayMeasure(models.TextChoices):
    """How the office says how many of one unit may be away at once."""

    NONE = "none", _("no limit")
    NUMBER = "number", _("a number of people")
    SHARE = "share", _("percent of those who serve there")


S = NominationState

# One live nomination a post: the others are history.
LIVE: Final = frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.DEFERRED})
SENDABLE: Final = frozenset({S.DRAFT, S.RETURNED})
# Only who has been sent comes to these.
SENT_ONCE: Final = frozenset({S.SUBMITTED, S.RETURNED, S.ACCEPTED, S.DEFERRED})
TAKES_A_PLACE: Final = frozenset({S.SUBMITTED, S.ACCEPTED, S.DEFERRED})

LIFE: Final = (
    Move(act="submit_nominations", starts=SENDABLE, end=S.SUBMITTED, page="nominations:send"),
    Move(act="accept_nominations", starts=frozenset({S.SUBMITTED}), end=S.ACCEPTED, page="nominations:accept"),
    Move(act="take_back_acceptance", starts=frozenset({S.ACCEPTED}), end=S.SUBMITTED, page="nominations:take_back"),
    Move(
        act="return_nomination",
        starts=frozenset({S.SUBMITTED, S.ACCEPTED}),
        end=S.RETURNED,
        page="nominations:return",
    ),
    Move(act="return_nominations", starts=frozenset({S.SUBMITTED}), end=S.RETURNED, page="nominations:vet"),
    Move(act="take_back_return", starts=frozenset({S.RETURNED}), end=S.SUBMITTED, page="nominations:take_back_return"),
    Move(act="defer_nomination", starts=frozenset({S.ACCEPTED}), end=S.DEFERRED, page="nominations:defer"),
    Move(act="resume_nomination", starts=frozenset({S.DEFERRED}), end=S.ACCEPTED, page="nominations:resume"),
    Move(
        act="withdraw_nomination",
        starts=frozenset({S.DRAFT, S.SUBMITTED, S.RETURNED}),
        end=S.WITHDRAWN,
        page="nominations:withdraw",
    ),
    Move(
        act="name_substitute",
        starts=frozenset({S.RETURNED, S.ACCEPTED, S.DEFERRED}),
        end=S.REPLACED,
        page="nominations:substitute",
    ),
)
MOVES: Final = steps(LIFE)


def reachable(state: str) -> frozenset[NominationState]:
    """The states to which a nomination may move from this one."""
    return frozenset(NominationState(after) for before, after in MOVES if before == state)
