from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.audit.models import Entry
from khaigiang.ground.notices.models import Notice
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_mandate
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.cohorts.tests.makers import make_class, make_listed
from khaigiang.teaching.curriculum.tests.makers import make_version
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer
from khaigiang.teaching.timetable.errors import NothingToRelease, NotReadyForRelease
from khaigiang.teaching.timetable.models import Release, Session
from khaigiang.teaching.timetable.queries import (
    changes_since_release,
    release_rows,
    released_sessions,
    sessions_of_class,
)
from khaigiang.teaching.timetable.services import release_timetable, remove_session, swap_sessions
from khaigiang.teaching.timetable.states import ChangeKind
from khaigiang.teaching.timetable.tests.makers import BEFORE, MONDAY, fill
from khaigiang.teaching.venues.tests.makers import make_hall

pytestmark = pytest.mark.django_db


def lecturer_with_account() -> Lecturer:
    return make_lecturer(user=make_user())


def sound_class(*lecturers: Lecturer, teacher: User | None = None) -> TrainingClass:
    """A class of two blocks with a timetable that may be made public."""
    lecturers = lecturers or (make_lecturer(),)
    training_class = make_class(version=make_version(blocks=(2, 1), lecturers=lecturers), teacher=teacher)
    fill(training_class, lecturers)
    return training_class


def trainee_of(training_class: TrainingClass) -> User:
    enrolment = make_listed(training_class)
    return make_mandate(Role.TRAINEE, official=enrolment.official).user


def release(training_class: TrainingClass, note: str = "") -> Release:
    return release_timetable(training_class, note=note, by=make_user(), at=BEFORE)


def told() -> set[User]:
    return {notice.to for notice in Notice.objects.select_related("to")}


def test_a_release_keeps_the_timetable_as_people_were_shown_it() -> None:
    training_class = sound_class()

    release(training_class, note="Lịch chính thức")
    Session.objects.filter(training_class=training_class).update(hall=make_hall("Nơi khác"))

    public = released_sessions().filter(release__training_class=training_class)
    assert {one.hall.name for one in public} == {training_class.hall.name if training_class.hall else ""}
    assert len(public) == 7


def test_the_latest_release_is_the_current_one() -> None:
    training_class = sound_class()
    release(training_class)
    first, second = sessions_of_class(training_class)[1:3]
    swap_sessions(first, second, by=make_user(), at=BEFORE)

    release(training_class, note="Đổi buổi")

    rows = [(row.number, row.note, row.sessions, row.is_current) for row in release_rows(training_class)]
    assert rows == [(2, "Đổi buổi", 7, True), (1, "", 7, False)]


def test_nothing_changed_is_not_released_again() -> None:
    training_class = sound_class()
    release(training_class)

    with pytest.raises(NothingToRelease):
        release(training_class)


def test_a_closed_door_is_not_made_public() -> None:
    lecturer = make_lecturer("Lý Thanh Tâm")
    training_class = sound_class(lecturer)
    make_absence(lecturer, MONDAY, MONDAY + timedelta(days=60))

    with pytest.raises(NotReadyForRelease, match="Lý Thanh Tâm"):
        release(training_class)

    assert not Release.objects.exists()
    assert not Notice.objects.exists()


def test_a_first_release_tells_lecturers_teacher_and_trainees_once_each() -> None:
    tam, hoa = lecturer_with_account(), lecturer_with_account()
    teacher = make_user()
    training_class = sound_class(tam, hoa, teacher=teacher)
    trainee = trainee_of(training_class)
    trainee_of(sound_class())

    release(training_class)

    assert told() == {tam.user, hoa.user, teacher, trainee}
    assert Notice.objects.count() == 4


def test_another_lecturer_concerns_the_two_lecturers_only() -> None:
    tam, hoa = lecturer_with_account(), lecturer_with_account()
    training_class = sound_class(tam, teacher=make_user())
    trainee_of(training_class)
    release(training_class)
    Notice.objects.all().delete()
    session = training_class.sessions.filter(item__kind="topic").order_by("on").first()
    assert session is not None
    session.lecturer = hoa
    session.save()

    release(training_class, note="Dạy thay")

    assert told() == {tam.user, hoa.user}
    notice = Notice.objects.order_by("pk")[0]
    assert "Dạy thay" in notice.body
    assert session.item.title in notice.body


