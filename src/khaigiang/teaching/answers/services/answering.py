"""What a person called says: received, coming, cannot come, later; or somebody says it for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.files.models import StoredFile
from khaigiang.ground.files.services import store
from khaigiang.planning.documents.uploads import Upload
from khaigiang.teaching.answers import notices
from khaigiang.teaching.answers.errors import (
    AnsweredMeanwhile,
    AnswerNotPossible,
    ClassHasBegun,
    DecidedAlready,
    NotCalledAnyMore,
    ReasonMissing,
    TooManyAnswers,
)
from khaigiang.teaching.answers.models import Answer, AnswerStep
from khaigiang.teaching.answers.queries.person import gathers_at
from khaigiang.teaching.answers.services.locking import is_called, locked
from khaigiang.teaching.answers.states import NOT_COMING, POSSIBLE, WAITS_FOR_COMMITTEE, AnswerState, ReasonKind, Via

ANSWERS_A_DAY: Final = 10
# The person has the paper, and nothing else is asked or said yet.
ONLY_RECEIVED: Final = frozenset({AnswerState.RECEIVED, AnswerState.INFORMED})
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why somebody does not come: a kind, words that "another reason" cannot do without, and a paper."""

    kind: ReasonKind
    words: str = ""
    paper: Upload | None = None


@transaction.atomic
def confirm_receipt(answer: Answer, *, seen: int, via: Via, because: str = "", by: User | None, at: datetime) -> Answer:
    """The person has the summons; raises as `accept_summons` does."""
    return _say(answer, AnswerState.RECEIVED, "confirm_receipt", seen=seen, via=via, because=because, by=by, at=at)


@transaction.atomic
def confirm_calling_off(
    answer: Answer, *, seen: int, via: Via, because: str = "", by: User | None, at: datetime
) -> Answer:
    """The person knows that the class is not held; raises as `accept_summons` does."""
    return _say(answer, AnswerState.INFORMED, "confirm_calling_off", seen=seen, via=via, because=because, by=by, at=at)


@transaction.atomic
def accept_summons(answer: Answer, *, seen: int, via: Via, because: str = "", by: User | None, at: datetime) -> Answer:
    """The person will come. `seen` is the version that was on the page, `because` is asked for once the class has begun.

    Raises NotCalledAnyMore, ClassHasBegun, AnsweredMeanwhile, AnswerNotPossible or TooManyAnswers.
    """
    return _say(answer, AnswerState.COMING, "accept_summons", seen=seen, via=via, because=because, by=by, at=at)


@transaction.atomic
def decline_summons(
    answer: Answer, *, reason: Reason, seen: int, via: Via, because: str = "", by: User | None, at: datetime
) -> Answer:
    """The person cannot come; the committee is told. Raises ReasonMissing, and as `accept_summons` does."""
    return _say(
        answer, AnswerState.CANNOT, "decline_summons",
        reason=reason, seen=seen, via=via, because=because, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def ask_for_later_class(
    answer: Answer, *, reason: Reason, seen: int, via: Via, because: str = "", by: User | None, at: datetime
) -> Answer:
    """The person asks for a later class; the committee is told. Raises as `decline_summons` does."""
    return _say(
        answer, AnswerState.LATER, "ask_for_later_class",
        reason=reason, seen=seen, via=via, because=because, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def take_back_answer(
    answer: Answer, *, seen: int, via: Via, because: str = "", by: User | None, at: datetime
) -> Answer:
    """What was said about not coming is taken back while nobody has said what follows: the person has the summons and
    will answer anew. Raises DecidedAlready, and as `accept_summons` does."""
    return _say(answer, AnswerState.RECEIVED, "take_back_answer", seen=seen, via=via, because=because, by=by, at=at)


def _say(
    answer: Answer,
    state: AnswerState,
    act: str,
    *,
    reason: Reason | None = None,
    seen: int,
    via: Via,
    because: str,
    by: User | None,
    at: datetime,
) -> Answer:
    answer = locked(answer)
    _refuse(answer, act, reason, seen=seen, because=because, at=at)
    before = {"state": answer.state}
    said_by = str(by) if by else str(answer.enrolment.official)
    answer.state, answer.version = state, answer.version + 1
    answer.said_by, answer.via = said_by, via
    answer.received_at = answer.received_at or at
    answer.answered_at = at if state not in ONLY_RECEIVED else None
    answer.reason_kind = reason.kind if reason else ""
    answer.words = reason.words.strip() if reason else ""
    answer.paper = _stored(reason, by=by, at=at) or (answer.paper if state in NOT_COMING else None)
    answer.save()
    _write_down(answer, because=because, by=by, at=at)
    after = {"state": state.value, "via": via.value, "because": because}
    audit.record(act, answer, by=by, at=at, before=before, after=after)
    _tell(answer, AnswerState(before["state"]), at=at)
    return answer


def _refuse(answer: Answer, act: str, reason: Reason | None, *, seen: int, because: str, at: datetime) -> None:
    if not is_called(answer) and act != "confirm_calling_off":
        raise NotCalledAnyMore(official=answer.enrolment.official, training_class=answer.summons.training_class)
    if at >= gathers_at(answer) and not because.strip():
        raise ClassHasBegun
    if answer.version != seen:
        raise AnsweredMeanwhile(state=answer.get_state_display())
    if act == "take_back_answer" and answer.state == AnswerState.HELD:
        raise DecidedAlready
    if (act, answer.state) not in POSSIBLE:
        raise AnswerNotPossible(state=answer.get_state_display())
    if reason is not None and reason.kind == ReasonKind.OTHER and not reason.words.strip():
        raise ReasonMissing
    if answer.steps.filter(at__gt=at - A_DAY).count() >= ANSWERS_A_DAY:
        raise TooManyAnswers


def _stored(reason: Reason | None, *, by: User | None, at: datetime) -> StoredFile | None:
    if reason is None or reason.paper is None:
        return None
    paper = reason.paper
    return store(paper.content, name=paper.name, content_type=paper.content_type, by=by, at=at)


def _write_down(answer: Answer, *, because: str, by: User | None, at: datetime) -> None:
    AnswerStep.objects.create(
        answer=answer,
        state=answer.state,
        at=at,
        by=by,
        said_by=answer.said_by,
        via=answer.via,
        reason_kind=answer.reason_kind,
        words=answer.words,
        because=because.strip(),
    )


def _tell(answer: Answer, before: AnswerState, *, at: datetime) -> None:
    if answer.state in WAITS_FOR_COMMITTEE:
        notices.not_coming(answer, at=at)
    elif answer.state == AnswerState.COMING and before in WAITS_FOR_COMMITTEE:
        notices.comes_after_all(answer, at=at)
    elif before in WAITS_FOR_COMMITTEE:
        notices.taken_back(answer, at=at)
