"""T04: every move × state of each life is done or refused as its table (docs/moves.md) says, on the services."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Final

import pytest
from django.db import transaction
from django.db.models import Model

from khaigiang.ground.audit.models import Entry
from khaigiang.ground.outbox import services as outbox_services
from khaigiang.ground.outbox.models import Mailing
from khaigiang.ground.outbox.states import LIFE as MAILING_LIFE
from khaigiang.ground.outbox.states import MailingState
from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.lives import Move
from khaigiang.ground.web import clock
from khaigiang.oversight.deadlines import services as deadline_services
from khaigiang.oversight.deadlines.models import Proof, Relief
from khaigiang.oversight.deadlines.states import LIFE as DEADLINE_LIFE
from khaigiang.oversight.deadlines.states import ProofState, ReliefState
from khaigiang.planning.documents.models import Document, DocumentKind, DocumentState
from khaigiang.planning.documents.services import draft_paper, initial_paper, issue_paper, sign_paper
from khaigiang.planning.nominations import services as nominations
from khaigiang.planning.nominations.models import Nomination
from khaigiang.planning.nominations.states import LIFE as NOMINATION_LIFE
from khaigiang.planning.nominations.states import NominationState
from khaigiang.planning.periods import services as periods
from khaigiang.planning.periods.models import PeriodPlan
from khaigiang.planning.periods.states import LIFE as PERIOD_LIFE
from khaigiang.planning.periods.states import PeriodState
from khaigiang.planning.plans import services as plans
from khaigiang.planning.plans.errors import SentUpByTheSamePerson
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.states import LIFE as PLAN_LIFE
from khaigiang.planning.plans.states import PlanState
from khaigiang.recognition.assessment import services as assessment
from khaigiang.recognition.assessment.errors import ConfirmedByTheSamePerson, EnteredByTheSamePerson
from khaigiang.recognition.assessment.models import ResultSheet
from khaigiang.recognition.assessment.states import LIFE as SHEET_LIFE
from khaigiang.recognition.assessment.states import SheetState
from khaigiang.recognition.certificates.models import Certificate, CertificateState
from khaigiang.recognition.certificates.services import reissue_certificate, revoke_certificate
from khaigiang.teaching.answers import services as answering
from khaigiang.teaching.answers.models import Answer
from khaigiang.teaching.answers.states import LIFE as ANSWER_LIFE
from khaigiang.teaching.answers.states import AnswerState, Via
from khaigiang.teaching.attendance.errors import DecidedByWhoAsked
from khaigiang.teaching.attendance.services import decide_leave
from khaigiang.teaching.attendance.states import LEAVE_MOVES, LeaveState
from khaigiang.teaching.changes import services as changing
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.states import LIFE as CHANGE_LIFE
from khaigiang.teaching.changes.states import ChangeState
from khaigiang.teaching.cohorts import services as cohorts
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import LIFE as CLASS_LIFE
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.honoraria import services as honoraria_services
from khaigiang.teaching.honoraria.models import HonorariumStatement
from khaigiang.teaching.honoraria.states import LIFE as STATEMENT_LIFE
from khaigiang.teaching.honoraria.states import StatementState
from khaigiang.teaching.repairs import services as mending
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.states import LIFE as REPAIR_LIFE
from khaigiang.teaching.repairs.states import RepairState
from khaigiang.teaching.requests import services as request_services
from khaigiang.teaching.requests.models import AskedSession
from khaigiang.teaching.requests.states import LIFE as REQUEST_LIFE
from khaigiang.teaching.requests.states import AskedState
from khaigiang.teaching.requests.states import Via as RequestVia
from khaigiang.teaching.venues import services as venues
from khaigiang.teaching.venues.models import Booking, ServiceRequest
from khaigiang.teaching.venues.states import LIFE as BOOKING_LIFE
from khaigiang.teaching.venues.states import BookingState, ServiceState
from tests.on_the_story.scenarios import (
    answers,
    changes,
    deadlines,
    halls,
    honoraria,
    outbox,
    recognition,
    repairs,
    requests,
    second_plan,
    teaching,
)
from tests.on_the_story.scenarios import periods as annual_plans
from tests.on_the_story.scenarios.second_plan import TODAY, by, signed

pytestmark = pytest.mark.django_db
WHY: Final = "Theo đề nghị của cấp ủy"
Act = Callable[[Any], object]


def done(row: Model, act: Act) -> bool:
    """Was the act done? A refusal is a sentence of the domain, and leaves the row and the audit as they were."""
    before = _stored(row), Entry.objects.count()
    try:
        act(row)
    except DomainError:
        assert (_stored(row), Entry.objects.count()) == before
        return False
    return True


@contextmanager
def undone() -> Iterator[None]:
    """What is done inside never happened: a state that takes a whole plan to reach is reached once for all its moves."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def moved(row: Model, life: Iterable[Move], acts: Mapping[str, Act]) -> dict[str, tuple[bool, object]]:
    """Of each move of a life, tried on the row as it stands: was it done, and the state it led to."""
    found = {}
    for move in life:
        with undone():
            one = type(row)._default_manager.get(pk=row.pk)
            found[move.act] = done(one, acts[move.act]), state_of(row)
    return found


