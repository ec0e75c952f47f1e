"""A process killed at any moment of a release has told everybody once or nobody (trust.md T06)."""

import random
from functools import partial

import pytest

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.notices.models import Notice
from khaigiang.ground.notices.services import tell
from khaigiang.ground.shared.tests.racing import kill_during, kills_at_random, seconds_of
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.models import Release
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill

pytestmark = [pytest.mark.trust, pytest.mark.django_db(transaction=True)]

TRAINEES = 40
# Until somebody is told and somebody is not; each kill shows it with a good chance.
TRIES_OF_CONTROL = 60


def prepare() -> TrainingClass:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(2, 1), lecturers=[lecturer]))
    fill(training_class, [lecturer])
    for _ in range(TRAINEES):
        make_mandate(Role.TRAINEE, official=make_listed(training_class).official)
    return training_class


def public() -> tuple[int, int]:
    return Release.objects.count(), Notice.objects.count()


def test_everybody_is_told_once_or_nobody_and_it_can_go_on() -> None:
    training_class, by = prepare(), make_user()
    job = partial(release_timetable, training_class, by=by, at=BEFORE)
    seconds = seconds_of(job)
    forget()

    def check() -> None:
        assert public() in {(0, 0), (1, TRAINEES)}
        forget()

    kills_at_random(job, seconds, check=check)
    release_timetable(training_class, by=by, at=BEFORE)
    assert public() == (1, TRAINEES)
    assert Notice.objects.values("to").distinct().count() == TRAINEES


def test_control_told_one_by_one_some_are_told_and_some_are_not() -> None:
    prepare()
    users = list(User.objects.order_by("pk"))
    job, chance = partial(tell_carelessly, users), random.Random(2023)
    seconds, counts = seconds_of(job), set[int]()

    for _ in range(TRIES_OF_CONTROL):
        Notice.objects.all().delete()
        kill_during(job, after=chance.uniform(0, seconds))
        counts.add(Notice.objects.count())
        if counts - {0, len(users)}:
            break

    assert counts - {0, len(users)}


def forget() -> None:
    Notice.objects.all().delete()
    Release.objects.all().delete()


def tell_carelessly(users: list[User]) -> None:
    for user in users:
        tell([user], title="Lịch học", at=BEFORE)
