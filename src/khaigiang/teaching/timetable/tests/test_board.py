"""The board: what a piece in hand is told of every half-day, and what becomes of it when it is set down."""

from datetime import date, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.web import clock
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.errors import (
    DropRefused,
    MovedMeanwhile,
    NothingToTakeBack,
    PlaceTakenMeanwhile,
    StepOvertaken,
)
from khaigiang.teaching.timetable.models import BoardStep, Session
from khaigiang.teaching.timetable.queries.hand import in_hand
from khaigiang.teaching.timetable.queries.slots import Slot, Target
from khaigiang.teaching.timetable.services import move_piece, redo_step, save_session, take_piece_off, undo_step
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, hold, item_of, make_session
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)
MORNING, AFTERNOON = HalfDay.MORNING.value, HalfDay.AFTERNOON.value


def key_of(session: Session) -> tuple[int, int]:
    return session.training_class_id, session.item_id


def slot(session: Session, on: date, half_day: str, **row: int) -> Slot:
    hand = in_hand(session.training_class.plan, key_of(session))
    return hand.slot_at(Target(on=on, half_day=half_day, **row))


def move(
    session: Session, on: date, half_day: str, *, seen: int | None = None, there: list[int] | None = None
) -> BoardStep:
    session.refresh_from_db()
    return move_piece(
        session.training_class.plan,
        key_of(session),
        Target(on=on, half_day=half_day),
        seen=session.version if seen is None else seen,
        there=there,
        by=make_user(),
        at=BEFORE,
    )


def spot(session: Session) -> tuple[date, str]:
    session.refresh_from_db()
    return session.on, session.half_day


def two_classes(lecturer: Lecturer | None = None) -> tuple[TrainingClass, TrainingClass]:
    plan = make_plan()
    version = make_version(blocks=(2, 1), lecturers=[lecturer] if lecturer else [])
    halls = [make_hall(office=plan.school, name=name) for name in ("Hội trường A", "Hội trường B")]
    one, other = (make_class(plan, version=version, hall=hall) for hall in halls)
    return one, other


def test_a_free_half_day_is_told_as_free() -> None:
    lecturer = make_lecturer()
    one, _other = two_classes(lecturer)
    session = make_session(one, item=item_of(one), lecturer=lecturer)

    told = slot(session, TUESDAY, MORNING)

    assert (told.state, told.notes, told.trades_with) == ("free", (), ())


def test_a_lecturer_who_teaches_another_class_then_forbids_it_in_words() -> None:
    lecturer = make_lecturer("Trần Văn Bình")
    one, other = two_classes(lecturer)
    session = make_session(one, item=item_of(one), lecturer=lecturer)
    make_session(other, item=item_of(other), on=TUESDAY, lecturer=lecturer)

    told = slot(session, TUESDAY, MORNING)

    assert told.state == "forbidden"
    assert told.notes == (f"{lecturer} dạy {other.name} lúc đó",)
    with pytest.raises(DropRefused, match=other.name):
        move(session, TUESDAY, MORNING)


def test_a_hall_taken_by_another_class_is_changed_for_the_cheapest_that_fits_and_told() -> None:
    one, other = two_classes()
    session = make_session(one, item=item_of(one))
    make_session(other, item=item_of(other), on=TUESDAY, hall=one.hall)

    told = slot(session, TUESDAY, MORNING)
    move(session, TUESDAY, MORNING)

    assert told.state == "warns"
    assert "tại Hội trường B" in told.notes
    session.refresh_from_db()
    assert session.hall == other.hall


def test_what_stands_there_changes_places_with_the_piece() -> None:
    one, _other = two_classes()
    first = make_session(one, item=item_of(one))
    second = make_session(one, item=item_of(one, number=2), on=TUESDAY, half_day=HalfDay.AFTERNOON)

    told = slot(first, TUESDAY, AFTERNOON)
    step = move(first, TUESDAY, AFTERNOON, there=[second.item_id])

    assert told.trades_with == ("Chuyên đề 2",)
    assert (spot(first), spot(second)) == ((TUESDAY, AFTERNOON), (MONDAY, MORNING))
    assert (step.kind, len(step.after)) == ("swap", 2)