def told(life: Iterable[Move], state: str) -> dict[str, tuple[bool, object]]:
    """The same as the table of a life says it."""
    return {move.act: (state in move.starts, move.end if state in move.starts else state) for move in life}


def put(row: Model, state: str) -> Any:
    """The row in a state, whatever its life so far."""
    type(row)._default_manager.filter(pk=row.pk).update(state=state)
    row.refresh_from_db()
    return row


def _stored(row: Model) -> object:
    return type(row)._default_manager.filter(pk=row.pk).values().get()


def state_of(row: Model) -> object:
    return type(row)._default_manager.values_list("state", flat=True).get(pk=row.pk)


MAILINGS_IN: Final[dict[MailingState, Callable[[], Mailing]]] = {
    MailingState.DRAFT: outbox.drafted,
    MailingState.RELEASED: outbox.released,
    MailingState.DISCARDED: outbox.discarded,
}
MAILING_ACTS: Final[dict[str, Act]] = {
    "correct_mailing": lambda one: outbox_services.correct_mailing(
        one, subject="Triệu tập", body="Kính gửi {committee}", **by("demo-office")
    ),
    "release_mailing": lambda one: outbox_services.release_mailing(one, **by("demo-office")),
    "stop_mailing": lambda one: outbox_services.stop_mailing(one, **by("demo-office")),
    "discard_mailing": lambda one: outbox_services.discard_mailing(one, **by("demo-office")),
}


@pytest.mark.parametrize("state", MailingState)
def test_a_mailing_moves_as_its_table_says(state: MailingState) -> None:
    assert moved(MAILINGS_IN[state](), MAILING_LIFE, MAILING_ACTS) == told(MAILING_LIFE, state)


