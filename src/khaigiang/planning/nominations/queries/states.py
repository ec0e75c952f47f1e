"""States of nominations on any day, told from their moves."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db.models import Window
from django.db.models.functions import RowNumber

from khaigiang.ground.shared.dates import end_of_day
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.nominations.states import LIVE, SENT_ONCE, NominationState
from khaigiang.planning.plans.models import Plan

# A plan may have tens of thousands of nominations: their states are looked up, not made anew.
STATES: Final = {state.value: state for state in NominationState}


class PostState(NamedTuple):
    """How a post's nomination stood at the end of a day, and whom it names."""

    state: NominationState
    nomination_id: int
    official_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """One step in the life of a nomination."""

    state: str
    label: str
    reason: str
    at: datetime
    by: str


def states_on(plan: Plan, on: date) -> dict[int, PostState]:
    """The nomination that counts for each post at the end of a day, by the post's id; one statement.

    A post's live nomination counts before its history; a post that nobody was ever named for is left out.
    """
    steps = NominationMove.objects.filter(nomination__plan=plan, at__lt=end_of_day(on))
    in_turn = Window(RowNumber(), partition_by="nomination_id", order_by=("-at", "-pk"))
    last = steps.annotate(from_the_last=in_turn).filter(from_the_last=1).order_by("at", "pk")
    found: dict[int, PostState] = {}
    columns = ("nomination__target_post_id", "nomination_id", "nomination__official_id", "state")
    for post_id, nomination_id, official_id, state in last.values_list(*columns):
        if state in LIVE or post_id not in found or found[post_id].state not in LIVE:
            found[post_id] = PostState(STATES[state], nomination_id, official_id)
    return found


def posts_ever_sent(plan: Plan, on: date) -> frozenset[int]:
    """Posts for which a committee had sent somebody by the end of a day, whatever became of it; one statement."""
    sent = NominationMove.objects.filter(nomination__plan=plan, at__lt=end_of_day(on), state__in=SENT_ONCE)
    return frozenset(sent.values_list("nomination__target_post_id", flat=True))


def moves_of(nomination: Nomination) -> list[MoveRow]:
    """The life of one nomination, oldest first."""
    return [
        MoveRow(state=move.state, label=move.get_state_display(), reason=move.reason, at=move.at, by=str(move.by))
        for move in nomination.moves.select_related("by").order_by("at", "pk")
    ]
