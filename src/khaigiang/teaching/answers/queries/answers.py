"""The answers of a class: one row a person, and how many stand where."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import NOT_COMING, OFF, OPEN, UNANSWERED, WAITS_FOR_COMMITTEE, AnswerState
from khaigiang.teaching.cohorts.models import ClassDay, Summons, TrainingClass
from khaigiang.teaching.cohorts.states import ENDS, IS_OVER

TONES: Final = {
    AnswerState.COMING.value: "success",
    AnswerState.CANNOT.value: "danger",
    AnswerState.LATER.value: "danger",
    AnswerState.SILENT.value: "warning",
    AnswerState.HELD.value: "warning",
    AnswerState.RECEIVED.value: "info",
    AnswerState.CALLED_OFF.value: "warning",
    AnswerState.INFORMED.value: "neutral",
}
# What a page may be narrowed to, beside a single state.
NARROWED: Final = {
    "unanswered": (AnswerState.SILENT, AnswerState.RECEIVED),
    "not_coming": tuple(sorted(NOT_COMING)),
    "waits": tuple(sorted(WAITS_FOR_COMMITTEE)),
    **{state.value: (state,) for state in AnswerState},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One person called: receipt and answer, when and by whom."""

    answer_id: int
    class_id: int
    class_name: str
    name: str
    unit: str
    committee: str
    phone: str
    email: str
    state: str
    state_label: str
    tone: str
    received_at: datetime | None
    answered_at: datetime | None
    said_by: str
    reason: str
    words: str
    paper_id: int | None
    settled_words: str
    is_called: bool

    @property
    def is_off(self) -> bool:
        """Is the class not held to which the summons called?"""
        return self.state in OFF

    @property
    def waits_for_committee(self) -> bool:
        """Has the committee to say what follows?"""
        return self.is_called and self.state in WAITS_FOR_COMMITTEE


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of those called have the summons, come, cannot come, or have said nothing."""

    called: int
    received: int
    coming: int
    not_coming: int
    silent: int
    off: int
    informed: int

    @property
    def undecided(self) -> int:
        """Have the summons and have not said whether they come."""
        return self.called - self.coming - self.not_coming - self.silent - self.off


def still_called() -> Q:
    """Answers of people who hold their seat in a class that is to be still, and whose nomination stands."""
    stands = Q(enrolment__nomination__isnull=True) | Q(enrolment__nomination__state=NominationState.ACCEPTED)
    return stands & Q(enrolment__is_current=True) & ~Q(summons__training_class__state__in=sorted(IS_OVER))


def of_class(training_class: TrainingClass, among: QuerySet[Answer]) -> QuerySet[Answer]:
    """Answers to the summonses of a class, among those that the reader sees, in the order of names."""
    found = among.filter(summons__training_class=training_class)
    together = (
        "enrolment__official",
        "enrolment__nomination",
        "enrolment__target_post__unit",
        "enrolment__target_post__committee",
        "summons__training_class",
    )
    return found.select_related(*together).order_by("enrolment__official__sort_key", "pk")


def answer_rows(found: Iterable[Answer]) -> list[AnswerRow]:
    """One row an answer; no statement of its own."""
    return [_row(answer) for answer in found]


def chosen(rows: Iterable[AnswerRow], narrowed_to: str) -> list[AnswerRow]:
    """The rows of one group of states; all of them where the group is unknown."""
    states = NARROWED.get(narrowed_to)
    return [row for row in rows if states is None or row.state in states]


def counts_of(rows: Iterable[AnswerRow]) -> Counts:
    """How many of these people stand where; no statement."""
    states = [(row.state, row.received_at) for row in rows]
    return Counts(
        called=len(states),
        received=sum(1 for _state, received_at in states if received_at),
        coming=sum(1 for state, _at in states if state == AnswerState.COMING),
        not_coming=sum(1 for state, _at in states if state in NOT_COMING),
        silent=sum(1 for state, _at in states if state == AnswerState.SILENT),
        off=sum(1 for state, _at in states if state in OFF),
        informed=sum(1 for state, _at in states if state == AnswerState.INFORMED),
    )


def not_coming(committee_ids: Collection[int] | None) -> list[tuple[int, str, int]]:
    """Classes with people who do not come and of whom nobody has said what follows: id, name, how many; one statement.

    Of these committees alone, or of all where they are None.
    """
    found = Answer.objects.filter(still_called(), state__in=sorted(WAITS_FOR_COMMITTEE))
    if committee_ids is not None:
        found = found.filter(enrolment__target_post__committee__in=committee_ids)
    open_classes = found.exclude(summons__training_class__state__in=sorted(ENDS))
    columns = ("summons__training_class", "summons__training_class__name")
    return list(open_classes.order_by().values_list(*columns).annotate(Count("pk")).order_by(columns[0]))


def own_unanswered(official_id: int | None, on: date) -> list[Answer]:
    """Summonses that an official has not answered and still may: its people have not gathered yet; one statement."""
    found = Answer.objects.filter(still_called(), enrolment__official=official_id, state__in=sorted(UNANSWERED))
    called = {
        "training_class": OuterRef("summons__training_class"),
        "on__gte": OuterRef("summons__document__issued_on"),
    }
    to_come, gathered = ClassDay.objects.filter(**called), ClassDay.objects.filter(**called, on__lte=on)
    waiting = found.filter(Exists(to_come)).exclude(Exists(gathered))
    return list(waiting.select_related("summons__training_class").order_by("pk"))


def unlinked(training_class: TrainingClass) -> list[Summons]:
    """Issued summonses of a class of whose people somebody has nothing to answer under (made before answers were)."""
    issued = Summons.objects.filter(training_class=training_class, document__issued_on__isnull=False)
    called = issued.values_list("pk", "enrolments").distinct()
    asked = set(Answer.objects.filter(summons__in=issued).values_list("summons", "enrolment"))
    missing = {summons for summons, enrolment in called if enrolment and (summons, enrolment) not in asked}
    return list(issued.filter(pk__in=missing).order_by("pk"))


def _row(answer: Answer) -> AnswerRow:
    enrolment, official = answer.enrolment, answer.enrolment.official
    nomination = enrolment.nomination
    stands = nomination is None or nomination.state == NominationState.ACCEPTED
    return AnswerRow(
        answer_id=answer.pk,
        class_id=enrolment.training_class_id,
        class_name=answer.summons.training_class.name,
        name=official.full_name,
        unit=enrolment.target_post.unit.name,
        committee=enrolment.target_post.committee.name,
        phone=official.phone,
        email=official.email,
        state=answer.state,
        state_label=answer.get_state_display(),
        tone=TONES.get(answer.state, "neutral"),
        received_at=answer.received_at,
        answered_at=answer.answered_at,
        said_by=answer.said_by,
        reason=answer.get_reason_kind_display() if answer.state in NOT_COMING | {AnswerState.HELD} else "",
        words=answer.words if answer.state in NOT_COMING | {AnswerState.HELD} else "",
        paper_id=answer.paper_id,
        settled_words=answer.settled_words,
        is_called=stands and enrolment.is_current and answer.state in OPEN and not _is_over(answer),
    )


def _is_over(answer: Answer) -> bool:
    return answer.summons.training_class.state in IS_OVER