RELIEFS_IN: Final[dict[ReliefState, Callable[[], Relief]]] = {
    ReliefState.ASKED: deadlines.exemption_asked,
    ReliefState.GRANTED: lambda: deadline_services.approve_exemption(deadlines.exemption_asked(), **by("demo-head")),
    ReliefState.REFUSED: lambda: deadline_services.refuse_exemption(
        deadlines.exemption_asked(), reason=WHY, **by("demo-head")
    ),
    ReliefState.TAKEN_BACK: lambda: deadline_services.take_back_relief(deadlines.extended(), **by("demo-office")),
}
PROOFS_IN: Final[dict[ProofState, Callable[[], Proof]]] = {
    ProofState.HANDED_IN: deadlines.handed_in,
    ProofState.ACCEPTED: deadlines.proof_accepted,
    ProofState.REFUSED: lambda: deadline_services.refuse_proof(deadlines.handed_in(), reason=WHY, **by("demo-office")),
    ProofState.TAKEN_BACK: lambda: deadline_services.withdraw_proof(deadlines.handed_in(), **by("demo-committee")),
}
DEADLINE_ACTS: Final[dict[str, Act]] = {
    "approve_exemption": lambda one: deadline_services.approve_exemption(one, **by("demo-head")),
    "refuse_exemption": lambda one: deadline_services.refuse_exemption(one, reason=WHY, **by("demo-head")),
    "take_back_relief": lambda one: deadline_services.take_back_relief(one, **by("demo-office")),
    "accept_proof": lambda one: deadline_services.accept_proof(one, **by("demo-office")),
    "refuse_proof": lambda one: deadline_services.refuse_proof(one, reason=WHY, **by("demo-office")),
    "withdraw_proof": lambda one: deadline_services.withdraw_proof(one, **by("demo-committee")),
    "reconsider_proof": lambda one: deadline_services.reconsider_proof(one, **by("demo-office")),
}


@pytest.mark.parametrize("state", [*ReliefState, *ProofState])
def test_a_relief_and_a_proof_move_as_their_table_says(state: ReliefState | ProofState) -> None:
    life = [move for move in DEADLINE_LIFE if isinstance(move.end, type(state))]
    row = RELIEFS_IN[state]() if isinstance(state, ReliefState) else PROOFS_IN[state]()

    assert moved(row, life, DEADLINE_ACTS) == told(life, state)


def second_plan_in(state: PlanState) -> Plan:
    """The second plan, which asks nobody for names yet."""
    if state == PlanState.CLOSED:
        return plans.close_plan(second_plan.opened(), **by("demo-organiser"))
    return PLANS_IN[state]()


PLANS_IN: Final[dict[PlanState, Callable[[], Plan]]] = {
    PlanState.DRAFT: second_plan.drafted,
    PlanState.SENT_UP: second_plan.sent_up,
    PlanState.RETURNED: second_plan.sent_back,
    PlanState.OPEN: second_plan.opened,
}


PLAN_ACTS: Final[dict[str, Act]] = {
    "send_up_plan": lambda one: plans.send_up_plan(one, **by("demo-organiser")),
    "take_back_plan": lambda one: plans.take_back_plan(one, **by("demo-organiser")),
    "return_plan": lambda one: plans.return_plan(one, reason=WHY, **by("demo-leader")),
    "approve_plan": lambda one: plans.approve_plan(one, **by("demo-leader")),
    "reopen_plan": lambda one: plans.reopen_plan(one, **by("demo-organiser")),
    "close_plan": lambda one: plans.close_plan(one, **by("demo-organiser")),
    "resume_plan": lambda one: plans.resume_plan(one, **by("demo-organiser")),
}


@pytest.mark.parametrize("state", PlanState)
def test_a_plan_moves_as_its_table_says(state: PlanState) -> None:
    assert moved(second_plan_in(state), PLAN_LIFE, PLAN_ACTS) == told(PLAN_LIFE, state)


def annual_plan_in(state: PeriodState) -> PeriodPlan:
    """The plan of another year, which nothing carries out."""
    if state == PeriodState.DRAFT:
        return annual_plans.free_line().plan
    plan = annual_plans.sent_up()
    if state == PeriodState.RETURNED:
        return periods.return_period_plan(plan, reason=WHY, **by("demo-leader"))
    return periods.approve_period_plan(plan, **by("demo-leader")) if state == PeriodState.APPROVED else plan


PERIOD_ACTS: Final[dict[str, Act]] = {
    "send_up_period_plan": lambda one: periods.send_up_period_plan(one, **by("demo-organiser")),
    "take_back_period_plan": lambda one: periods.take_back_period_plan(one, **by("demo-organiser")),
    "return_period_plan": lambda one: periods.return_period_plan(one, reason=WHY, **by("demo-leader")),
    "approve_period_plan": lambda one: periods.approve_period_plan(one, **by("demo-leader")),
    "reopen_period_plan": lambda one: periods.reopen_period_plan(one, **by("demo-organiser")),
}


