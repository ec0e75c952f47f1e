"""At half past six somebody rings in sick; what the ways out are, and what one confirmation does."""

from collections import Counter
from datetime import date, timedelta

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.changes.tests.makers import make_ready_plan
from khaigiang.teaching.cohorts.models import ClassDecision, TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_listed
from khaigiang.teaching.lecturers.models import LecturerAbsence
from khaigiang.teaching.repairs.errors import (
    ChangedSinceRepair,
    EndsBeforeItBegins,
    NothingIsHit,
    NotWaiting,
    NoWayOut,
    StaleRepair,
    UnknownWay,
)
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.queries import kept_ways
from khaigiang.teaching.repairs.rules import Slot, in_order
from khaigiang.teaching.repairs.services import carry_out_repair, lay_repair_aside, undo_repair
from khaigiang.teaching.repairs.states import AccidentKind, RepairState, RepairWay
from khaigiang.teaching.repairs.tests.makers import (
    AT_HALF_PAST_SIX,
    TUESDAY,
    WHY,
    lecturer_with_account,
    make_public_class,
    make_repair,
)
from khaigiang.teaching.timetable.errors import SessionHeld
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries import current_release, released_sessions
from khaigiang.teaching.timetable.tests.makers import MONDAY
from khaigiang.teaching.venues.models import HallClosure
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db

WEDNESDAY, THURSDAY = TUESDAY + timedelta(1), TUESDAY + timedelta(2)


def halves(training_class: TrainingClass) -> dict[str, Slot]:
    """When each item of a class is taught, by kind and number."""
    sessions = Session.objects.filter(training_class=training_class).select_related("item")
    return {f"{one.item.kind} {one.item.number}": (one.on, one.half_day) for one in sessions}


def class_days(training_class: TrainingClass) -> list[date]:
    return list(training_class.days.order_by("on").values_list("on", flat=True))


def carry_out(repair: Repair, way: RepairWay) -> Repair:
    return carry_out_repair(repair, way.value, by=make_user(), at=AT_HALF_PAST_SIX)


def told() -> set[User]:
    return {notice.to for notice in Notice.objects.select_related("to")}


def people(repair: Repair) -> dict[str, int]:
    return {one.way.value: one.people for one in kept_ways(repair)}


def test_somebody_else_teaches_and_is_the_only_one_told() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    training_class = make_public_class(an, binh)
    trainee = make_mandate(Role.TRAINEE, official=make_listed(training_class).official).user
    Notice.objects.all().delete()

    repair = make_repair(lecturer=an, last_day=WEDNESDAY)
    assert people(repair)["instead"] == 1
    assert Session.objects.filter(lecturer=an).count() == 2
    carry_out(repair, RepairWay.INSTEAD)

    assert not Session.objects.filter(lecturer=an).exists()
    assert set(
        Session.objects.filter(on__in=(TUESDAY, WEDNESDAY), item__kind="topic").values_list("lecturer", flat=True)
    ) == {binh.pk}
    assert binh.user in told()
    assert trainee not in told()
    release = current_release(training_class)
    assert release is not None
    assert (release.number, release.note) == (2, WHY)
    absence = LecturerAbsence.objects.get()
    assert (absence.lecturer, absence.first_day, absence.last_day, absence.reason) == (an, TUESDAY, WEDNESDAY, WHY)


def test_a_topic_is_put_off_into_the_free_half_day() -> None:
    an = lecturer_with_account("An")
    training_class = make_public_class(an)

    repair = make_repair(lecturer=an, half_day="morning")
    carry_out(repair, RepairWay.POSTPONE)

    then = halves(training_class)
    assert then["topic 1"] == (MONDAY, "afternoon")
    assert in_order(then["topic 2"]) > in_order((TUESDAY, "morning"))
    assert in_order(then["closing 1"]) == max(map(in_order, then.values()))
    assert {(one.on, one.half_day) for one in released_sessions()} == set(then.values())


def test_undone_everything_stands_as_before_and_is_public_again() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    training_class = make_public_class(an, binh)
    before = list(Session.objects.order_by("pk").values("pk", "on", "half_day", "lecturer", "hall", "starts_at"))
    repair = carry_out(make_repair(lecturer=an), RepairWay.INSTEAD)

    undo_repair(repair, by=make_user(), at=AT_HALF_PAST_SIX)

    assert (
        list(Session.objects.order_by("pk").values("pk", "on", "half_day", "lecturer", "hall", "starts_at")) == before
    )
    assert not LecturerAbsence.objects.exists()
    release = current_release(training_class)
    assert release is not None
    assert release.number == 3
    assert Repair.objects.get().state == RepairState.UNDONE