def test_pieces_of_one_half_day_move_together_and_keep_their_distance() -> None:
    one, _other = two_classes()
    opening = make_session(one, item=item_of(one, "opening"))
    Session.objects.filter(pk=opening.pk).update(ends_at=time(8, 45))
    after_it = make_session(one, item=item_of(one), on=date(2023, 3, 20))
    Session.objects.filter(pk=after_it.pk).update(on=MONDAY, starts_at=time(8, 45))
    whole = make_session(one, item=item_of(one, number=2), on=TUESDAY, half_day=HalfDay.AFTERNOON)

    move(whole, MONDAY, MORNING)

    opening.refresh_from_db()
    after_it.refresh_from_db()
    assert spot(whole) == (MONDAY, MORNING)
    assert [(one.on, one.half_day, one.starts_at, one.ends_at) for one in (opening, after_it)] == [
        (TUESDAY, AFTERNOON, time(14), time(14, 45)),
        (TUESDAY, AFTERNOON, time(14, 45), time(17, 30)),
    ]


def test_a_piece_that_would_stand_before_what_belongs_first_warns() -> None:
    one, _other = two_classes()
    make_session(one, item=item_of(one), on=TUESDAY)
    discussion = make_session(one, item=item_of(one, "discussion"), on=date(2023, 3, 15))

    told = slot(discussion, MONDAY, MORNING)

    assert told.state == "warns"
    assert len(told.notes) == 1


def test_a_piece_from_the_tray_finds_the_least_loaded_who_may_teach_it() -> None:
    busy, free = make_lecturer(), make_lecturer()
    one, other = two_classes()
    item_of(one).lecturers.set([busy, free])
    make_session(other, item=item_of(other, number=2), on=TUESDAY, half_day=HalfDay.AFTERNOON, lecturer=busy)

    step = move_piece(
        one.plan, (one.pk, item_of(one).pk), Target(on=TUESDAY, half_day=MORNING), by=make_user(), at=BEFORE
    )

    placed = one.sessions.get()
    assert (placed.lecturer, placed.hall, step.kind) == (free, one.hall, "place")


def test_once_attendance_is_recorded_no_half_day_is_possible() -> None:
    one, _other = two_classes()
    session = make_session(one, item=item_of(one))
    hold(session)

    assert slot(session, TUESDAY, MORNING).state == "forbidden"


def test_a_row_of_a_lecturer_says_who_teaches() -> None:
    first, second = make_lecturer(), make_lecturer()
    one, _other = two_classes()
    item_of(one).lecturers.set([first, second])
    session = make_session(one, item=item_of(one), lecturer=first)

    move_piece(
        one.plan,
        key_of(session),
        Target(on=MONDAY, half_day=MORNING, lecturer_id=second.pk),
        seen=1,
        by=make_user(),
        at=BEFORE,
    )

    session.refresh_from_db()
    assert (session.lecturer, spot(session)) == (second, (MONDAY, MORNING))


def test_two_people_drop_on_one_slot_and_the_second_is_told() -> None:
    one, _other = two_classes()
    first = make_session(one, item=item_of(one))
    second = make_session(one, item=item_of(one, number=2), half_day=HalfDay.AFTERNOON)
    move(first, TUESDAY, MORNING, there=[])

    with pytest.raises(PlaceTakenMeanwhile):
        move(second, TUESDAY, MORNING, there=[])
    assert (spot(first), spot(second)) == ((TUESDAY, MORNING), (MONDAY, AFTERNOON))


def test_a_piece_that_somebody_else_moved_meanwhile_stays_and_names_them() -> None:
    one, _other = two_classes()
    session = make_session(one, item=item_of(one))
    step = move(session, TUESDAY, MORNING)

    with pytest.raises(MovedMeanwhile, match=str(step.made_by)):
        move(session, TUESDAY, AFTERNOON, seen=1)
    assert spot(session) == (TUESDAY, MORNING)


def test_every_step_is_undone_and_done_again() -> None:
    one, _other = two_classes()
    session, by = make_session(one, item=item_of(one)), make_user()
    plan, key = one.plan, key_of(session)
    at = [(MONDAY, MORNING), (TUESDAY, MORNING), (TUESDAY, AFTERNOON)]
    for version, (on, half) in enumerate(at[1:], start=1):
        move_piece(plan, key, Target(on=on, half_day=half), seen=version, by=by, at=BEFORE)
    session.refresh_from_db()
    take_piece_off(plan, key, seen=session.version, by=by, at=BEFORE)

    seen = []
    for act in (undo_step, undo_step, undo_step, redo_step, redo_step, redo_step, undo_step):
        act(plan, by=by, at=BEFORE)
        seen.append([(one.on, one.half_day) for one in Session.objects.filter(item=session.item_id)])

    assert seen == [[at[2]], [at[1]], [at[0]], [at[1]], [at[2]], [], [at[2]]]
    with pytest.raises(NothingToTakeBack):
        redo_step(plan, by=make_user(), at=BEFORE)


