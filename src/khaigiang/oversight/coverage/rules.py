"""Which one state a post is in, from what is known of it on a day."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Named(StrEnum):
    """How far the nomination in force has come."""

    NOBODY = "nobody"
    DRAFTED = "drafted"
    SENT = "sent"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"


class Listed(StrEnum):
    """Where the post stands on the list of a class."""

    NOWHERE = "nowhere"
    DECIDED = "decided"
    SUMMONED = "summoned"
    ATTENDING = "attending"


class Judged(StrEnum):
    """What a decision has recognised."""

    NOT_YET = "not_yet"
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one post at the end of a day."""

    is_held: bool = True
    is_excused: bool = False
    named: Named = Named.NOBODY
    listed: Listed = Listed.NOWHERE
    judged: Judged = Judged.NOT_YET


OF_NOMINATION: Final = {
    Named.SENT: "named",
    Named.RETURNED: "returned",
    Named.ACCEPTED: "accepted",
    Named.DEFERRED: "deferred",
}
OF_LIST: Final = {Listed.SUMMONED: "summoned", Listed.ATTENDING: "attending"}


def state_of(facts: Facts) -> str:
    """The state of a post, as the value of a PostState: what came last in its life wins.

    A recognised success is final. A seat on the list of a class comes before the nomination it rests on; a failed
    class counts until the post is listed again. A nomination only drafted by its committee is not named yet.
    Who is on a list without a nomination is as good as accepted. An excuse holds for a post on which nothing
    further has happened.
    """
    if facts.judged == Judged.PASSED:
        return "completed"
    if facts.listed in OF_LIST:
        return OF_LIST[facts.listed]
    if facts.judged == Judged.FAILED and facts.named != Named.DEFERRED:
        return "not_completed"
    if facts.named in OF_NOMINATION:
        return OF_NOMINATION[facts.named]
    return "accepted" if facts.listed == Listed.DECIDED else _of_an_idle_post(facts)


def _of_an_idle_post(facts: Facts) -> str:
    if facts.is_excused:
        return "excused"
    return "not_named" if facts.is_held else "vacant"
