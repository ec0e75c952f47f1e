"""What a released timetable has a lecturer teach cannot be marked away (F5)."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.errors import AlreadyTaughtThen
from khaigiang.teaching.lecturers.services import mark_half_days
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.tests.makers import BEFORE, fill

pytestmark = pytest.mark.django_db


def test_a_released_half_day_is_not_marked_away_and_the_sentence_says_whom_to_ask() -> None:
    lecturer, user = make_lecturer(), make_user()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    topic = fill(training_class, [lecturer])[1]
    slot = (topic.on, topic.half_day)
    mark_half_days(lecturer, half_days=[slot], verdict="cannot", by=user, at=BEFORE)
    mark_half_days(lecturer, half_days=[slot], verdict="can", by=user, at=BEFORE)

    release_timetable(training_class, by=user, at=BEFORE)

    with pytest.raises(AlreadyTaughtThen) as refused:
        mark_half_days(lecturer, half_days=[slot], verdict="cannot", by=user, at=BEFORE)
    assert str(training_class.plan.school) in str(refused.value)
    assert topic.item.title in str(refused.value)
    assert not lecturer.said_half_days.exists()


def test_the_calendar_shows_what_is_taught(client: Client) -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    topic = fill(training_class, [lecturer])[1]
    release_timetable(training_class, by=make_user(), at=BEFORE)
    sign_in(client, Role.OFFICE)

    page = client.get(f"{reverse('lecturers:calendar', args=[lecturer.pk])}?month={topic.on:%Y-%m}").content.decode()

    assert page.count("is-taught") == 2  # the half-day itself, and the key of the colours
    assert f"{topic.item.title} ({training_class.name})" in page
