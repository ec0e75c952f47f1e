"""What follows when somebody does not come: a later class, coming all the same; a substitute is named elsewhere."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.services import defer_nomination
from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.answers import notices
from khaigiang.teaching.answers.errors import AnswerNotPossible, NobodyToSubstitute, NotCalledAnyMore, ReasonMissing
from khaigiang.teaching.answers.models import Answer, AnswerStep
from khaigiang.teaching.answers.services.locking import is_called, locked
from khaigiang.teaching.answers.states import MOVES, WAITS_FOR_COMMITTEE, AnswerState

FOLLOWS: Final = {
    NominationState.REPLACED.value: AnswerState.REPLACED,
    NominationState.DEFERRED.value: AnswerState.DEFERRED,
}


@transaction.atomic
def agree_to_later_class(answer: Answer, *, reason: str, by: User, at: datetime) -> Answer:
    """The person waits for a later class and keeps the place of the committee; a decision takes them off the list.

    Raises NotCalledAnyMore, AnswerNotPossible, ReasonMissing, NobodyToSubstitute, and what deferring raises.
    """
    if answer.enrolment.nomination_id is None:
        raise NobodyToSubstitute(official=answer.enrolment.official)
    # The nomination before the answer, as where the office defers somebody and the answer follows.
    nomination = Nomination.objects.select_for_update().get(pk=answer.enrolment.nomination_id)
    answer = _to_settle(answer, AnswerState.DEFERRED, reason)
    before = answer.state
    defer_nomination(nomination, reason=reason, by=by, at=at)
    answer.refresh_from_db(fields=["state", "version"])
    return _settled(answer, "agree_to_later_class", reason, before=before, by=by, at=at)


@transaction.atomic
def hold_to_summons(answer: Answer, *, reason: str, by: User, at: datetime) -> Answer:
    """The person is asked to come all the same, and told why; raises NotCalledAnyMore, AnswerNotPossible, ReasonMissing."""
    answer = _to_settle(answer, AnswerState.HELD, reason)
    before = answer.state
    answer.state, answer.version = AnswerState.HELD, answer.version + 1
    answer.save(update_fields=["state", "version"])
    _write_down(answer, reason, by=by, at=at)
    return _settled(answer, "hold_to_summons", reason, before=before, by=by, at=at)


def follow_departures(nominations: Sequence[Nomination], by: User, at: datetime) -> None:
    """Answers of people who are replaced or deferred say so, within the service that lets them leave."""
    moved = {nomination.pk: FOLLOWS.get(nomination.state) for nomination in nominations}
    waiting = Answer.objects.select_for_update().filter(
        enrolment__nomination__in=moved, state__in=sorted(WAITS_FOR_COMMITTEE)
    )
    for answer in waiting.order_by("pk"):
        state = moved[answer.enrolment.nomination_id or 0]
        if state is not None:
            answer.state, answer.version = state, answer.version + 1
            answer.settled_at, answer.settled_by = at, by
            answer.save(update_fields=["state", "version", "settled_at", "settled_by"])
            _write_down(answer, "", by=by, at=at)


def _to_settle(answer: Answer, state: AnswerState, reason: str) -> Answer:
    answer = locked(answer)
    if not is_called(answer):
        raise NotCalledAnyMore(official=answer.enrolment.official, training_class=answer.summons.training_class)
    if (answer.state, state) not in MOVES:
        raise AnswerNotPossible(state=answer.get_state_display())
    if not reason.strip():
        raise ReasonMissing
    return answer


def _settled(answer: Answer, act: str, reason: str, *, before: str, by: User, at: datetime) -> Answer:
    answer.settled_at, answer.settled_by, answer.settled_words = at, by, reason.strip()
    answer.save(update_fields=["settled_at", "settled_by", "settled_words"])
    after = {"state": answer.state, "reason": answer.settled_words}
    audit.record(act, answer, by=by, at=at, before={"state": before}, after=after)
    notices.settled(answer, at=at)
    return answer


def _write_down(answer: Answer, because: str, *, by: User, at: datetime) -> None:
    AnswerStep.objects.create(answer=answer, state=answer.state, at=at, by=by, said_by=str(by), because=because.strip())
