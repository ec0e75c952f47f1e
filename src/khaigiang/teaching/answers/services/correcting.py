"""A letter corrects a summons: those whom it touches are asked anew, or told that the class is not held."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Max, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.planning.documents.models import Document
from khaigiang.teaching.answers import notices
from khaigiang.teaching.answers.models import Answer, AnswerStep, SummonsCorrection
from khaigiang.teaching.answers.services.reminding import keep_reminding
from khaigiang.teaching.answers.states import OPEN, AnswerState
from khaigiang.teaching.cohorts.models import Enrolment, Summons


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """What a letter says of the summonses that it corrects; `days` are those to which they called."""

    letter: Document
    is_held: bool
    because: str
    goes_to: str
    days: tuple[date, ...]


def call_again_in_transaction(
    summonses: Iterable[Summons], corrected: Corrected, touched: Collection[int], *, by: User, at: datetime
) -> list[Answer]:
    """Ask everybody of `touched` (enrolments) anew whom these summonses call, within the service that issues the letter.

    Who was replaced or waits for a later class stays where they are. The personal links open on.
    """
    state = AnswerState.SILENT if corrected.is_held else AnswerState.CALLED_OFF
    asked = []
    for summons in summonses:
        _keep(summons, corrected, by=by, at=at)
        keep_reminding(summons.training_class.plan, by=by, at=at)
        asked += [_asked(one, state) for one in _answers(summons, touched)]
    Answer.objects.bulk_update(
        asked,
        ["state", "version", "received_at", "answered_at", "said_by", "via", "reason_kind", "words", "paper"],
        batch_size=100,
    )
    AnswerStep.objects.bulk_create(
        AnswerStep(answer=one, state=state, at=at, by=by, said_by=corrected.letter.number, because=corrected.because)
        for one in asked
    )
    notices.corrected(asked, at=at)
    return asked


def _keep(summons: Summons, corrected: Corrected, *, by: User, at: datetime) -> None:
    SummonsCorrection.objects.create(
        summons=summons,
        document=corrected.letter,
        is_held=corrected.is_held,
        because=corrected.because,
        goes_to=corrected.goes_to,
        first_day_before=corrected.days[0],
        last_day_before=corrected.days[-1],
        steps_before=summons.reminders.aggregate(last=Max("step"))["last"] or 0,
        told_by=by,
        told_at=at,
    )


def _answers(summons: Summons, touched: Collection[int]) -> QuerySet[Answer]:
    # In this order everywhere: enrolments, then answers.
    called = Enrolment.objects.select_for_update().filter(pk__in=touched).order_by("pk")
    found = summons.answers.select_for_update(of=("self",)).filter(
        enrolment__in=[one.pk for one in called], state__in=sorted(OPEN)
    )
    together = ("summons__training_class", "enrolment__official", "enrolment__target_post")
    return found.select_related(*together).order_by("pk")


def _asked(answer: Answer, state: AnswerState) -> Answer:
    answer.state, answer.version = state, answer.version + 1
    answer.received_at = answer.answered_at = answer.paper = None
    answer.said_by = answer.via = answer.reason_kind = answer.words = ""
    return answer
