"""Random lives of classes that change: every post in exactly one place, sums equal, every step one of the table."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import partial
from typing import Final, TypeVar

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import working_days
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.documents.rules import SignedAndDated
from khaigiang.teaching.changes import services
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import Wanted, papers_of
from khaigiang.teaching.changes.states import ChangeKind, ChangeState
from khaigiang.teaching.changes.tests.makers import AT, WHY, make_ready_plan, make_undecided
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import Enrolment, Placement, TrainingClass
from khaigiang.teaching.cohorts.queries import days_of, list_on, waiting_nominations
from khaigiang.teaching.cohorts.states import HAS_A_LIST, MOVES, ClassState
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = pytest.mark.django_db

Thing = TypeVar("Thing")
CHOICES: Final = st.integers(0, 1000)
CLASSES: Final = 3
PEOPLE: Final = 2


class ClassesThatChange(RuleBasedStateMachine):
    """Three classes of one plan with two people each; whatever is refused leaves everything as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.scope = transaction.atomic()
        self.scope.__enter__()
        self.plan, self.office, self.head, self.at = make_ready_plan(), make_user(), make_user(), AT
        first = make_undecided(self.plan, PEOPLE)
        for _ in range(CLASSES - 1):
            make_undecided(self.plan, PEOPLE, version_of=first)
        for one in self.classes():
            make_session(one, on=days_of(one)[0])
        self.was = self.states()
        self.done: Counter[str] = Counter()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.scope.__exit__(None, None, None)

    @property
    def on(self) -> date:
        return self.at.date()

    def signing(self) -> SignedAndDated:
        return SignedAndDated(
            signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=self.on, issued_on=self.on
        )

    def classes(self) -> list[TrainingClass]:
        return list(self.plan.classes.select_related("plan", "version", "hall").order_by("number"))

    def states(self) -> dict[int, str]:
        return {one.pk: one.state for one in self.classes()}

    def people_of(self, training_class: TrainingClass) -> list[Enrolment]:
        found = training_class.enrolments.filter(is_current=True).select_related("official", "training_class")
        return list(found.order_by("pk"))

    def try_to(self, name: str, act: Callable[[], object]) -> None:
        with suppress(DomainError), transaction.atomic():
            act()
            self.done[name] += 1

    @rule(choice=CHOICES)
    def decide(self, choice: int) -> None:
        training_class = pick(self.classes(), choice)
        self.try_to("decide", lambda: self._decided(training_class))

    def _decided(self, training_class: TrainingClass) -> None:
        decision = cohorts.draft_class_decision(training_class, by=self.office, at=self.at)
        cohorts.issue_class_decision(decision, **self.signing(), by=self.head, at=self.at)

    @rule(choice=CHOICES)
    def summon(self, choice: int) -> None:
        training_class = pick(self.classes(), choice)

        def act() -> None:
            summons = cohorts.draft_summons(training_class, by=self.office, at=self.at)
            cohorts.issue_summons(summons, **self.signing(), by=self.head, at=self.at)

        self.try_to("summon", act)

    @rule(choice=CHOICES, kind=st.sampled_from(ChangeKind), weeks=st.integers(0, 9), answered=st.booleans())
    def change(self, choice: int, kind: ChangeKind, weeks: int, *, answered: bool) -> None:
        classes = self.classes()
        training_class, other = pick(classes, choice), pick(classes, choice // 7 + choice % 7 + 1)
        first = self.on + timedelta(weeks=weeks)
        days = working_days(first, training_class.version.days) if kind == ChangeKind.POSTPONE else ()
        people: list[Enrolment] = []
        if kind in {ChangeKind.MOVE, ChangeKind.SWAP}:
            people += self.people_of(training_class)[:1]
        if kind == ChangeKind.SWAP:
            people += self.people_of(other)[:1]
        if kind in {ChangeKind.MERGE, ChangeKind.MOVE, ChangeKind.SWAP} and training_class == other:
            return
        wanted = Wanted(
            kind=kind,
            training_class=training_class,
            other_class=other if kind in {ChangeKind.MERGE, ChangeKind.MOVE, ChangeKind.SWAP} else None,
            days=tuple(days),
            people=tuple(people),
        )

        def act() -> None:
            change = services.propose_change(wanted, reason=WHY, by=self.office, at=self.at)
            if answered:
                services.approve_change(change, by=self.head, at=self.at)

        self.try_to(kind, act)

    @rule(choice=CHOICES, agreed=st.booleans())
    def answer(self, choice: int, *, agreed: bool) -> None:
        for change in some(ClassChange.objects.filter(state=ChangeState.PROPOSED).order_by("pk"), choice):
            self.try_to("answer", partial(self._answered, change, agreed=agreed))

    def _answered(self, change: ClassChange, *, agreed: bool) -> None:
        if agreed:
            services.approve_change(change, by=self.head, at=self.at)
        else:
            services.refuse_change(change, reason=WHY, by=self.head, at=self.at)

    @rule(choice=CHOICES)
    def undo(self, choice: int) -> None:
        for change in some(ClassChange.objects.filter(state=ChangeState.APPROVED).order_by("pk"), choice):
            self.try_to("undo", partial(services.undo_change, change, by=self.office, at=self.at))

    @rule(choice=CHOICES)
    def issue(self, choice: int) -> None:
        for change in some(ClassChange.objects.filter(state=ChangeState.APPROVED).order_by("pk"), choice):
            self.try_to(
                "issue",
                partial(services.issue_change_decisions, change, **self.signing(), by=self.head, at=self.at),
            )

    @rule(choice=CHOICES)
    def a_step(self, choice: int) -> None:
        steps = (cohorts.start_class, cohorts.begin_closing, cohorts.close_class, cohorts.withdraw_confirmation)
        step, training_class = pick(steps, choice), pick(self.classes(), choice // 5)
        self.try_to("step", lambda: step(training_class, by=self.office, at=self.at))

    @rule(days=st.integers(1, 5))
    def days_pass(self, days: int) -> None:
        self.at += timedelta(days=days)

    @invariant()
    def every_post_is_in_exactly_one_place(self) -> None:
        seated = Counter(Enrolment.objects.filter(is_current=True).values_list("nomination", flat=True))
        waiting = Counter(waiting_nominations().values_list("pk", flat=True))
        drafted = Enrolment.objects.filter(valid_from__isnull=True, valid_until__isnull=True)
        only_drafted = Counter(pk for pk in drafted.values_list("nomination", flat=True) if pk not in seated)
        everywhere = seated + waiting + only_drafted
        assert everywhere == dict.fromkeys(self.plan.nominations.values_list("pk", flat=True), 1)

    @invariant()
    def lists_add_up_to_the_seats_every_day(self) -> None:
        listed = [row.target_post_id for one in self.classes() for row in list_on(one, self.on)]
        seats = Enrolment.objects.filter(is_current=True).values_list("target_post", flat=True)
        assert Counter(listed) == Counter(seats)

    @invariant()
    def a_cancelled_class_holds_nobody_but_until_its_decision_is_issued(self) -> None:
        for one in self.classes():
            if one.state != ClassState.CANCELLED:
                continue
            waits = any(decision.effective_on is None for decision in one.decisions.all())
            assert waits or not list_on(one, self.on)
            assert not Session.objects.filter(training_class=one).exists()
            assert not Placement.objects.filter(training_class=one, nomination__in=waiting_nominations()).exists()

    @invariant()
    def a_class_that_is_held_keeps_its_sessions_on_its_days(self) -> None:
        for one in self.classes():
            if one.state != ClassState.CANCELLED:
                days = set(days_of(one))
                assert [session.on in days for session in one.sessions.all()] == [True]
                assert len(days) == one.version.days

    @invariant()
    def every_step_is_one_of_the_table_or_the_undoing_of_a_cancellation(self) -> None:
        now = self.states()
        for pk, state in now.items():
            taken = (ClassState(self.was[pk]), ClassState(state))
            assert taken[0] == taken[1] or taken in MOVES or (taken[0] == ClassState.CANCELLED and taken[::-1] in MOVES)
        self.was = now

    @invariant()
    def papers_of_one_change_are_in_force_from_one_day(self) -> None:
        for change in ClassChange.objects.filter(state=ChangeState.APPROVED):
            assert len({one.effective_on for one in papers_of(change).decisions}) <= 1

    @invariant()
    def nobody_is_on_a_list_before_a_decision(self) -> None:
        for one in self.classes():
            assert one.state in HAS_A_LIST | {ClassState.CANCELLED} or not list_on(one, self.on)


def pick(things: Sequence[Thing], choice: int) -> Thing:
    return things[choice % len(things)]


def some(things: Iterable[Thing], choice: int) -> list[Thing]:
    """One of these things, or none where there are none."""
    found = list(things)
    return [pick(found, choice)] if found else []


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """What the lives of this run did, added up."""
    total: Counter[str] = Counter()
    ended = ClassesThatChange.teardown

    def teardown(self: ClassesThatChange) -> None:
        total.update(self.done)
        ended(self)

    ClassesThatChange.teardown = teardown  # type: ignore[method-assign]  # put back below
    yield total
    ClassesThatChange.teardown = ended  # type: ignore[method-assign]  # as it was


def test_whatever_changes_the_ledger_of_classes_closes() -> None:
    with counted() as total:
        run_state_machine_as_test(
            ClassesThatChange,
            settings=settings(
                max_examples=5, stateful_step_count=15, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )

    # Lives in which nothing happened would prove nothing.
    assert total["postpone"] + total["cancel"] + total["merge"] > 0