@pytest.mark.parametrize("state", PeriodState)
def test_a_term_or_annual_plan_moves_as_its_table_says(state: PeriodState) -> None:
    assert moved(annual_plan_in(state), PERIOD_LIFE, PERIOD_ACTS) == told(PERIOD_LIFE, state)


def honorarium_statement_in(state: StatementState) -> HonorariumStatement:
    return honoraria.statement() if state == StatementState.DRAFT else honoraria.approved()


STATEMENT_ACTS: Final[dict[str, Act]] = {
    "reckon_statement": lambda one: honoraria_services.reckon_statement(one, **by("demo-office")),
    "approve_statement": lambda one: honoraria_services.approve_statement(one, number="13/BK-TĐT", **by("demo-head")),
}


@pytest.mark.parametrize("state", StatementState)
def test_an_honorarium_statement_moves_as_its_table_says(state: StatementState) -> None:
    assert moved(honorarium_statement_in(state), STATEMENT_LIFE, STATEMENT_ACTS) == told(STATEMENT_LIFE, state)


def _send(one: Nomination) -> object:
    return nominations.submit_nominations(
        one.plan, one.committee, [one], letter_number="13-CV/HU", letter_dated_on=TODAY, **by("demo-office")
    )


NOMINATION_ACTS: Final[dict[str, Act]] = {
    "submit_nominations": _send,
    "accept_nominations": lambda one: nominations.accept_nominations([one], **by("demo-office")),
    "take_back_acceptance": lambda one: nominations.take_back_acceptance([one], **by("demo-office")),
    "return_nomination": lambda one: nominations.return_nomination(one, reason=WHY, **by("demo-office")),
    "return_nominations": lambda one: nominations.return_nominations([one], reason=WHY, **by("demo-office")),
    "take_back_return": lambda one: nominations.take_back_return([one], **by("demo-office")),
    "defer_nomination": lambda one: nominations.defer_nomination(one, reason=WHY, **by("demo-office")),
    "resume_nomination": lambda one: nominations.resume_nomination(one, **by("demo-office")),
    "withdraw_nomination": lambda one: nominations.withdraw_nomination(one, reason=WHY, **by("demo-office")),
    "name_substitute": lambda one: nominations.name_substitute(
        one, official=second_plan.candidate_of(one.target_post), reason=WHY, **by("demo-office")
    ),
}


def test_a_nomination_moves_as_its_table_says() -> None:
    people = second_plan.submitted()
    for state, one in zip(NominationState, people, strict=False):
        second_plan.other_official(one.target_post)

        assert moved(put(one, state), NOMINATION_LIFE, NOMINATION_ACTS) == told(NOMINATION_LIFE, state)


CLASS_ACTS: Final[dict[str, Act]] = {
    "confirm_class": lambda one: cohorts.confirm_class(one, **by("demo-office")),
    "withdraw_confirmation": lambda one: cohorts.withdraw_confirmation(one, **by("demo-office")),
    "start_class": lambda one: cohorts.start_class(one, **by("demo-office")),
    "begin_closing": lambda one: cohorts.begin_closing(one, **by("demo-office")),
    "close_class": lambda one: cohorts.close_class(one, **by("demo-office")),
    "cancel_class": lambda one: cohorts.cancel_class(one, **by("demo-office")),
}
BY_ITS_DECISION: Final = "issue_class_decision"


@pytest.mark.parametrize("state", ClassState)
def test_a_class_moves_as_its_table_says(state: ClassState) -> None:
    # Class 4 is behind us: no day stands in the way of any move.
    training_class = put(TrainingClass.objects.get(plan=second_plan.story(), number=4), state)
    life = [move for move in CLASS_LIFE if move.act != BY_ITS_DECISION]

    assert moved(training_class, life, CLASS_ACTS) == told(life, state)


