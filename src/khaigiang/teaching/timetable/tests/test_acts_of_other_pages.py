"""What other pages do to sessions is a step that an open board learns of; it is taken back where it was done."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.plans.models import Plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.services import new_version, remove_line
from khaigiang.teaching.curriculum.tests.makers import make_approval, make_version
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import MovedMeanwhile, NothingToTakeBack, TakenBackElsewhere
from khaigiang.teaching.timetable.models import BoardStep
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.queries.steps import newest_steps
from khaigiang.teaching.timetable.services import (
    Cause,
    move_classes_over,
    move_piece,
    set_sessions_in_transaction,
    undo_move_over,
    undo_step,
)
from khaigiang.teaching.timetable.services.arranging import sessions_of
from khaigiang.teaching.timetable.states import StepKind
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, make_session

pytestmark = pytest.mark.django_db
TUESDAY = date(2023, 3, 14)
REPAIR = Cause(kind=StepKind.REPAIR, because="Giảng viên ốm", source="repair 1")


def moved_by_a_repair(training_class: TrainingClass, *, by: User) -> None:
    """The first session is moved to Tuesday afternoon by a repair."""
    first, *rest = [Draft.of(one) for one in sessions_of([training_class.pk])]
    values = {**first.as_json(), "on": TUESDAY.isoformat(), "half_day": HalfDay.AFTERNOON.value}
    wanted = [Draft.from_json({**values, "starts_at": "14:00:00", "ends_at": "17:00:00"}), *rest]
    set_sessions_in_transaction([training_class.pk], wanted, cause=REPAIR, by=by, at=BEFORE)


def next_version(old: ProgrammeVersion) -> ProgrammeVersion:
    """An approved version of the same items but the first topic."""
    version = new_version(old.programme, days=old.days, like=old, by=make_user(), at=BEFORE)
    remove_line(version, version.items.get(title="Chuyên đề 1"), by=make_user(), at=BEFORE)
    version.refresh_from_db()
    version.approved_by = make_approval()
    version.approved_on = version.approved_by.issued_on
    version.save()
    return version


def kinds(plan: Plan) -> list[tuple[str, bool]]:
    return list(plan.board_steps.order_by("number").values_list("kind", "is_undone"))


def test_an_open_board_is_told_who_changed_what_and_why_and_sees_it_in_place(client: Client) -> None:
    session, by = make_session(), make_user()
    training_class = session.training_class
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    moved_by_a_repair(training_class, by=by)

    steps = reverse("timetable:board_steps", args=[training_class.plan_id])
    told = client.get(f"{steps}?since=0&view=classes").json()

    assert told["others"][0].startswith(f"{by} (theo việc sửa lịch: Giảng viên ốm): ")
    assert set(told["spots"]) == {
        f"c{training_class.pk}/2023-03-13/morning",
        f"c{training_class.pk}/2023-03-14/afternoon",
    }
    assert (told["keys"], told["anew"]) == ([f"{training_class.pk}-{session.item_id}"], True)


def test_whoever_holds_a_piece_that_a_repair_moved_is_told_so() -> None:
    session, by = make_session(), make_user()
    moved_by_a_repair(session.training_class, by=by)

    with pytest.raises(MovedMeanwhile, match=rf"{by} \(theo việc sửa lịch: Giảng viên ốm\)"):
        move_piece(
            session.training_class.plan,
            (session.training_class_id, session.item_id),
            Target(on=TUESDAY, half_day=HalfDay.MORNING.value),
            seen=1,
            by=make_user(),
            at=BEFORE,
        )


def test_the_board_says_where_a_repair_is_taken_back_and_changes_nothing() -> None:
    session, by = make_session(), make_user()
    plan = session.training_class.plan
    moved_by_a_repair(session.training_class, by=by)
    session.refresh_from_db()

    for number in (None, 1):
        with pytest.raises(TakenBackElsewhere, match="mở “Có sự cố” và hoàn tác việc sửa lịch ở đó"):
            undo_step(plan, number, by=by, at=BEFORE)

    assert (session.on, session.half_day) == (TUESDAY, HalfDay.AFTERNOON)
    assert kinds(plan) == [("repair", False)]
    assert [row.may_be_undone for row in newest_steps(plan, reader=by)] == [False]


def test_an_act_that_changes_no_session_leaves_no_step() -> None:
    session = make_session()
    set_sessions_in_transaction(
        [session.training_class_id], [Draft.of(session)], cause=REPAIR, by=make_user(), at=BEFORE
    )

    assert not BoardStep.objects.exists()


def test_classes_of_two_plans_leave_a_step_in_each() -> None:
    sessions = [make_session(make_class()), make_session(make_class())]
    later = [Draft.from_json({**Draft.of(one).as_json(), "on": TUESDAY.isoformat()}) for one in sessions]
    set_sessions_in_transaction(
        [one.training_class_id for one in sessions], later, cause=REPAIR, by=make_user(), at=BEFORE
    )

    assert [kinds(one.training_class.plan) for one in sessions] == [[("repair", False)], [("repair", False)]]


def test_classes_that_follow_another_version_leave_a_step_and_so_does_taking_that_back() -> None:
    training_class = make_class(version=make_version(blocks=(2,)))
    fill(training_class)
    by, before = make_user(), {Draft.of(one) for one in sessions_of([training_class.pk])}
    move = move_classes_over(next_version(training_class.version), [training_class.pk], by=by, at=BEFORE)
    after_move = kinds(training_class.plan)

    undo_move_over(move, by=by, at=BEFORE)

    assert after_move == [("version", False)]
    assert kinds(training_class.plan) == [("version", True), ("version", False)]
    assert {Draft.of(one) for one in sessions_of([training_class.pk])} == before
    with pytest.raises(NothingToTakeBack):
        undo_step(training_class.plan, by=by, at=BEFORE)


def test_an_older_step_of_ones_own_is_undone_once_the_act_after_it_was_taken_back() -> None:
    session, by = make_session(), make_user()
    plan, key = session.training_class.plan, (session.training_class_id, session.item_id)
    move_piece(plan, key, Target(on=TUESDAY, half_day=HalfDay.MORNING.value), seen=1, by=by, at=BEFORE)
    moved = [Draft.of(one) for one in sessions_of([session.training_class_id])]
    moved_by_a_repair(session.training_class, by=by)
    taking_back = Cause(kind=StepKind.REPAIR, because=REPAIR.because, source=REPAIR.source, takes_back=True)
    set_sessions_in_transaction([session.training_class_id], moved, cause=taking_back, by=by, at=BEFORE)

    undo_step(plan, by=by, at=BEFORE)

    session.refresh_from_db()
    assert (session.on, session.half_day) == (MONDAY, HalfDay.MORNING)
