"""In any situation the board says of a half-day what the drop there does; undone and done again it is as it was."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta
from random import Random
from typing import Final

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.models import ProgrammeVersion
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import DropRefused, NothingToRelease, NotReadyForRelease
from khaigiang.teaching.timetable.models import RuleLevel, Session
from khaigiang.teaching.timetable.queries.hand import in_hand
from khaigiang.teaching.timetable.queries.slots import Slot, Target
from khaigiang.teaching.timetable.services import ignore_finding, move_piece, redo_step, release_timetable, undo_step
from khaigiang.teaching.timetable.states import FindingKind, Level
from khaigiang.teaching.timetable.tests.makers import BEFORE, HOURS, MONDAY, hold
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_booking, make_closure, make_hall

pytestmark = pytest.mark.django_db
# A few in the usual tests; so many when asked for.
EXAMPLES: Final = int(os.environ.get("KHAIGIANG_TRIALS", "12"))
DROPS: Final = 5
DAYS: Final = [MONDAY + timedelta(days=day) for day in range(4)]
HALVES: Final = [HalfDay.MORNING, HalfDay.AFTERNOON]
LEVELS: Final = [Level.BLOCK_ACT, Level.BLOCK_ACT, Level.WARN, Level.BLOCK_RELEASE, Level.IGNORED]


@contextmanager
def tried() -> Iterator[None]:
    """Whatever is written within it goes."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(chance=st.randoms(use_true_random=False))
def test_what_the_board_says_of_a_half_day_is_what_a_drop_there_does(chance: Random) -> None:
    with tried():
        classes = a_situation(chance)
        for _ in range(DROPS):
            with tried():
                one = chance.choice(classes)
                assert_told_is_done(one.plan, (one.pk, chance.choice(list(one.version.items.all())).pk), chance)


def assert_told_is_done(plan: Plan, key: tuple[int, int], chance: Random) -> None:
    hand = in_hand(plan, key)
    target = a_target(chance, plan)
    slot, before, by = hand.slot_at(target), standing(), make_user()
    seen = hand.session.version if hand.session else 0
    there = [one.item_id for one in hand.there(target)]
    if not slot.is_possible:
        with pytest.raises(DropRefused):
            move_piece(plan, key, target, seen=seen, there=there, by=by, at=BEFORE)
        assert standing() == before
        return

    move_piece(plan, key, target, seen=seen, there=there, by=by, at=BEFORE)

    after = standing()
    assert after == as_told(before, slot)
    undo_step(plan, by=by, at=BEFORE)
    assert standing() == before
    redo_step(plan, by=by, at=BEFORE)
    assert standing() == after


def standing() -> dict[tuple[int, int], Draft]:
    return {draft.key: draft for draft in map(Draft.of, Session.objects.all())}


def as_told(before: dict[tuple[int, int], Draft], slot: Slot) -> dict[tuple[int, int], Draft]:
    """All sessions with those in their places that the half-day said it would write."""
    return before | {draft.key: draft for draft in slot.drafts}


def a_target(chance: Random, plan: Plan) -> Target:
    row = chance.choice(["", "", "lecturer", "hall"])
    return Target(
        on=chance.choice(DAYS),
        half_day=chance.choice(HALVES).value,
        lecturer_id=chance.choice(list(Lecturer.objects.filter(is_active=True))).pk if row == "lecturer" else None,
        hall_id=chance.choice(list(Hall.objects.filter(office=plan.school))).pk if row == "hall" else None,
    )