def test_the_decision_alone_opens_a_confirmed_class() -> None:
    drafted = second_plan.decision_drafted()
    (move,) = (move for move in CLASS_LIFE if move.act == BY_ITS_DECISION)

    assert move.starts == {state_of(drafted.training_class)}
    cohorts.issue_class_decision(drafted, **signed(), **by("demo-office"))
    assert state_of(drafted.training_class) == move.end


def test_a_first_decision_is_drafted_for_a_confirmed_class_alone() -> None:
    training_class = second_plan.allocated().plan.classes.get()
    for state in ClassState:
        with undone():
            put(training_class, state)

            drafted = done(training_class, lambda one: cohorts.draft_class_decision(one, **by("demo-office")))

            assert drafted is (state == ClassState.CONFIRMED), state


CHANGES_IN: Final[dict[ChangeState, Callable[[], ClassChange]]] = {
    ChangeState.PROPOSED: changes.proposed,
    ChangeState.APPROVED: changes.approved,
    ChangeState.REFUSED: changes.refused,
    ChangeState.TAKEN_BACK: changes.taken_back,
    ChangeState.UNDONE: changes.undone,
}
CHANGE_ACTS: Final[dict[str, Act]] = {
    "approve_change": lambda one: changing.approve_change(one, **by("demo-head")),
    "refuse_change": lambda one: changing.refuse_change(one, reason=WHY, **by("demo-head")),
    "take_back_change": lambda one: changing.take_back_change(one, **by("demo-office")),
    "undo_change": lambda one: changing.undo_change(one, **by("demo-office")),
}


@pytest.mark.parametrize("state", ChangeState)
def test_a_change_of_a_class_moves_as_its_table_says(state: ChangeState) -> None:
    assert moved(CHANGES_IN[state](), CHANGE_LIFE, CHANGE_ACTS) == told(CHANGE_LIFE, state)


REPAIRS_IN: Final[dict[RepairState, Callable[[], Repair]]] = {
    RepairState.FOUND: repairs.reported,
    RepairState.CARRIED_OUT: repairs.carried_out,
    RepairState.UNDONE: repairs.undone,
    RepairState.LAID_ASIDE: repairs.laid_aside,
}
REPAIR_ACTS: Final[dict[str, Act]] = {
    "carry_out_repair": lambda one: mending.carry_out_repair(one, repairs.way(one), **by("demo-office")),
    "lay_repair_aside": lambda one: mending.lay_repair_aside(one, **by("demo-office")),
    "undo_repair": lambda one: mending.undo_repair(one, **by("demo-office")),
}


@pytest.mark.parametrize("state", RepairState)
def test_a_repair_of_a_timetable_moves_as_its_table_says(state: RepairState) -> None:
    assert moved(REPAIRS_IN[state](), REPAIR_LIFE, REPAIR_ACTS) == told(REPAIR_LIFE, state)


def _said(one: Answer) -> dict[str, Any]:
    return {"seen": one.version, "via": Via.COMMITTEE}


ANSWER_ACTS: Final[dict[str, Act]] = {
    "confirm_receipt": lambda one: answering.confirm_receipt(one, **_said(one), **by("demo-office")),
    "confirm_calling_off": lambda one: answering.confirm_calling_off(one, **_said(one), **by("demo-office")),
    "accept_summons": lambda one: answering.accept_summons(one, **_said(one), **by("demo-office")),
    "decline_summons": lambda one: answering.decline_summons(
        one, reason=answers.ILL, **_said(one), **by("demo-office")
    ),
    "ask_for_later_class": lambda one: answering.ask_for_later_class(
        one, reason=answers.ILL, **_said(one), **by("demo-office")
    ),
    "take_back_answer": lambda one: answering.take_back_answer(one, **_said(one), **by("demo-office")),
    "agree_to_later_class": lambda one: answering.agree_to_later_class(one, reason=WHY, **by("demo-office")),
    "hold_to_summons": lambda one: answering.hold_to_summons(one, reason=WHY, **by("demo-office")),
}


