"""Many writers at the same moment never book a class, a lecturer or a hall twice (trust.md T05)."""

import contextlib
import random
from collections import Counter
from collections.abc import Callable
from datetime import time
from functools import partial

import pytest
from django.db import IntegrityError, OperationalError, connection

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.shared.dates import HalfDay
from khaigiang.ground.shared.tests.racing import WRITERS, race
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.services import apply_timetable, propose_timetable, save_session, swap_sessions
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill, item_of
from khaigiang.teaching.venues.models import Hall
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
GUARDS = {
    "training_class_id": "class_in_one_session_at_a_time",
    "lecturer_id": "lecturer_in_one_session_at_a_time",
    "hall_id": "hall_in_one_session_at_a_time",
}
REFUSALS = {"ClassBusy", "LecturerBusy", "HallBusy", "DoubleBooked"}


def book(
    by: User,
    training_class: TrainingClass,
    item: ProgrammeItem,
    hall: Hall,
    lecturer: Lecturer | None = None,
) -> Callable[[], object]:
    """A writer who wants the first morning."""
    return partial(
        save_session, None, training_class=training_class, item=item, on=MONDAY, half_day=HalfDay.MORNING, hall=hall,
        lecturer=lecturer, starts_at=time(8), ends_at=time(11), by=by, at=BEFORE,
    )  # fmt: skip


def classes_of_one_programme(count: int) -> list[TrainingClass]:
    plan, version = make_plan(), make_version()
    return [make_class(plan, version=version) for _ in range(count)]


def assert_one_won(told: list[str]) -> None:
    counted = Counter(told)
    assert counted["done"] == 1, told
    assert set(counted) - {"done"} <= REFUSALS, told
    assert Session.objects.count() == 1


def test_one_hall_in_one_half_day() -> None:
    hall, by = make_hall(), make_user()
    jobs = [book(by, one, item_of(one), hall) for one in classes_of_one_programme(WRITERS)]

    assert_one_won(race(jobs))


def test_one_lecturer_in_one_half_day() -> None:
    lecturer, by = make_lecturer(), make_user()
    jobs = [book(by, one, item_of(one), make_hall(), lecturer) for one in classes_of_one_programme(WRITERS)]

    assert_one_won(race(jobs))


def test_one_class_in_one_half_day() -> None:
    training_class, by = make_class(version=make_version(blocks=(WRITERS,))), make_user()
    jobs = [
        book(by, training_class, item_of(training_class, number=place + 1), make_hall()) for place in range(WRITERS)
    ]

    assert_one_won(race(jobs))


def test_writers_who_want_different_things_all_get_them_and_each_leaves_its_audit_entry() -> None:
    by = make_user()
    jobs = [book(by, one, item_of(one), make_hall(), make_lecturer()) for one in classes_of_one_programme(WRITERS)]

    assert race(jobs) == ["done"] * WRITERS
    assert Session.objects.count() == WRITERS
    assert Entry.objects.filter(act="save_session").count() == WRITERS


def test_two_proposals_that_want_the_same_lecturer_are_not_both_applied() -> None:
    plan, by, lecturer = make_plan(), make_user(), make_lecturer(max_per_week=12)
    version = make_version(blocks=(3, 1), lecturers=[lecturer])
    runs = [propose_timetable([make_class(plan, version=version)], seconds=10, by=by, at=BEFORE) for _ in range(2)]

    told = race([partial(apply_timetable, run, by=by, at=BEFORE) for run in runs])

    assert sorted(told) in (["StaleProposal", "done"], ["DoubleBooked", "done"])
    assert Session.objects.count() == 8


def test_swaps_at_the_same_moment_lose_nothing() -> None:
    training_class, by = make_class(version=make_version(blocks=(5, 5), lecturers=[make_lecturer()])), make_user()
    sessions = fill(training_class)
    slots = Counter((one.on, one.half_day) for one in sessions)
    chance = random.Random(7)
    jobs = [partial(swap_sessions, *chance.sample(sessions, 2), by=by, at=BEFORE) for _ in range(WRITERS)]

    assert race(jobs) == ["done"] * WRITERS
    now = Session.objects.filter(training_class=training_class)
    assert Counter(now.values_list("on", "half_day")) == slots
    assert {one.pk: one.item_id for one in now} == {one.pk: one.item_id for one in sessions}


# Of writers who wait for each other at an exclusion constraint PostgreSQL ends one as a deadlock: refused as well.
DEADLOCK = (OperationalError,) if connection.vendor == "postgresql" else ()


def write_blindly(training_class: TrainingClass, item: ProgrammeItem, hall: Hall, lecturer: Lecturer) -> None:
    """A writer that looks at nothing and locks nothing: the database alone stands in its way."""
    with contextlib.suppress(IntegrityError, *DEADLOCK):
        Session.objects.create(
            training_class=training_class, item=item, hall=hall, lecturer=lecturer, on=MONDAY,
            half_day=HalfDay.MORNING, starts_at=time(8), ends_at=time(11),
        )  # fmt: skip


def blind_writers(shared: str) -> list[Callable[[], object]]:
    """Writers who have nothing in common but the class, the lecturer or the hall."""
    if shared == "training_class_id":
        one_class = make_class(version=make_version(blocks=(WRITERS,)))
        items = [(one_class, item_of(one_class, number=place + 1)) for place in range(WRITERS)]
    else:
        items = [(one, item_of(one)) for one in classes_of_one_programme(WRITERS)]
    hall, lecturer = make_hall(), make_lecturer()
    return [
        partial(
            write_blindly,
            *item,
            hall if shared == "hall_id" else make_hall(),
            lecturer if shared == "lecturer_id" else make_lecturer(),
        )
        for item in items
    ]


@pytest.mark.parametrize("shared", GUARDS)
def test_the_database_alone_holds_against_blind_writers(shared: str) -> None:
    assert race(blind_writers(shared)) == ["done"] * WRITERS
    assert Session.objects.count() == 1


@pytest.mark.parametrize("shared", GUARDS)
def test_without_the_guard_blind_writers_double_book(shared: str) -> None:
    """Positive control: the test above would see a double booking if there were one."""
    jobs = blind_writers(shared)
    put_back = take_the_guard_away(shared)
    try:
        race(jobs)
        booked = Session.objects.count()
        Session.objects.all().delete()
    finally:
        with connection.cursor() as cursor:
            cursor.execute(put_back)

    assert booked == WRITERS


def take_the_guard_away(shared: str, *, act: str = "INSERT") -> str:
    """Let sessions share a class, a lecturer or a hall; returns the statement that puts the guard back.

    On SQLite there is a guard for each `act`: rows made ("INSERT") and rows changed ("UPDATE").
    """
    name = GUARDS[shared]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE timetable_session DROP CONSTRAINT {name}")
            return (
                f"ALTER TABLE timetable_session ADD CONSTRAINT {name} EXCLUDE USING gist"
                f' ({shared} WITH =, tsrange("on" + starts_at, "on" + ends_at) WITH &&)'
            )
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [f"{name}_{act}"])
        statement = str(cursor.fetchone()[0])
        cursor.execute(f"DROP TRIGGER {name}_{act}")
        return statement