def a_situation(chance: Random) -> list[TrainingClass]:
    """Classes of one plan, half set, with absences, closed halls, meetings, rules, releases and attendance."""
    plan = make_plan()
    lecturers = [
        make_lecturer(max_per_day=chance.choice([1, 2]), max_per_week=chance.choice([2, 3, 6]), is_active=is_active)
        for is_active in (True, True, chance.random() < 0.6)
    ]
    version = a_version(chance, lecturers)
    halls = [make_hall(office=plan.school, capacity=chance.choice([5, 40, 200])) for _ in range(3)]
    classes = [
        make_class(plan, version=version, hall=chance.choice(halls), days=chance.sample(DAYS, chance.choice([3, 4])))
        for _ in range(2)
    ]
    around(chance, lecturers, halls)
    for one in classes:
        set_some(chance, one, lecturers, halls)
    rules(chance, plan)
    history(chance, classes)
    return [one for one in classes if one.state != ClassState.CANCELLED]


def a_version(chance: Random, lecturers: list[Lecturer]) -> ProgrammeVersion:
    version = make_version(blocks=(2, 1), lecturers=lecturers)
    topics = list(version.items.filter(kind="topic").order_by("ordinal"))
    for topic in topics:
        topic.lecturers.set(chance.sample(lecturers, chance.choice([0, 1, 2, 3])))
    if chance.random() < 0.4:
        topics[2].after.add(topics[0])
    if chance.random() < 0.4:
        version.items.filter(kind="opening").update(minutes=45)
        version.items.filter(pk=topics[0].pk).update(shares_half_day=True, minutes=120)
    return version


def around(chance: Random, lecturers: list[Lecturer], halls: list[Hall]) -> None:
    """What happens besides the classes."""
    for lecturer in lecturers:
        if chance.random() < 0.4:
            make_absence(lecturer, chance.choice(DAYS), half_day=chance.choice(["", "morning", "afternoon"]))
    for hall in halls:
        if chance.random() < 0.4:
            make_closure(hall, chance.choice(DAYS), half_day=chance.choice(["", "morning", "afternoon"]))
        if chance.random() < 0.4:
            make_booking(hall, on=chance.choice(DAYS), hours=chance.choice([(time(8), time(10)), (time(15), time(16))]))


def set_some(chance: Random, one: TrainingClass, lecturers: list[Lecturer], halls: list[Hall]) -> None:
    """Sessions wherever the database takes them."""
    for item in one.version.items.all():
        if chance.random() < 0.3:
            continue
        half = chance.choice(HALVES)
        starts_at, ends_at = HOURS[half]
        try:
            with transaction.atomic():
                Session.objects.create(
                    training_class=one,
                    item=item,
                    on=a_day(chance),
                    half_day=half,
                    starts_at=starts_at,
                    ends_at=ends_at,
                    lecturer=chance.choice(lecturers) if item.kind == "topic" and chance.random() < 0.8 else None,
                    hall=chance.choice(halls),
                )
        except IntegrityError:
            continue


def a_day(chance: Random) -> date:
    return chance.choice([*DAYS, MONDAY + timedelta(days=4)])


def rules(chance: Random, plan: Plan) -> None:
    for kind in FindingKind:
        if chance.random() < 0.35:
            RuleLevel.objects.create(
                plan=plan, kind=kind, level=chance.choice(LEVELS), reason="Theo quy chế", set_by=make_user(),
                set_at=BEFORE,
            )  # fmt: skip


def history(chance: Random, classes: list[TrainingClass]) -> None:
    """A release, a finding let pass, attendance taken, a class cancelled."""
    if chance.random() < 0.3:
        try:
            with transaction.atomic():
                release_timetable(chance.choice(classes), by=make_user(), at=BEFORE)
        except (NotReadyForRelease, NothingToRelease):
            pass
    sessions = list(Session.objects.all())
    if sessions and chance.random() < 0.3:
        kind = chance.choice(list(FindingKind))
        ignore_finding(chance.choice(sessions), kind, reason="Đã thống nhất", by=make_user(), at=BEFORE)
    if sessions and chance.random() < 0.3:
        hold(chance.choice(sessions))
    if chance.random() < 0.2:
        classes[1].state = ClassState.CANCELLED
        classes[1].save(update_fields=["state"])