def test_an_answer_moves_as_its_table_says() -> None:
    people = answers.summons().answers.select_related("enrolment__nomination").order_by("pk")
    for state, one in zip(AnswerState, people, strict=False):
        Answer.objects.filter(pk=one.pk).update(received_at=clock.now(), answered_at=clock.now(), reason_kind="duty")

        assert moved(put(one, state), ANSWER_LIFE, ANSWER_ACTS) == told(ANSWER_LIFE, state)


BOOKINGS_IN: Final[dict[BookingState, Callable[[], Booking]]] = {
    BookingState.ASKED: halls.asked,
    BookingState.APPROVED: halls.given,
    BookingState.REFUSED: lambda: venues.refuse_booking(halls.asked(), reason=WHY, **by("demo-office")),
    BookingState.CANCELLED: lambda: venues.cancel_booking(halls.given(), reason=WHY, **by("demo-teacher")),
}
BOOKING_ACTS: dict[str, Act] = {
    "approve_booking": lambda one: venues.approve_booking(one, **by("demo-office")),
    "refuse_booking": lambda one: venues.refuse_booking(one, reason=WHY, **by("demo-office")),
    "change_booking": lambda one: venues.change_booking(one, halls.wanted(people=25), **by("demo-teacher")),
    "move_booking": lambda one: venues.move_booking(one, halls.wanted(people=25), **by("demo-office")),
    "cancel_booking": lambda one: venues.cancel_booking(one, reason=WHY, **by("demo-teacher")),
}


SERVICES_IN: Final[dict[ServiceState, Callable[[], ServiceRequest]]] = {
    ServiceState.ASKED: halls.service_asked,
    ServiceState.ACCEPTED: halls.service_accepted,
    ServiceState.REFUSED: lambda: venues.refuse_service(halls.service_asked(), reason=WHY, **by("demo-office")),
    ServiceState.DONE: lambda: venues.finish_service(halls.service_accepted(), **by("demo-office")),
    ServiceState.WITHDRAWN: lambda: venues.withdraw_service(halls.service_asked(), **by("demo-teacher")),
}
BOOKING_ACTS |= {
    "accept_service": lambda one: venues.accept_service(one, **by("demo-office")),
    "refuse_service": lambda one: venues.refuse_service(one, reason=WHY, **by("demo-office")),
    "finish_service": lambda one: venues.finish_service(one, **by("demo-office")),
    "withdraw_service": lambda one: venues.withdraw_service(one, **by("demo-teacher")),
}


@pytest.mark.parametrize("state", [*BookingState, *ServiceState])
def test_a_booking_and_a_service_move_as_their_table_says(state: BookingState | ServiceState) -> None:
    life = [move for move in BOOKING_LIFE if isinstance(move.end, type(state))]
    row = BOOKINGS_IN[state]() if isinstance(state, BookingState) else SERVICES_IN[state]()

    assert moved(row, life, BOOKING_ACTS) == told(life, state)


def _seen(one: AskedSession) -> dict[int, int]:
    return {one.pk: one.version}


REQUESTS_IN: Final[dict[AskedState, Callable[[], AskedSession]]] = {
    AskedState.SENT: requests.asked,
    AskedState.ACCEPTED: requests.accepted,
    AskedState.DECLINED: requests.declined,
    AskedState.WITHDRAWN: requests.withdrawn,
    AskedState.LAPSED: lambda: put(requests.asked(), AskedState.LAPSED),
}
REQUEST_ACTS: Final[dict[str, Act]] = {
    "accept_request": lambda one: request_services.accept_request(
        one.request, _seen(one), via=RequestVia.OFFICE, **by("demo-office")
    ),
    "decline_request": lambda one: request_services.decline_request(
        one.request, _seen(one), reason=WHY, via=RequestVia.OFFICE, **by("demo-office")
    ),
    "withdraw_request": lambda one: request_services.withdraw_request(one.request, _seen(one), **by("demo-office")),
}


