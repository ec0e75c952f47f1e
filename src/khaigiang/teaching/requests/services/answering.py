"""What a lecturer answers, or the office for them; who accepts is set in the timetable."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.errors import DomainError
from khaigiang.teaching.requests import notices
from khaigiang.teaching.requests.errors import AnswerNotPossible, GivenToAnother, ReasonMissing
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.services.locking import refuse_begun, rows_seen, session_of
from khaigiang.teaching.requests.states import AskedState, Via, possible
from khaigiang.teaching.timetable.services import save_session


@transaction.atomic
def accept_request(
    request: TeachingRequest, seen: Mapping[int, int], *, via: Via, by: User | None, at: datetime
) -> list[AskedSession]:
    """A lecturer accepts sessions; where somebody else or nobody stands in the timetable, they are set there.

    `seen`: the sessions answered, each with the version that was on the page. Raises NothingChosen, ChangedMeanwhile,
    AnswerNotPossible, SessionBegun or GivenToAnother; then nothing is accepted. Where the timetable cannot take the
    lecturer, the answer stands and who asked is told why.
    """
    rows = _answered(request, seen, "accept_request", AskedState.ACCEPTED, "", via=via, by=by, at=at)
    refusals = [refusal for row in rows if (refusal := _set_in_timetable(row, at=at))]
    notices.answered(request, rows, refusals, at=at)
    return rows


@transaction.atomic
def decline_request(
    request: TeachingRequest, seen: Mapping[int, int], *, reason: str, via: Via, by: User | None, at: datetime
) -> list[AskedSession]:
    """A lecturer declines sessions, or can no longer teach what was accepted; the sessions keep their places.

    Raises ReasonMissing, and as `accept_request` does.
    """
    if not reason.strip():
        raise ReasonMissing
    rows = _answered(request, seen, "decline_request", AskedState.DECLINED, reason.strip(), via=via, by=by, at=at)
    notices.answered(request, rows, [], at=at)
    return rows


def _answered(
    request: TeachingRequest,
    seen: Mapping[int, int],
    act: str,
    state: AskedState,
    reason: str,
    *,
    via: Via,
    by: User | None,
    at: datetime,
) -> list[AskedSession]:
    rows = rows_seen(request, seen)
    for row in rows:
        _refuse(row, act, at)
    for row in rows:
        row.state, row.reason, row.via, row.answered_at = state, reason, via, at
        row.said_by = str(by) if by else str(row.lecturer)
        row.version += 1
        if state == AskedState.ACCEPTED:
            row.accepted_on, row.accepted_half_day = row.on, row.half_day
        row.save()
    after = {"sessions": [str(row.item) for row in rows], "reason": reason, "via": via.value}
    audit.record(act, request, by=by, at=at, after=after)
    return rows


def _refuse(row: AskedSession, act: str, at: datetime) -> None:
    if not possible(act, row.state):
        raise AnswerNotPossible(item=row.item, state=row.get_state_display())
    session = session_of(row)
    if session is not None:
        refuse_begun(session, at)
    others = AskedSession.objects.filter(
        training_class=row.training_class_id, item=row.item_id, state=AskedState.ACCEPTED
    ).exclude(pk=row.pk)
    other = others.select_related("lecturer").first()
    if act == "accept_request" and other is not None:
        raise GivenToAnother(lecturer=other.lecturer, item=row.item)


def _set_in_timetable(row: AskedSession, *, at: datetime) -> str:
    """Name the lecturer in the timetable as it is being made; returns why that cannot be, else nothing."""
    session = session_of(row)
    if session is None or session.lecturer_id == row.lecturer_id:
        return ""
    try:
        save_session(
            session,
            training_class=session.training_class,
            item=session.item,
            on=session.on,
            half_day=session.half_day,
            hall=session.hall,
            lecturer=row.lecturer,
            starts_at=session.starts_at,
            ends_at=session.ends_at,
            # Who asked decided that whoever accepts teaches it.
            by=row.request.asking.asked_by,
            at=at,
        )
    except DomainError as refusal:
        return f"{row.item}: {refusal}"
    # From now on nobody else stands there whom the request would let stand.
    AskedSession.objects.filter(pk=row.pk).update(taught_by=None)
    return ""
