"""The office takes back what it asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.teaching.requests import letters, notices
from khaigiang.teaching.requests.errors import AnswerNotPossible, NothingToWithdraw
from khaigiang.teaching.requests.models import AskedSession, Asking, TeachingRequest
from khaigiang.teaching.requests.services.locking import hold_classes, rows_seen
from khaigiang.teaching.requests.states import AskedState, possible


@transaction.atomic
def withdraw_request(
    request: TeachingRequest, seen: Mapping[int, int], *, by: User, at: datetime
) -> list[AskedSession]:
    """Ask a lecturer no longer for these sessions, even if accepted; the lecturer is told.

    Raises NothingChosen, ChangedMeanwhile or AnswerNotPossible; then nothing is withdrawn.
    """
    rows = rows_seen(request, seen)
    for row in rows:
        if not possible("withdraw_request", row.state):
            raise AnswerNotPossible(item=row.item, state=row.get_state_display())
    _withdraw(request, rows, by=by, at=at)
    audit.record("withdraw_request", request, by=by, at=at, after={"sessions": [str(row.item) for row in rows]})
    return rows


@transaction.atomic
def withdraw_asking(asking: Asking, *, by: User, at: datetime) -> int:
    """Take back all of one act of asking that is not answered yet; what was answered stays. Raises NothingToWithdraw.

    Returns how many sessions that were.
    """
    hold_classes([asking.training_class_id])
    requests = list(asking.requests.select_related("lecturer__user", "asking__training_class__plan__school"))
    taken_back = 0
    for request in requests:
        waiting = request.sessions.filter(state=AskedState.SENT).select_for_update(of=("self",))
        rows = list(waiting.select_related("item__block", "lecturer").order_by("on", "pk"))
        taken_back += len(rows)
        if rows:
            _withdraw(request, rows, by=by, at=at)
    if not taken_back:
        raise NothingToWithdraw
    Asking.objects.filter(pk=asking.pk).update(withdrawn_at=at)
    audit.record("withdraw_asking", asking, by=by, at=at, after={"sessions": taken_back})
    return taken_back


def _withdraw(request: TeachingRequest, rows: Sequence[AskedSession], *, by: User, at: datetime) -> None:
    for row in rows:
        row.state, row.version = AskedState.WITHDRAWN, row.version + 1
        row.save(update_fields=["state", "version"])
    notices.withdrawn(request, rows, at=at)
    letters.write_of_withdrawal(request, rows, by=by, at=at)