def test_a_lost_hall_is_left_for_another_and_noted_as_closed() -> None:
    plan = make_plan()
    hall, other = make_hall(office=plan.school), make_hall(office=plan.school)
    make_public_class(lecturer_with_account("An"), plan=plan, hall=hall)

    carry_out(make_repair(AccidentKind.HALL, hall=hall), RepairWay.INSTEAD)

    on_tuesday = Session.objects.filter(on=TUESDAY)
    assert {one.hall_id for one in on_tuesday} == {other.pk}
    assert {one.hall_id for one in Session.objects.exclude(on=TUESDAY)} == {hall.pk}
    assert HallClosure.objects.get().hall == hall


def test_without_power_a_half_day_is_made_up_for() -> None:
    training_class = make_public_class(lecturer_with_account("An"))

    repair = make_repair(AccidentKind.NOBODY_MEETS, half_day="afternoon")
    carry_out(repair, kept_ways(repair)[0].way)

    assert (TUESDAY, "afternoon") not in halves(training_class).values()
    assert len(halves(training_class)) == 7


def test_a_holiday_needs_a_further_day_which_the_class_then_meets_on() -> None:
    training_class = make_public_class(lecturer_with_account("An"))
    friday = THURSDAY + timedelta(1)

    with pytest.raises(NoWayOut):
        make_repair(AccidentKind.NOBODY_MEETS)
    repair = make_repair(AccidentKind.NOBODY_MEETS, added_days=[friday])
    carry_out(repair, kept_ways(repair)[0].way)

    assert TUESDAY not in {on for on, _half in halves(training_class).values()}
    assert class_days(training_class) == [MONDAY, WEDNESDAY, THURSDAY, friday]
    undo_repair(Repair.objects.get(), by=make_user(), at=AT_HALF_PAST_SIX)
    assert class_days(training_class) == [MONDAY, TUESDAY, WEDNESDAY, THURSDAY]


def test_a_day_whose_morning_was_taught_before_the_power_failed_stays_a_class_day() -> None:
    training_class = make_public_class(lecturer_with_account("An"))
    at_noon = AT_HALF_PAST_SIX + timedelta(hours=5, minutes=30)

    repair = make_repair(AccidentKind.NOBODY_MEETS, at=at_noon)
    carry_out(repair, kept_ways(repair)[0].way)

    assert halves(training_class)["topic 2"] == (TUESDAY, "morning")
    assert class_days(training_class) == [MONDAY, TUESDAY, WEDNESDAY, THURSDAY]


def test_a_late_group_needs_a_larger_hall_from_its_day_on() -> None:
    plan = make_plan()
    small, large = make_hall(office=plan.school, capacity=130), make_hall(office=plan.school, capacity=300)
    training_class = make_public_class(lecturer_with_account("An"), plan=plan, hall=small)

    repair = make_repair(AccidentKind.GROUP, training_class=training_class, joined=150)
    carry_out(repair, RepairWay.INSTEAD)

    assert {one.hall_id for one in Session.objects.filter(on=MONDAY)} == {small.pk}
    assert {one.hall_id for one in Session.objects.filter(on__gt=MONDAY)} == {large.pk}


def test_a_group_that_joins_on_wednesday_moves_nobody_on_tuesday() -> None:
    plan = make_plan()
    small, large = make_hall(office=plan.school, capacity=130), make_hall(office=plan.school, capacity=300)
    training_class = make_public_class(lecturer_with_account("An"), plan=plan, hall=small)

    repair = make_repair(AccidentKind.GROUP, first_day=WEDNESDAY, training_class=training_class, joined=150)
    carry_out(repair, RepairWay.INSTEAD)

    assert {one.hall_id for one in Session.objects.filter(on__lte=TUESDAY)} == {small.pk}
    assert {one.hall_id for one in Session.objects.filter(on__gte=WEDNESDAY)} == {large.pk}