@pytest.mark.parametrize("state", AskedState)
def test_a_session_asked_for_moves_as_its_table_says(state: AskedState) -> None:
    assert moved(REQUESTS_IN[state](), REQUEST_LIFE, REQUEST_ACTS) == told(REQUEST_LIFE, state)


SHEET_ACTS: Final[dict[str, Act]] = {
    "lock_results": lambda one: assessment.lock_results(one, missing_reason=WHY, **by("demo-teacher")),
    "confirm_results": lambda one: assessment.confirm_results(one, **by("demo-head")),
    "reopen_results": lambda one: assessment.reopen_results(one, reason=WHY, **by("demo-head")),
}
RECOGNISED_BY_A_DECISION: Final = "issue_result_decision"


def sheet_in(state: SheetState) -> ResultSheet:
    """Results that came to their state as results do."""
    if state == SheetState.RECOGNISED:
        return recognition.sheet_of(4)
    if state == SheetState.OPEN:
        return recognition.sheet_of(5)
    locked = recognition.locked()
    if state == SheetState.CONFIRMED:
        assessment.confirm_results(locked, **by("demo-head"))
    return locked


@pytest.mark.parametrize("state", SheetState)
def test_results_move_as_their_table_says(state: SheetState) -> None:
    life = [move for move in SHEET_LIFE if move.act != RECOGNISED_BY_A_DECISION]

    assert moved(sheet_in(state), life, SHEET_ACTS) == told(life, state)


def test_the_decision_recognises_confirmed_results_alone() -> None:
    sheet = recognition.confirmed_sheet()
    drafted = assessment.draft_result_decision(sheet.training_class, **by("demo-office"))
    issuable = {SheetState.CONFIRMED, SheetState.RECOGNISED}
    for state in SheetState:
        with undone():
            put(sheet, state)
            decision = type(drafted).objects.get(pk=drafted.pk)

            issued = done(decision, lambda one: assessment.issue_result_decision(one, **signed(), **by("demo-office")))

            assert issued is (state in issuable), state
            assert state_of(sheet) == (SheetState.RECOGNISED if state in issuable else state)
    # A decision that changes a recognised class's results leaves it recognised: no move of the table.
    (move,) = (move for move in SHEET_LIFE if move.act == RECOGNISED_BY_A_DECISION)
    assert (set(move.starts), move.end) == ({SheetState.CONFIRMED.value}, SheetState.RECOGNISED.value)


@pytest.mark.parametrize("state", LeaveState)
@pytest.mark.parametrize("granted", [True, False])
def test_leave_is_decided_once(granted: bool, state: LeaveState) -> None:  # noqa: FBT001  pytest passes by keyword
    asked = teaching.leave_asked()
    if state != LeaveState.ASKED:
        asked = decide_leave(asked, granted=state == LeaveState.GRANTED, **by("demo-teacher"))
    end = LeaveState.GRANTED if granted else LeaveState.REFUSED

    decided = done(asked, lambda one: decide_leave(one, granted=granted, **by("demo-office")))

    assert decided is ((state, end) in LEAVE_MOVES)
    assert state_of(asked) == (end if decided else state)


def paper_in(state: DocumentState) -> Document:
    school = second_plan.story().school
    paper = draft_paper(issuer=school, kind=DocumentKind.DECISION, abstract="Cử cán bộ", **by("demo-office"))
    if state == DocumentState.INITIALLED:
        return initial_paper(paper, initialler_name="Đỗ Thị Hạnh", initialled_on=TODAY, **by("demo-head"))
    if state != DocumentState.DRAFT:
        paper = _sign(paper)
    return issue_paper(paper, issued_on=TODAY, **by("demo-office")) if state == DocumentState.ISSUED else paper


