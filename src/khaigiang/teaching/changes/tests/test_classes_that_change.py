"""Classes postponed, cancelled and merged: what changes, what stands in the way, and undone without a trace."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.dates import HalfDay, working_days
from khaigiang.ground.shared.tests.whole_database import dump
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.changes.errors import (
    CannotBeDone,
    ChangedSince,
    ChangeMoved,
    NotApproved,
    PaperIsIssued,
    ProposedByTheSamePerson,
    ReasonMissing,
)
from khaigiang.teaching.changes.models import ClassChange
from khaigiang.teaching.changes.queries import preview_of
from khaigiang.teaching.changes.services import (
    approve_change,
    issue_change_decisions,
    issue_change_letter,
    propose_change,
    refuse_change,
    take_back_change,
    undo_change,
)
from khaigiang.teaching.changes.tests.makers import (
    AT,
    LATER,
    ON,
    WHY,
    cancelled,
    make_approved,
    make_decided,
    make_proposed,
    make_ready_plan,
    make_undecided,
    merged,
    postponed,
    signing,
    summon,
)
from khaigiang.teaching.cohorts.errors import BelongsToAChange
from khaigiang.teaching.cohorts.models import ClassDecision, Placement
from khaigiang.teaching.cohorts.queries import days_of, list_on, waiting_nominations
from khaigiang.teaching.cohorts.services import discard_class_decision, draft_summons
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import FIRST_DAY, make_accepted, make_away, make_class, make_placement
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.tests.makers import make_session

pytestmark = pytest.mark.django_db

# The change itself, its steps, what people were told and the stored text of thrown drafts stay as history.
HISTORY = ("changes_", "notices_", "files_", "timetable_boardstep", "timetable_stepcount")


def test_a_postponed_class_keeps_the_order_of_its_days_and_sessions() -> None:
    training_class = make_decided(make_ready_plan())
    old = days_of(training_class)
    first = make_session(training_class, on=old[0])
    third = make_session(training_class, on=old[2], half_day=HalfDay.AFTERNOON)

    change = make_approved(postponed(training_class))

    new = working_days(LATER, len(old))
    assert days_of(training_class) == new
    assert [(one.pk, one.on, one.half_day) for one in Session.objects.order_by("on")] == [
        (first.pk, new[0], "morning"),
        (third.pk, new[2], "afternoon"),
    ]
    decision = change.decision
    assert decision is not None
    assert (decision.kind, decision.because, decision.effective_on) == ("rescheduling", WHY, None)


def test_a_lecturer_who_teaches_elsewhere_then_is_left_out_and_a_taken_hall_forbids_the_days() -> None:
    training_class = make_decided(make_ready_plan())
    lecturer, days = make_lecturer(), days_of(training_class)
    session = make_session(training_class, on=days[0], lecturer=lecturer)
    make_session(make_class(), on=LATER, lecturer=lecturer)

    preview = preview_of(postponed(training_class), ON)
    make_approved(postponed(training_class))

    session.refresh_from_db()
    assert (len(preview.errors), len(preview.warnings), session.lecturer) == (0, 1, None)
    elsewhere = make_decided(make_ready_plan())
    make_session(elsewhere, on=days_of(elsewhere)[0], hall=session.hall)
    with pytest.raises(CannotBeDone):
        make_proposed(postponed(elsewhere))


@pytest.mark.parametrize(
    "first", [date(2023, 3, 7), date(2030, 1, 7), FIRST_DAY], ids=["past", "beyond the plan", "as it is"]
)
def test_days_that_cannot_be_are_refused(first: date) -> None:
    with pytest.raises(CannotBeDone):
        make_proposed(postponed(make_decided(make_ready_plan()), first))


def test_a_class_without_a_decision_is_postponed_by_the_office_alone_and_who_is_away_waits_again() -> None:
    training_class = make_undecided(make_ready_plan())
    stays, leaves = training_class.placements.order_by("pk")
    make_away(leaves.nomination, LATER)
    office = make_user()

    change = propose_change(postponed(training_class), reason=WHY, by=office, at=AT)
    approve_change(change, by=office, at=AT)

    assert list(training_class.placements.all()) == [stays]
    assert list(waiting_nominations().filter(placement=None)) == [leaves.nomination]
    assert ClassDecision.objects.count() == 0


def test_who_proposed_a_change_of_a_decided_class_does_not_approve_it() -> None:
    training_class = make_decided(make_ready_plan())
    change = make_proposed(cancelled(training_class))

    with pytest.raises(ProposedByTheSamePerson):
        approve_change(change, by=change.proposed_by, at=AT)

    approve_change(change, by=make_user(), at=AT)
    with pytest.raises(ChangeMoved):
        approve_change(change, by=make_user(), at=AT)


def test_people_of_a_cancelled_class_wait_again_once_its_decision_is_issued() -> None:
    training_class = make_decided(make_ready_plan())
    make_session(training_class)
    change = make_approved(cancelled(training_class))
    training_class.refresh_from_db()

    assert training_class.state == ClassState.CANCELLED
    assert Session.objects.count() == 0
    assert len(list_on(training_class, ON)) == 2
    assert not waiting_nominations().exists()

    issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    assert list_on(training_class, ON) == []
    assert waiting_nominations().count() == 2
    assert not Placement.objects.exists()
    assert set(training_class.enrolments.values_list("removal_reason", flat=True)) == {WHY}


def test_a_class_without_a_decision_is_cancelled_without_papers() -> None:
    training_class = make_undecided(make_ready_plan())

    change = make_approved(cancelled(training_class))

    training_class.refresh_from_db()
    assert (training_class.state, change.decision, change.letter) == (ClassState.CANCELLED, None, None)
    assert waiting_nominations().filter(placement=None).count() == 2


def test_two_decided_classes_merge_by_two_decisions_of_one_day() -> None:
    plan = make_ready_plan()
    goes = make_decided(plan)
    stays = make_decided(plan, version_of=goes)
    before = {row.name for one in (goes, stays) for row in list_on(one, ON)}

    change = make_approved(merged(goes, stays))
    issued = issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    assert [(one.training_class, one.kind, one.effective_on) for one in issued] == [
        (goes, "cancelling", ON),
        (stays, "supplementary", ON),
    ]
    assert {row.name for row in list_on(stays, ON)} == before
    assert list_on(goes, ON) == []


def test_who_cannot_come_to_the_other_class_waits_instead() -> None:
    plan = make_ready_plan()
    goes = make_undecided(plan)
    stays = make_undecided(plan, 1, version_of=goes)
    away = goes.placements.order_by("pk")[0].nomination
    make_away(away, days_of(stays)[-1])

    make_approved(merged(goes, stays))

    assert stays.placements.count() == 2
    assert list(waiting_nominations().filter(placement=None)) == [away]


def test_people_placed_in_a_merged_class_are_added_to_a_decided_one_by_its_decision() -> None:
    plan = make_ready_plan()
    goes = make_undecided(plan)
    stays = make_decided(plan, version_of=goes)

    change = make_approved(merged(goes, stays))
    issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    assert len(list_on(stays, ON)) == 4
    assert not waiting_nominations().exists()


def test_a_class_that_is_too_small_or_of_another_programme_takes_no_other() -> None:
    plan = make_ready_plan()
    goes = make_undecided(plan, 3)
    small = make_class(plan, version=goes.version, sizes=(0, 2, 2))

    too_small, of_another = preview_of(merged(goes, small), ON), preview_of(merged(goes, make_undecided(plan)), ON)

    assert (len(too_small.errors), len(of_another.errors)) == (1, 1)


def test_a_decided_class_goes_only_into_a_decided_one() -> None:
    plan = make_ready_plan()
    goes = make_decided(plan)

    with pytest.raises(CannotBeDone):
        make_proposed(merged(goes, make_undecided(plan, version_of=goes)))


@pytest.mark.parametrize("state", [ClassState.RUNNING, ClassState.CLOSING, ClassState.CLOSED, ClassState.CANCELLED])
def test_a_class_that_has_begun_or_is_over_does_not_change(state: ClassState) -> None:
    training_class = make_decided(make_ready_plan())
    training_class.state = state
    training_class.save()

    assert [len(preview_of(want(training_class), ON).errors) for want in (postponed, cancelled)] == [1, 1]


def test_one_change_of_a_class_waits_at_a_time() -> None:
    training_class = make_decided(make_ready_plan())
    make_proposed(cancelled(training_class))

    with pytest.raises(CannotBeDone):
        make_proposed(postponed(training_class))


def test_a_reason_is_asked_for() -> None:
    training_class = make_decided(make_ready_plan())
    with pytest.raises(ReasonMissing):
        propose_change(cancelled(training_class), reason=" ", by=make_user(), at=AT)
    change = make_proposed(cancelled(training_class))
    with pytest.raises(ReasonMissing):
        refuse_change(change, reason="", by=make_user(), at=AT)


def test_a_refused_change_and_one_taken_back_change_nothing() -> None:
    training_class = make_decided(make_ready_plan())
    before = dump(*HISTORY)

    refuse_change(make_proposed(cancelled(training_class)), reason="Giữ nguyên kế hoạch", by=make_user(), at=AT)
    take_back_change(make_proposed(postponed(training_class)), by=make_user(), at=AT)

    # Those who acted are new users.
    assert {name: rows for name, rows in dump(*HISTORY).items() if rows != before[name]}.keys() == {"accounts_user"}
    assert list(ClassChange.objects.order_by("pk").values_list("state", flat=True)) == ["refused", "taken_back"]


def test_a_drafted_summons_stands_in_the_way_of_cancelling() -> None:
    training_class = make_decided(make_ready_plan())
    draft_summons(training_class, by=make_user(), at=AT)

    assert len(preview_of(cancelled(training_class), ON).errors) == 1


def test_the_summoned_get_a_letter_that_corrects_their_summons() -> None:
    training_class = make_decided(make_ready_plan())
    summon(training_class)

    change = make_approved(postponed(training_class))

    letter = change.letter
    assert letter is not None
    assert [link.target for link in letter.links.all()] == [one.document for one in training_class.summonses.all()]
    issued = issue_change_letter(change, **signing(), by=make_user(), at=AT)
    assert (issued.state, issued.issued_on) == ("issued", ON)
    assert issued.pdf is not None
    assert issued.docx is not None


@pytest.mark.parametrize("kind", ["postpone", "cancel", "merge", "merge into a decided one", "merge decided ones"])
def test_after_undo_the_whole_database_equals_what_it_was(kind: str) -> None:
    plan = make_ready_plan()
    training_class = make_undecided(plan) if kind in {"merge", "merge into a decided one"} else make_decided(plan)
    make = make_undecided if kind == "merge" else make_decided
    other = make(plan, version_of=training_class)
    make_session(training_class, on=days_of(training_class)[0], lecturer=make_lecturer())
    if training_class.state == ClassState.OPEN:
        summon(training_class)
    proposer, head = make_user(), make_user()
    wanted = {"postpone": postponed, "cancel": cancelled}.get(kind, lambda one: merged(one, other))(training_class)
    before = dump(*HISTORY)

    change = propose_change(wanted, reason=WHY, by=proposer, at=AT)
    approve_change(change, by=head, at=AT)
    assert dump(*HISTORY) != before
    undo_change(change, by=proposer, at=AT)

    assert dump(*HISTORY) == before
    with pytest.raises(NotApproved):
        undo_change(change, by=proposer, at=AT)


def test_a_change_stands_once_a_paper_of_it_is_issued() -> None:
    training_class = make_decided(make_ready_plan())
    change = make_approved(cancelled(training_class))
    assert change.decision is not None
    with pytest.raises(BelongsToAChange):
        discard_class_decision(change.decision, by=make_user(), at=AT)

    issue_change_decisions(change, **signing(), by=make_user(), at=AT)

    with pytest.raises(PaperIsIssued):
        undo_change(change, by=make_user(), at=AT)


def test_a_change_is_not_undone_over_what_somebody_changed_since() -> None:
    plan = make_ready_plan()
    training_class = make_undecided(plan)
    somebody = training_class.placements.order_by("pk")[0].nomination
    change = make_approved(cancelled(training_class))
    make_placement(somebody, make_class(plan))

    with pytest.raises(ChangedSince):
        undo_change(change, by=make_user(), at=AT)


def test_the_head_hears_of_a_proposal_and_committees_of_the_change_and_of_its_undoing() -> None:
    training_class = make_decided(make_ready_plan(), 1)
    committee = training_class.enrolments.get().target_post.committee
    head = make_mandate(Role.HEAD).user
    there = make_mandate(Role.COMMITTEE, office=committee).user

    change = make_proposed(cancelled(training_class))
    approve_change(change, by=head, at=AT)
    undo_change(change, by=make_user(), at=AT)

    assert Notice.objects.filter(to=head).count() == 1
    assert Notice.objects.filter(to=there).count() == 2


def test_the_preview_costs_the_same_however_many_people() -> None:
    costs = []
    for people in (2, 6):
        training_class = make_decided(make_ready_plan(), people)
        make_session(training_class, on=FIRST_DAY + timedelta(days=1))
        with CaptureQueriesContext(connection) as captured:
            preview_of(postponed(training_class), ON)
        costs.append(len(captured))
    assert costs[0] == costs[1]


def test_people_placed_without_a_class_day_are_named_with_their_days_away() -> None:
    plan = make_ready_plan()
    training_class = make_undecided(plan, 0)
    nomination = make_accepted(plan, "Lê Thị Hoa")
    make_placement(nomination, training_class)
    make_away(nomination, LATER)

    (one,) = preview_of(postponed(training_class), ON).people

    assert (one.name, one.days_missed) == ("Lê Thị Hoa", "22/05")
