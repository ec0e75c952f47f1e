"""A process killed in a move on the board, while the rest is taken over, or while a repair is confirmed leaves all of it
or nothing, and it can be done again (trust.md T06)."""

import random
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.tests.racing import kill_during, kills_at_random, seconds_of
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import LecturerAbsence
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.services import carry_out_repair
from khaigiang.teaching.repairs.states import RepairState
from khaigiang.teaching.repairs.tests.makers import (
    AT_HALF_PAST_SIX,
    lecturer_with_account,
    make_public_class,
    make_repair,
)
from khaigiang.teaching.runs.states import RunState
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.models import BoardStep, Release, Session, TimetableRun
from khaigiang.teaching.timetable.queries.slots import Target
from khaigiang.teaching.timetable.services import apply_timetable, ask_for_the_rest, move_piece, search_timetable
from khaigiang.teaching.timetable.services.arranging import sessions_of
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]
# Until a half-done move is seen without the transaction; each kill shows one with a good chance.
TRIES_OF_CONTROL = 60


def look(training_class: TrainingClass) -> tuple[object, ...]:
    """All that an act changes, once whatever the killed process held is let go."""
    with transaction.atomic():
        TrainingClass.objects.select_for_update().get(pk=training_class.pk)
        return (
            frozenset(map(Draft.of, sessions_of([training_class.pk]))),
            BoardStep.objects.count(),
            Release.objects.count(),
            Notice.objects.count(),
            LecturerAbsence.objects.count(),
            *Repair.objects.values_list("state", "way"),
            *TimetableRun.objects.values_list("state", flat=True),
        )


def put_back(training_class: TrainingClass, rows: list[Session]) -> None:
    """Everything as it was before the act, for the next kill."""
    Session.objects.filter(training_class=training_class).delete()
    Session.objects.bulk_create(rows)
    BoardStep.objects.all().delete()
    Notice.objects.all().delete()
    Repair.objects.update(state=RepairState.FOUND, way="", ended_by=None, ended_at=None, absence=None, before={})
    LecturerAbsence.objects.all().delete()
    Release.objects.filter(number__gt=1).delete()
    Release.objects.update(is_current=True)
    TimetableRun.objects.update(state=RunState.PREVIEW, applied_at=None, before=[])


def assert_whole_or_nothing(training_class: TrainingClass, act: str, job: Callable[[], object]) -> None:
    """Kill the job at random moments; it has done all or nothing, wrote so many entries, and can be done at last."""
    rows, done = sessions_of([training_class.pk]), Entry.objects.filter(act=act).count()
    put_back(training_class, rows)
    before = look(training_class)
    seconds = seconds_of(job)
    after = look(training_class)
    assert after != before
    put_back(training_class, rows)
    assert look(training_class) == before
    counted = [done + 1]

    def check() -> None:
        found = look(training_class)
        assert found in (before, after)
        counted[0] += found == after
        assert Entry.objects.filter(act=act).count() == counted[0]
        put_back(training_class, rows)

    kills_at_random(job, seconds, check=check)
    job()
    assert look(training_class) == after


def test_a_move_on_the_board_is_made_whole_or_not_at_all() -> None:
    training_class = make_public_class(lecturer_with_account("An"))
    first, *_between, last = sessions_of([training_class.pk])
    job = partial(
        move_piece,
        training_class.plan,
        (training_class.pk, first.item_id),
        Target(on=last.on, half_day=last.half_day),
        seen=1,
        by=make_user(),
        at=BEFORE,
    )

    assert_whole_or_nothing(training_class, "swap_on_board", job)


def test_the_rest_that_the_solver_set_is_taken_over_whole_or_not_at_all() -> None:
    training_class = make_public_class(lecturer_with_account("An"))
    training_class.sessions.filter(item__kind="topic").delete()
    run = ask_for_the_rest([training_class], by=make_user(), at=BEFORE)
    run = search_timetable(run, watch=lambda _told: True, hold=lambda: None, by=make_user(), at=BEFORE)

    assert_whole_or_nothing(training_class, "apply_timetable", partial(apply_timetable, run, by=make_user(), at=BEFORE))


def test_a_repair_is_carried_out_whole_or_not_at_all() -> None:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    training_class = make_public_class(an, binh)
    repair = make_repair(lecturer=an)
    job = partial(carry_out_repair, repair, "instead", by=make_user(), at=AT_HALF_PAST_SIX)

    assert_whole_or_nothing(training_class, "carry_out_repair", job)


def test_control_moved_one_by_one_some_sessions_stand_elsewhere_and_some_do_not() -> None:
    training_class = make_public_class(lecturer_with_account("An"))
    rows, chance, counts = sessions_of([training_class.pk]), random.Random(2023), set[int]()
    job = partial(move_carelessly, [one.pk for one in rows])
    seconds = seconds_of(job)

    for _ in range(TRIES_OF_CONTROL):
        put_back(training_class, rows)
        kill_during(job, after=chance.uniform(0, seconds))
        counts.add(Session.objects.filter(half_day=HalfDay.EVENING).count())
        if counts - {0, len(rows)}:
            break

    assert counts - {0, len(rows)}


def move_carelessly(ids: list[int]) -> None:
    for place, pk in enumerate(ids):
        Session.objects.filter(pk=pk).update(on=MONDAY + timedelta(days=30 + place), half_day=HalfDay.EVENING)