def _sign(paper: Document) -> Document:
    return sign_paper(
        paper, signer_name="Nghiêm Đức Thành", signer_title="Hiệu trưởng", signed_on=TODAY, **by("demo-head")
    )


@pytest.mark.parametrize("state", DocumentState)
def test_a_paper_is_signed_before_it_is_issued_and_never_after(state: DocumentState) -> None:
    paper = paper_in(state)

    assert done(paper, _sign) is (state != DocumentState.ISSUED)
    assert state_of(paper) == (DocumentState.SIGNED if state != DocumentState.ISSUED else state)


@pytest.mark.parametrize("state", DocumentState)
def test_a_signed_paper_alone_is_issued_and_once(state: DocumentState) -> None:
    paper = paper_in(state)

    issued = done(paper, lambda one: issue_paper(one, issued_on=TODAY, **by("demo-office")))

    assert issued is (state == DocumentState.SIGNED)
    assert state_of(paper) == (DocumentState.ISSUED if issued else state)


ENDINGS: Final[dict[CertificateState, Act]] = {
    CertificateState.REVOKED: lambda one: revoke_certificate(one, reason=WHY, **by("demo-head")),
    CertificateState.REPLACED: lambda one: reissue_certificate(one, reason=WHY, **by("demo-head")),
}


@pytest.mark.parametrize("end", ENDINGS)
@pytest.mark.parametrize("state", CertificateState)
def test_a_certificate_ends_once(end: CertificateState, state: CertificateState) -> None:
    certificate = Certificate.objects.filter(state=CertificateState.VALID).order_by("pk")[0]
    if state != CertificateState.VALID:
        ENDINGS[state](certificate)

    assert done(certificate, ENDINGS[end]) is (state == CertificateState.VALID)
    assert state_of(certificate) == (end if state == CertificateState.VALID else state)


def test_who_locked_the_marks_does_not_confirm_them() -> None:
    locked = recognition.locked()

    with pytest.raises(ConfirmedByTheSamePerson):
        assessment.confirm_results(locked, **by("demo-teacher"))

    assert state_of(locked) == SheetState.LOCKED
    assessment.confirm_results(locked, **by("demo-head"))
    assert state_of(locked) == SheetState.CONFIRMED


def test_who_sent_a_plan_up_does_not_approve_it_or_send_it_back() -> None:
    plan = second_plan.sent_up()

    with pytest.raises(SentUpByTheSamePerson):
        plans.approve_plan(plan, **by("demo-organiser"))
    with pytest.raises(SentUpByTheSamePerson):
        plans.return_plan(plan, reason=WHY, **by("demo-organiser"))

    assert state_of(plan) == PlanState.SENT_UP


def test_who_asked_for_leave_does_not_decide_it() -> None:
    asked = teaching.leave_asked()

    with pytest.raises(DecidedByWhoAsked):
        decide_leave(asked, granted=True, **by("demo-trainee"))

    assert state_of(asked) == LeaveState.ASKED


def test_who_entered_late_marks_does_not_draw_up_the_decision_on_them() -> None:
    training_class = recognition.resat()

    with pytest.raises(EnteredByTheSamePerson):
        assessment.draft_supplementary_decision(training_class, **by("demo-teacher"))

    assert assessment.draft_supplementary_decision(training_class, **by("demo-head")).is_supplementary


def test_a_half_done_act_is_found() -> None:
    """The positive control: `done` tells a refusal from an act that changed something before it was refused."""

    def half_done(plan: Plan) -> None:
        put(plan, PlanState.CLOSED)
        raise ConfirmedByTheSamePerson

    with pytest.raises(AssertionError):
        done(second_plan.story(), half_done)
