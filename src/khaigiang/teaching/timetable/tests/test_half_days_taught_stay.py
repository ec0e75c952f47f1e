"""What a released timetable has a lecturer teach cannot be marked away (F5)."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.shared.dates import working_days
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.tests.makers import make_class
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.errors import AlreadyTaughtThen
from khaigiang.teaching.lecturers.queries import sessions_left_to
from khaigiang.teaching.lecturers.services import mark_half_days, save_lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.timetable.queries import findings_of, sessions_of_class
from khaigiang.teaching.timetable.services import release_timetable
from khaigiang.teaching.timetable.states import FindingKind
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, class_with_people, fill

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


def test_a_lecturer_withdrawn_who_teaches_in_a_released_week_has_the_sessions_named_and_nothing_is_lost() -> None:
    lecturer, user = make_lecturer("Lý Thanh Tâm"), make_user()
    training_class = make_class(version=make_version(blocks=(2,), lecturers=[lecturer]))
    sessions = fill(training_class, [lecturer])
    release_timetable(training_class, by=user, at=BEFORE)
    while_teaching = sessions_left_to(lecturer, on=MONDAY)

    save_lecturer(lecturer, full_name="Lý Thanh Tâm", title="TS.", is_active=False, by=user, at=BEFORE)

    lecturer.refresh_from_db()
    left = sessions_left_to(lecturer, on=MONDAY)
    topics = [session for session in sessions if session.lecturer_id]
    assert while_teaching == []
    assert [(one.on, one.half_day) for one in left] == [(one.on, one.half_day) for one in topics]
    assert training_class.sessions.filter(lecturer=lecturer).count() == len(topics) == 2
    assert sessions_left_to(lecturer, on=topics[-1].on + timedelta(days=1)) == []
    kinds = {one.kind for one in findings_of(class_with_people(training_class), sessions_of_class(training_class))}
    assert FindingKind.LECTURER_WITHDRAWN in kinds


def test_the_page_of_a_lecturer_withdrawn_says_what_to_do(client: Client) -> None:
    lecturer, user = make_lecturer(), make_user()
    ahead = working_days(date(2100, 1, 4), 3)
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]), days=ahead)
    fill(training_class, [lecturer])
    release_timetable(training_class, by=user, at=BEFORE)
    save_lecturer(lecturer, full_name=lecturer.full_name, is_active=False, by=user, at=BEFORE)
    sign_in(client, Role.OFFICE)

    page = client.get(reverse("lecturers:lecturer", args=[lecturer.pk])).content.decode()

    assert "Thôi giảng dạy, nhưng lịch đã công bố vẫn còn tên" in page
    assert reverse("timetable:class", args=[training_class.pk]) in page


def test_the_calendar_shows_what_is_taught(client: Client) -> None:
    lecturer = make_lecturer()
    training_class = make_class(version=make_version(blocks=(1,), lecturers=[lecturer]))
    topic = fill(training_class, [lecturer])[1]
    release_timetable(training_class, by=make_user(), at=BEFORE)
    sign_in(client, Role.OFFICE)

    page = client.get(f"{reverse('lecturers:calendar', args=[lecturer.pk])}?month={topic.on:%Y-%m}").content.decode()

    assert page.count("is-taught") == 2  # the half-day itself, and the key of the colours
    assert f"{topic.item.title} ({training_class.name})" in page