def test_a_lecturer_reads_of_the_own_sessions_alone_and_only_what_is_different() -> None:
    tam, hoa = lecturer_with_account(), lecturer_with_account()
    training_class = sound_class(tam, hoa, teacher=make_user())
    trainee = trainee_of(training_class)
    release(training_class)
    Notice.objects.all().delete()
    first, second, third = (one for one in sessions_of_class(training_class) if one.item.kind == "topic")
    assert (first.lecturer, second.lecturer, third.lecturer) == (hoa, tam, tam)
    other = make_hall("Hội trường B", office=training_class.plan.school)
    Session.objects.filter(pk=first.pk).update(hall=other)
    Session.objects.filter(pk=third.pk).update(half_day="evening", starts_at="18:00", ends_at="20:00")

    release(training_class, note="Đổi phòng")

    body = {notice.to: notice.body for notice in Notice.objects.select_related("to")}
    of_the_first = f"Chuyên đề 1: {first.hall.name} → Hội trường B"
    of_the_third = "Chuyên đề 3: sáng 15/3/2023, 08:00 → tối 15/3/2023, 18:00"
    assert hoa.user
    assert tam.user
    assert body[hoa.user] == f"Đổi phòng\n{of_the_first}"
    assert body[tam.user] == f"Đổi phòng\n{of_the_third}"
    assert body[trainee] == f"Đổi phòng\n{of_the_first}\n{of_the_third}"


def test_a_swap_concerns_its_lecturers_the_teacher_and_the_trainees() -> None:
    tam, hoa, other = lecturer_with_account(), lecturer_with_account(), lecturer_with_account()
    teacher = make_user()
    training_class = sound_class(tam, hoa, other, teacher=teacher)
    trainee = trainee_of(training_class)
    release(training_class)
    Notice.objects.all().delete()
    topics = [one for one in sessions_of_class(training_class) if one.item.kind == "topic"]
    swap_sessions(topics[0], topics[1], by=make_user(), at=BEFORE)

    release(training_class)

    lecturers = {topics[0].lecturer, topics[1].lecturer}
    assert told() == {one.user for one in lecturers if one} | {teacher, trainee}


def test_each_person_is_told_in_their_own_language() -> None:
    tam, john = make_lecturer(user=make_user()), make_lecturer(user=make_user())
    User.objects.filter(lecturer=john).update(language="en")
    training_class = sound_class(tam, john)

    release(training_class)

    titles = {notice.to.language: notice.title for notice in Notice.objects.select_related("to")}
    assert titles == {"vi": f"Lịch học {training_class.name}", "en": f"Timetable of {training_class.name}"}


def test_what_changed_is_said_item_by_item() -> None:
    tam, hoa = make_lecturer(), make_lecturer()
    training_class = sound_class(tam)
    release(training_class)
    sessions = sessions_of_class(training_class)
    Session.objects.filter(pk=sessions[1].pk).update(lecturer=hoa)
    Session.objects.filter(pk=sessions[2].pk).update(hall=make_hall())
    Session.objects.filter(pk=sessions[3].pk).update(on=MONDAY + timedelta(days=20))
    remove_session(sessions[4], by=make_user(), at=BEFORE)

    found = {one.title: one.kind for one in changes_since_release(training_class, sessions_of_class(training_class))}

    assert found == {
        sessions[1].item.title: ChangeKind.LECTURER,
        sessions[2].item.title: ChangeKind.HALL,
        sessions[3].item.title: ChangeKind.MOVED,
        sessions[4].item.title: ChangeKind.REMOVED,
    }


def test_a_release_leaves_one_audit_entry() -> None:
    training_class = sound_class()

    release(training_class, note="Lịch chính thức")

    entry = Entry.objects.get()
    assert (entry.act, entry.after) == (
        "release_timetable", {"number": 1, "note": "Lịch chính thức", "sessions": 7, "changes": 7},
    )  # fmt: skip


def test_a_class_has_one_current_release_and_an_item_once() -> None:
    kept = release(sound_class())
    session = kept.sessions.first()
    assert session is not None

    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.create(
            training_class=kept.training_class,
            number=2,
            released_at=BEFORE,
            released_by=make_user(),
        )
    session.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        session.save()