def test_a_further_day_of_a_decided_class_drafts_the_decision_that_names_it_and_undo_throws_it_away() -> None:
    plan = make_ready_plan()
    training_class = make_public_class(lecturer_with_account("An"), plan=plan)
    make_listed(training_class)
    repair = make_repair(AccidentKind.NOBODY_MEETS, added_days=[THURSDAY + timedelta(1)])
    carry_out(repair, kept_ways(repair)[0].way)

    (decision,) = Repair.objects.get().decisions.all()
    assert (decision.kind, decision.training_class) == (ClassDecision.Kind.RESCHEDULING, training_class)

    undo_repair(Repair.objects.get(), by=make_user(), at=AT_HALF_PAST_SIX)
    assert not ClassDecision.objects.filter(kind=ClassDecision.Kind.RESCHEDULING).exists()


def test_what_shares_a_half_day_goes_along() -> None:
    an = lecturer_with_account("An")
    training_class = make_public_class(an)
    discussion = Session.objects.get(item__kind="discussion", item__number=1)
    topic = Session.objects.get(item__kind="topic", item__number=2)
    Session.objects.filter(pk=topic.pk).update(ends_at="09:30")
    Session.objects.filter(pk=discussion.pk).update(half_day="morning", starts_at="09:30", ends_at="11:00")

    carry_out(make_repair(lecturer=an, half_day="morning"), RepairWay.POSTPONE)

    then = halves(training_class)
    assert then["discussion 1"] == then["topic 2"] != (TUESDAY, "morning")


def test_what_has_begun_stays() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    make_public_class(an, binh)
    ten_o_clock = AT_HALF_PAST_SIX + timedelta(hours=3, minutes=30)

    with pytest.raises(NothingIsHit):
        make_repair(lecturer=an, half_day="morning", at=ten_o_clock)


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(EndsBeforeItBegins):
        make_repair(lecturer=lecturer_with_account("An"), last_day=MONDAY)


def test_sessions_changed_by_hand_meanwhile_are_not_overwritten() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    make_public_class(an, binh)
    repair = make_repair(lecturer=an)
    Session.objects.filter(item__kind="topic", item__number=3).update(lecturer=binh)

    with pytest.raises(StaleRepair):
        carry_out(repair, RepairWay.INSTEAD)
    assert Session.objects.get(on=TUESDAY, half_day="morning").lecturer == an


def test_work_done_after_a_repair_is_not_undone_with_it() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    make_public_class(an, binh)
    repair = carry_out(make_repair(lecturer=an), RepairWay.INSTEAD)
    Session.objects.filter(item__kind="closing").update(half_day="afternoon", starts_at="14:00", ends_at="17:00")

    with pytest.raises(ChangedSinceRepair):
        undo_repair(repair, by=make_user(), at=AT_HALF_PAST_SIX)


def test_a_session_that_was_held_meanwhile_does_not_move() -> None:
    an = lecturer_with_account("An")
    training_class = make_public_class(an)
    listed = make_listed(training_class)
    repair = make_repair(lecturer=an, half_day="morning")
    session = Session.objects.get(on=TUESDAY, half_day="morning")
    session.attendances.create(
        enrolment=listed, presence="present", recorded_by=make_user(), recorded_at=AT_HALF_PAST_SIX
    )

    with pytest.raises(SessionHeld):
        carry_out(repair, RepairWay.POSTPONE)


def test_a_repair_is_decided_once() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    make_public_class(an, binh)
    repair = make_repair(lecturer=an)
    lay_repair_aside(repair, by=make_user(), at=AT_HALF_PAST_SIX)

    with pytest.raises(NotWaiting):
        carry_out(repair, RepairWay.INSTEAD)
    with pytest.raises(NotWaiting):
        lay_repair_aside(repair, by=make_user(), at=AT_HALF_PAST_SIX)


def test_a_way_that_was_not_found_is_refused() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    make_public_class(an, binh)

    with pytest.raises(UnknownWay):
        carry_out(make_repair(lecturer=an), RepairWay.ANY)


def test_classes_of_two_programmes_are_mended_together() -> None:
    an, binh, cuong = (lecturer_with_account(name) for name in ("An", "Bình", "Cường"))
    first = make_public_class(an, binh)
    second = make_public_class(cuong, plan=first.plan)
    taught_by_binh = Session.objects.get(training_class=second, item__kind="topic", item__number=2)
    Session.objects.filter(pk=taught_by_binh.pk).update(lecturer=binh)

    repair = make_repair(lecturer=an, half_day="morning")

    assert repair.class_ids == [first.pk, second.pk]
    assert Counter(
        one.class_id for way in kept_ways(repair) if way.way == RepairWay.INSTEAD for one, _then in way.changes
    ) == {
        first.pk: 1,
        second.pk: 1,
    }
    assert people(repair)["instead"] == 2
