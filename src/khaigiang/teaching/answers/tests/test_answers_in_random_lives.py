"""An answer in a random life: every step is one of its table, a refusal changes nothing, and the class's beginning ends it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.nominations.services import defer_nomination, name_substitute
from khaigiang.planning.nominations.states import NominationState
from khaigiang.teaching.answers import services
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import MOVES, AnswerState, Via
from khaigiang.teaching.answers.tests.makers import (
    AS_THE_CLASS_BEGINS,
    AT,
    ILL,
    make_answer,
    make_colleague,
    make_issued_summons,
)

pytestmark = pytest.mark.django_db
EVENTS: Final = (
    "receive", "come", "come", "decline", "decline", "ask for later", "take back", "agree", "hold", "defer", "substitute", "next day",
)  # fmt: skip
# The answer follows when the committee names a substitute or the office defers somebody.
FOLLOWING: Final = {
    (before, after)
    for before in (AnswerState.CANNOT, AnswerState.LATER)
    for after in (AnswerState.REPLACED, AnswerState.DEFERRED)
}


class Life:
    """One person called, and everything that may happen to their answer, through the services."""

    def __init__(self) -> None:
        self.answer, self.by, self.at = make_answer(make_issued_summons(1)), make_user(), AT
        self.colleague = make_colleague(self.answer)

    def fresh(self) -> Answer:
        return Answer.objects.select_related("enrolment__nomination").get(pk=self.answer.pk)

    def given(self, choice: int) -> dict[str, Any]:
        """From a page that is up to date, or from an older one; late with a reason, or without."""
        seen = max(0, self.fresh().version - choice % 3 % 2)
        because = "Gọi điện" if choice % 5 == 0 else ""
        return {"seen": seen, "via": Via.LINK, "because": because, "by": None, "at": self.at}

    def do(self, event: str, choice: int) -> None:
        getattr(self, event.replace(" ", "_"))(choice)

    def receive(self, choice: int) -> None:
        services.confirm_receipt(self.answer, **self.given(choice))

    def come(self, choice: int) -> None:
        services.accept_summons(self.answer, **self.given(choice))

    def decline(self, choice: int) -> None:
        services.decline_summons(self.answer, reason=ILL, **self.given(choice))

    def ask_for_later(self, choice: int) -> None:
        services.ask_for_later_class(self.answer, reason=ILL, **self.given(choice))

    def take_back(self, choice: int) -> None:
        services.take_back_answer(self.answer, **self.given(choice))

    def agree(self, _choice: int) -> None:
        services.agree_to_later_class(self.fresh(), reason="Sau mổ", by=self.by, at=self.at)

    def hold(self, _choice: int) -> None:
        services.hold_to_summons(self.fresh(), reason="Bắt buộc", by=self.by, at=self.at)

    def defer(self, _choice: int) -> None:
        nomination = self.fresh().enrolment.nomination
        assert nomination is not None
        defer_nomination(nomination, reason="Công tác", by=self.by, at=self.at)

    def substitute(self, choice: int) -> None:
        nomination = self.fresh().enrolment.nomination
        assert nomination is not None
        if choice % 4 == 0:
            name_substitute(nomination, official=self.colleague, reason="Mổ mắt", by=self.by, at=self.at)

    def next_day(self, _choice: int) -> None:
        self.at += timedelta(days=1)


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens inside is forgotten."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def what_is_wrong(before: Answer, after: Answer, *, refused: bool, seen: datetime) -> list[str]:
    """Everything that an event must not do to an answer."""
    wrong, step = [], (before.state, after.state)
    if refused and (before.state, before.version) != (after.state, after.version):
        wrong.append(f"a refusal changed {step}")
    if after.version != before.version and step not in MOVES | FOLLOWING:
        wrong.append(f"{step} is no step of the table")
    if after.version not in {before.version, before.version + 1}:
        wrong.append(f"from version {before.version} to {after.version}")
    nomination = after.enrolment.nomination
    assert nomination is not None
    left = {AnswerState.DEFERRED: NominationState.DEFERRED, AnswerState.REPLACED: NominationState.REPLACED}
    kept = left.get(AnswerState(after.state))
    if kept is not None and nomination.state not in {kept, NominationState.REPLACED}:
        wrong.append(f"{after.state} while the nomination is {nomination.state}")
    late = after.steps.filter(at__gte=AS_THE_CLASS_BEGINS, because="", by__isnull=True)
    if late.exists():
        wrong.append(f"said without a reason after the class had begun, seen at {seen}")
    return wrong


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=st.lists(st.tuples(st.sampled_from(EVENTS), st.integers(0, 59)), min_size=5, max_size=25))
def test_an_answer_moves_by_its_table_alone_and_a_refusal_changes_nothing(events: list[tuple[str, int]]) -> None:
    with rolled_back():
        life, wrong = Life(), []
        for event, choice in events:
            before, refused = life.fresh(), False
            try:
                life.do(event, choice)
            except DomainError:
                refused = True
            wrong += what_is_wrong(before, life.fresh(), refused=refused, seen=life.at)
        assert wrong == []


def test_control_a_step_outside_of_the_table_would_be_seen() -> None:
    life = Life()
    before = life.fresh()
    Answer.objects.filter(pk=before.pk).update(state="deferred", version=2, received_at=AT, answered_at=AT)

    wrong = what_is_wrong(before, life.fresh(), refused=True, seen=AT)

    assert len(wrong) == 4
