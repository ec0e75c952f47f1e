"""Moving nominations from state to state, each step written down; used by the services beside it."""

from collections.abc import Iterable
from datetime import datetime

from khaigiang.ground.accounts.models import User
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.nominations import departures
from khaigiang.planning.nominations.completions import kept_for_good
from khaigiang.planning.nominations.errors import HasCompleted, MoveNotAllowed, NobodyChosen, ReasonMissing
from khaigiang.planning.nominations.models import Nomination, NominationMove
from khaigiang.planning.nominations.states import MOVES, NominationState


def locked(nominations: Iterable[Nomination]) -> list[Nomination]:
    """The rows as they are now, held until the transaction ends; raises NobodyChosen for none."""
    ids = [one.pk for one in nominations]
    if not ids:
        raise NobodyChosen
    together = ("official", "plan", "target_post__unit", "committee")
    rows = Nomination.objects.select_for_update(of=("self",)).select_related(*together)
    return list(rows.filter(pk__in=ids).order_by("pk"))


def move(
    nominations: list[Nomination],
    state: NominationState,
    *,
    starts: frozenset[NominationState] = frozenset(NominationState),
    reason: str = "",
    by: User,
    at: datetime,
) -> list[Nomination]:
    """Move locked rows to a state and write the steps down; raises MoveNotAllowed.

    Acts that lead to the same state are told apart by where they start.
    """
    for one in nominations:
        if one.state not in starts or (NominationState(one.state), state) not in MOVES:
            raise MoveNotAllowed(official=one.official, state=one.get_state_display())
        one.state, one.reason = state, reason
    Nomination.objects.filter(pk__in=[one.pk for one in nominations]).update(state=state, reason=reason)
    write_down(nominations, by=by, at=at)
    return nominations


def write_down(nominations: Iterable[Nomination], *, by: User, at: datetime) -> None:
    """Keep the state in which each stands now as a step of its life."""
    NominationMove.objects.bulk_create(
        NominationMove(nomination=one, state=one.state, reason=one.reason, at=at, by=by) for one in nominations
    )


def let_leave(nomination: Nomination, *, by: User, at: datetime) -> None:
    """Free what is held for an accepted person who leaves; raises HasCompleted, or what refuses the departure."""
    if kept_for_good([nomination.pk], local_day(at)):
        raise HasCompleted(official=nomination.official)
    departures.tell([nomination], by, at)


def given(reason: str) -> str:
    """A reason as typed, tidied; raises ReasonMissing for an empty one."""
    if not reason.strip():
        raise ReasonMissing
    return reason.strip()


def people(nominations: Iterable[Nomination]) -> list[dict[str, object]]:
    """What the audit keeps of nominations."""
    return [
        {"id": one.pk, "official": one.official.full_name, "unit": one.target_post.unit.name, "state": str(one.state)}
        for one in nominations
    ]
