"""The office accepts people, returns one with a reason, defers and resumes."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations import notices
from khaigiang.planning.nominations.errors import AlreadyPlaced
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services.moves import given, let_leave, locked, move, people
from khaigiang.planning.nominations.services.quarters import refuse_people_above
from khaigiang.planning.nominations.services.sending import refuse_too_many
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.plans import changes
from khaigiang.planning.plans.dependents import have_dependents
from khaigiang.planning.plans.models import Quota

OWN_PARTS = frozenset(
    {
        "nominationmove.nomination",
        "unavailability.nomination",
        "nomination.replaces",
        "cover.nomination",
        "quarterwish.nomination",
    }
)


@transaction.atomic
def accept_nominations(nominations: Iterable[Nomination], *, by: User, at: datetime) -> list[Nomination]:
    """Accept several people at once; undone by `take_back_acceptance`. Raises NobodyChosen or MoveNotAllowed."""
    accepted = move(
        locked(nominations), NominationState.ACCEPTED, starts=frozenset({NominationState.SUBMITTED}), by=by, at=at
    )
    _record("accept_nominations", accepted, by=by, at=at)
    notices.accepted(accepted, at=at)
    changes.tell(accepted[0].plan, by, at)
    return accepted


@transaction.atomic
def take_back_acceptance(nominations: Iterable[Nomination], *, by: User, at: datetime) -> list[Nomination]:
    """Let accepted people wait for the office again, while none has a place in a class.

    Raises NobodyChosen, MoveNotAllowed or AlreadyPlaced.
    """
    rows = locked(nominations)
    for one in rows:
        if have_dependents(Nomination.objects.filter(pk=one.pk), besides=OWN_PARTS):
            raise AlreadyPlaced(official=one.official)
    taken_back = move(rows, NominationState.SUBMITTED, starts=frozenset({NominationState.ACCEPTED}), by=by, at=at)
    _record("take_back_acceptance", taken_back, by=by, at=at)
    return taken_back


@transaction.atomic
def return_nomination(nomination: Nomination, *, reason: str, by: User, at: datetime) -> Nomination:
    """Send one person back to the committee with the reason; raises ReasonMissing, MoveNotAllowed or HasCompleted."""
    returned = _leave(nomination, NominationState.RETURNED, given(reason), by=by, at=at)
    audit.record("return_nomination", returned, by=by, at=at, after={"reason": returned.reason})
    notices.returned(returned, at=at)
    changes.tell(returned.plan, by, at)
    return returned


@transaction.atomic
def return_nominations(nominations: Iterable[Nomination], *, reason: str, by: User, at: datetime) -> list[Nomination]:
    """Send several people who wait for the office back at once, for one reason; undone by `take_back_return`.

    Raises NobodyChosen, ReasonMissing or MoveNotAllowed.
    """
    reason = given(reason)
    waiting = frozenset({NominationState.SUBMITTED})
    returned = move(locked(nominations), NominationState.RETURNED, starts=waiting, reason=reason, by=by, at=at)
    _record("return_nominations", returned, by=by, at=at)
    notices.several_returned(returned, reason, at=at)
    changes.tell(returned[0].plan, by, at)
    return returned


@transaction.atomic
def take_back_return(nominations: Iterable[Nomination], *, by: User, at: datetime) -> list[Nomination]:
    """Let returned people wait for the office again, as long as their committee has places for them.

    Raises NobodyChosen, MoveNotAllowed, TooManyForThePlaces or AboveTheQuarter.
    """
    nominations = list(nominations)
    plans = {one.plan_id for one in nominations}
    # The quota rows are the locks: a committee cannot fill the places meanwhile.
    held = Quota.objects.select_for_update(of=("self",)).select_related("committee", "plan").filter(plan__in=plans)
    quotas = list(held.filter(committee__in={one.committee_id for one in nominations}).order_by("pk"))
    rows = locked(nominations)
    for quota in quotas:
        refuse_too_many(quota, quota.committee, sum(one.committee_id == quota.committee_id for one in rows))
    taken_back = move(rows, NominationState.SUBMITTED, starts=frozenset({NominationState.RETURNED}), by=by, at=at)
    for quota in quotas:
        refuse_people_above(quota.plan, [one.pk for one in rows if one.committee_id == quota.committee_id])
    _record("take_back_return", taken_back, by=by, at=at)
    notices.returns_taken_back(taken_back, at=at)
    return taken_back


@transaction.atomic
def defer_nomination(nomination: Nomination, *, reason: str, by: User, at: datetime) -> Nomination:
    """Let an accepted person wait for a later class; raises ReasonMissing, MoveNotAllowed or HasCompleted."""
    deferred = _leave(nomination, NominationState.DEFERRED, given(reason), by=by, at=at)
    audit.record("defer_nomination", deferred, by=by, at=at, after={"reason": deferred.reason})
    changes.tell(deferred.plan, by, at)
    return deferred


@transaction.atomic
def resume_nomination(nomination: Nomination, *, by: User, at: datetime) -> Nomination:
    """Count a deferred person among the accepted again; raises MoveNotAllowed."""
    [resumed] = move(
        locked([nomination]), NominationState.ACCEPTED, starts=frozenset({NominationState.DEFERRED}), by=by, at=at
    )
    audit.record("resume_nomination", resumed, by=by, at=at)
    changes.tell(resumed.plan, by, at)
    return resumed


def _leave(nomination: Nomination, state: NominationState, reason: str, *, by: User, at: datetime) -> Nomination:
    rows = locked([nomination])
    was_accepted = rows[0].state == NominationState.ACCEPTED
    [moved] = move(rows, state, reason=reason, by=by, at=at)
    if was_accepted:
        let_leave(moved, by=by, at=at)
    return moved


def _record(act: str, nominations: list[Nomination], *, by: User, at: datetime) -> None:
    audit.record(act, nominations[0].plan, by=by, at=at, after={"people": people(nominations)})