def test_a_step_is_not_undone_over_what_somebody_else_did_since() -> None:
    one, _other = two_classes()
    session, by = make_session(one, item=item_of(one)), make_user()
    move_piece(one.plan, key_of(session), Target(on=TUESDAY, half_day=MORNING), seen=1, by=by, at=BEFORE)
    other_step = move(session, TUESDAY, AFTERNOON)

    with pytest.raises(StepOvertaken, match=str(other_step.made_by)):
        undo_step(one.plan, by=by, at=BEFORE)
    assert spot(session) == (TUESDAY, AFTERNOON)


def test_what_is_saved_on_the_page_of_a_session_is_a_step_too() -> None:
    one, _other = two_classes()
    session, by = make_session(one, item=item_of(one)), make_user()
    one.refresh_from_db()
    assert one.hall is not None
    save_session(
        session, training_class=one, item=session.item, on=TUESDAY, half_day=AFTERNOON, hall=one.hall, by=by, at=BEFORE
    )

    undo_step(one.plan, by=by, at=BEFORE)

    assert spot(session) == (MONDAY, MORNING)


def board(plan: Plan, **query: object) -> str:
    address = reverse("timetable:board", args=[plan.pk])
    return f"{address}?{'&'.join(f'{name}={value}' for name, value in query.items())}"


@pytest.mark.parametrize("view", ["classes", "class", "lecturers", "halls", "month"])
def test_every_view_shows_the_sessions_and_the_tray(client: Client, view: str) -> None:
    lecturer = make_lecturer()
    one, _other = two_classes(lecturer)
    make_session(one, item=item_of(one), lecturer=lecturer)
    sign_in(client, Role.OFFICE, office=one.plan.school)

    page = client.get(board(one.plan, view=view, week="2023-03-13")).content.decode()

    assert f'data-piece="{one.pk}-{item_of(one).pk}"' in page
    assert f'data-tray="{one.pk}-{item_of(one, number=2).pk}"' in page


def test_without_a_script_a_piece_is_picked_up_by_its_link_and_set_down_by_a_button(client: Client) -> None:
    one, _other = two_classes()
    session = make_session(one, item=item_of(one))
    sign_in(client, Role.OFFICE, office=one.plan.school)
    held = client.get(board(one.plan, view="class", of=one.pk, hold=f"{one.pk}-{session.item_id}")).content.decode()
    to = f"c{one.pk}/2023-03-14/afternoon|"

    client.post(
        reverse("timetable:move_piece", args=[one.plan_id]) + f"?view=class&of={one.pk}",
        {"piece": f"{one.pk}-{session.item_id}", "seen": 1, "to": to},
    )

    assert f'value="{to}"' in held
    assert spot(session) == (TUESDAY, AFTERNOON)


def test_a_script_is_told_what_changed_and_nothing_when_nothing_did(client: Client) -> None:
    one, _other = two_classes()
    session = make_session(one, item=item_of(one))
    sign_in(client, Role.OFFICE, office=one.plan.school)
    steps = reverse("timetable:board_steps", args=[one.plan_id])
    quiet = client.get(f"{steps}?since=0&view=classes")
    move(session, TUESDAY, MORNING)

    told = client.get(f"{steps}?since=0&view=classes").json()

    assert quiet.status_code == 204
    assert told["last"] == 1
    assert set(told["spots"]) == {f"c{one.pk}/2023-03-13/morning", f"c{one.pk}/2023-03-14/morning"}
    assert len(told["others"]) == 1


@pytest.mark.parametrize("classes", [1, 3])
def test_a_piece_in_hand_costs_the_same_however_many_classes(
    client: Client, classes: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # The clock of a rehearsal asks the database, the machine's does not.
    clock.use(None)
    plan, lecturer = make_plan(), make_lecturer()
    version = make_version(blocks=(2, 1), lecturers=[lecturer])
    made = [make_class(plan, version=version, hall=make_hall(office=plan.school)) for _ in range(classes)]
    for one in made:
        fill(one)
    sign_in(client, Role.OFFICE, office=plan.school)
    piece = f"{made[0].pk}-{item_of(made[0]).pk}"
    client.get(reverse("timetable:board_slots", args=[plan.pk]) + f"?hold={piece}")

    with django_assert_num_queries(22):
        client.get(reverse("timetable:board_slots", args=[plan.pk]) + f"?hold={piece}")
