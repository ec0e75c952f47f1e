"""Requests follow the timetable: moved sessions are asked again, those given to somebody else lapse."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import at_time, local_day
from khaigiang.teaching.requests import letters, notices
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.queries.rule import waiting_of
from khaigiang.teaching.requests.services.asking import keep_waiting
from khaigiang.teaching.requests.services.linking import links_for_guests
from khaigiang.teaching.requests.services.locking import TOGETHER, hold_classes, session_of
from khaigiang.teaching.requests.states import STANDS, AskedState
from khaigiang.teaching.timetable.models import Session

S = AskedState
Slot = tuple[date | None, str]


@transaction.atomic
def follow_timetable(class_ids: Collection[int], *, by: User | None, at: datetime) -> int:
    """Keep what lecturers are asked in step with the sessions of these classes; returns how many sessions changed.

    An accepted session in another half-day is asked again, and stands as accepted once it is back there; one that is
    dropped or given to somebody else lapses, and is asked for again when its lecturer is set again. Both sides are told.
    """
    open_rows = AskedSession.objects.filter(training_class__in=class_ids, state__in={*STANDS, S.LAPSED})
    if not open_rows.exists():
        return 0
    list(open_rows.select_for_update().order_by("pk").values_list("pk"))
    sessions = _sessions(class_ids)
    changed: defaultdict[tuple[int, str], list[AskedSession]] = defaultdict(list)
    for row in open_rows.select_related(*TOGETHER).order_by("on", "pk"):
        was = row.state
        before = (row.state, row.on, row.half_day, row.item_id)
        _follow(row, sessions.get((row.training_class_id, row.item_id)) or _by_topic(row, sessions))
        if (row.state, row.on, row.half_day, row.item_id) != before:
            row.version += 1
            row.save()
            changed[row.request_id, _what_became(was, row.state)].append(row)
    for (_request_id, became), rows in changed.items():
        _tell(rows[0].request, became, rows, by=by, at=at)
    return sum(map(len, changed.values()))


@transaction.atomic
def lapse_begun(request: TeachingRequest, *, by: User | None, at: datetime) -> int:
    """Let sessions lapse that have begun while nobody answered; returns how many."""
    hold_classes([request.asking.training_class_id])
    waiting = request.sessions.filter(state=S.SENT).select_for_update(of=("self",)).select_related(*TOGETHER)
    begun = [row for row in waiting.order_by("on", "pk") if _has_begun(row, at)]
    for row in begun:
        row.state, row.version = S.LAPSED, row.version + 1
        row.save(update_fields=["state", "version"])
    if begun:
        _tell(request, "lapsed", begun, by=by, at=at)
    return len(begun)


def _sessions(class_ids: Collection[int]) -> dict[tuple[int, int], Session]:
    found = Session.objects.filter(training_class__in=class_ids).select_related("item__block")
    return {(one.training_class_id, one.item_id): one for one in found}


def _by_topic(row: AskedSession, sessions: Mapping[tuple[int, int], Session]) -> Session | None:
    """The session of the same topic, where the class follows another version of its programme."""
    if row.item.topic_id is None:
        return None
    same = [
        one
        for (class_id, _item_id), one in sessions.items()
        if class_id == row.training_class_id and one.item.topic_id == row.item.topic_id
    ]
    return same[0] if len(same) == 1 else None


def _has_begun(row: AskedSession, at: datetime) -> bool:
    session = session_of(row)
    return session is None or at_time(session.on, session.starts_at) <= at


def _follow(row: AskedSession, session: Session | None) -> None:
    teaches = session.lecturer_id if session else None
    if session is not None:
        row.item = session.item
    if row.state == S.LAPSED:
        if session is not None and teaches == row.lecturer_id and not _is_given(row):
            _stand_at(row, session)
    elif session is None or (teaches is not None and teaches not in {row.lecturer_id, row.taught_by_id}):
        row.state = S.LAPSED
    elif (session.on, session.half_day) != (row.on, row.half_day):
        _stand_at(row, session)


def _stand_at(row: AskedSession, session: Session) -> None:
    """Asked for where the session stands now: accepted, where it was accepted just there."""
    row.on, row.half_day = session.on, session.half_day
    accepted: Slot = (row.accepted_on, row.accepted_half_day)
    row.state = S.ACCEPTED if accepted == (row.on, row.half_day) else S.SENT


def _is_given(row: AskedSession) -> bool:
    """Is the lecturer asked for the session by another request, or has another accepted it?"""
    others = AskedSession.objects.filter(training_class=row.training_class_id, item=row.item_id).exclude(pk=row.pk)
    again = others.filter(lecturer=row.lecturer_id, state__in=STANDS)
    return again.exists() or others.filter(state=S.ACCEPTED).exists()


def _what_became(was: str, now: str) -> str:
    if was == now:
        return "shown"
    if now == S.LAPSED:
        return "lapsed"
    if now == S.ACCEPTED:
        return "stands"
    return "moved"


def _tell(request: TeachingRequest, became: str, rows: list[AskedSession], *, by: User | None, at: datetime) -> None:
    if became == "moved":
        _wait_anew(request, rows, at=at)
        keep_waiting(rows[0].training_class.plan, by=by, at=at)
        guests = links_for_guests([rows[0].lecturer], by=by, at=at)
        letters.draft_of_moved(request, rows, guests, by=by, at=at)
    # While nobody has answered, the page shows where the session stands; only who had accepted is asked anew.
    if became != "shown":
        notices.followed(request, rows, became, at=at)
    after = {"sessions": [f"{row.item}, {row.when}" for row in rows], "became": became}
    audit.record("follow_timetable", request, by=by, at=at, after=after)


def _wait_anew(request: TeachingRequest, rows: list[AskedSession], *, at: datetime) -> None:
    """Give the lecturer the usual days to answer once more, as far as the session leaves them."""
    today = local_day(at)
    day_before = min(row.on for row in rows) - timedelta(days=1)
    due_on = min(waiting_of(rows[0].training_class.plan).due_on(today), day_before)
    request.due_on = max(request.due_on, due_on, today)
    request.save(update_fields=["due_on"])
