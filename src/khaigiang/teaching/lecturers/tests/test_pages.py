from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, make_mandate, sign_in
from khaigiang.teaching.lecturers.access import lecturers_to_write, visible_lecturers
from khaigiang.teaching.lecturers.models import Lecturer, LecturerAbsence
from khaigiang.teaching.lecturers.queries import lecturer_rows, users_to_link
from khaigiang.teaching.lecturers.tests.makers import make_absence, make_lecturer

pytestmark = pytest.mark.django_db
TODAY = date(2023, 4, 3)


def test_the_list_stands_in_the_order_of_given_names_and_hides_who_left() -> None:
    for name in ("Dương Quang Sơn", "Bùi Xuân Hòa", "Đặng Thu Hiền"):
        make_lecturer(name, title="")
    make_lecturer("Phan Trọng Kiên", title="", is_active=False)

    rows = lecturer_rows(Lecturer.objects.all(), on=TODAY)
    with_former = lecturer_rows(Lecturer.objects.all(), on=TODAY, with_former=True)

    assert [row.name for row in rows] == ["Đặng Thu Hiền", "Bùi Xuân Hòa", "Dương Quang Sơn"]
    assert with_former[-1].name == "Phan Trọng Kiên"


def test_search_is_blind_to_tones_and_reads_the_workplace() -> None:
    make_lecturer("Đặng Thu Hiền", title="", workplace="Khoa Lý luận cơ sở")
    make_lecturer("Bùi Xuân Hòa", title="", workplace="Khoa Xây dựng Đảng")

    found = lecturer_rows(Lecturer.objects.all(), on=TODAY, text="hiền ly luan")

    assert [row.name for row in found] == ["Đặng Thu Hiền"]


def test_the_list_shows_days_away_that_are_not_over() -> None:
    lecturer = make_lecturer()
    make_absence(lecturer, date(2023, 3, 1))
    make_absence(lecturer, date(2023, 4, 1), date(2023, 4, 3))

    (row,) = lecturer_rows(Lecturer.objects.all(), on=TODAY)

    assert [(absence.first_day, absence.last_day) for absence in row.away] == [(date(2023, 4, 1), date(2023, 4, 3))]


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_costs_the_same_however_many_lecturers(
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(count):
        make_absence(make_lecturer(), TODAY)

    with django_assert_num_queries(2):  # lecturers, days away
        assert len(lecturer_rows(Lecturer.objects.all(), on=TODAY)) == count


def test_the_office_adds_and_corrects_a_lecturer(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    typed = {"full_name": "Lý Thanh Tâm", "max_per_day": "2", "max_per_week": "6", "is_active": "on"}

    client.post(reverse("lecturers:new"), typed)
    lecturer = Lecturer.objects.get()
    response = client.post(reverse("lecturers:edit", args=[lecturer.pk]), typed | {"title": "TS."}, follow=True)

    assert response.redirect_chain == [(reverse("lecturers:lecturer", args=[lecturer.pk]), 302)]
    assert "TS. Lý Thanh Tâm" in response.content.decode()


def test_half_days_somebody_would_rather_not_teach_are_ticked_and_shown(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    typed = {"full_name": "Lý Thanh Tâm", "max_per_day": "2", "max_per_week": "6", "is_active": "on"}

    wrong = client.post(reverse("lecturers:new"), typed | {"rather_not": ["8-morning"]})
    response = client.post(reverse("lecturers:new"), typed | {"rather_not": ["1-morning", "5-afternoon"]}, follow=True)

    assert wrong.status_code == 422
    assert Lecturer.objects.get().rather_not == ["1-morning", "5-afternoon"]
    assert "Sáng thứ hai, Chiều thứ sáu" in response.content.decode()


def test_wrong_limits_are_told_and_nothing_is_saved(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    response = client.post(
        reverse("lecturers:new"),
        {"full_name": "Lý Thanh Tâm", "max_per_day": "3", "max_per_week": "2"},
    )

    assert response.status_code == 422
    assert "không thể ít buổi hơn một ngày (3)" in response.content.decode()
    assert not Lecturer.objects.exists()


def test_a_user_is_offered_only_while_they_act_as_lecturer_and_are_not_yet_linked() -> None:
    free, taken, other = make_user(full_name="Tự do"), make_user(full_name="Đã có"), make_user(full_name="Khác")
    for user in (free, taken):
        make_mandate(Role.LECTURER, user=user)
    make_mandate(Role.OFFICE, user=other)
    lecturer = make_lecturer(user=taken)

    assert list(users_to_link(None, on=TODAY)) == [free]
    assert set(users_to_link(lecturer, on=TODAY)) == {free, taken}


def test_one_day_away_needs_no_last_day(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    lecturer = make_lecturer()

    client.post(reverse("lecturers:add_absence", args=[lecturer.pk]), {"first_day": "3/4/2023"})

    absence = LecturerAbsence.objects.get()
    assert (absence.first_day, absence.last_day) == (TODAY, TODAY)


def test_days_away_are_taken_back_after_a_question(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    absence = make_absence(make_lecturer(), TODAY)
    url = reverse("lecturers:remove_absence", args=[absence.pk])

    asked = client.get(url)
    client.post(url)

    assert "Đi công tác" in asked.content.decode()
    assert not LecturerAbsence.objects.exists()


def test_a_lecturer_sees_and_writes_only_the_own_days_away(client: Client) -> None:
    actor = sign_in(client, Role.LECTURER)
    own, other = make_lecturer(user=actor.user), make_lecturer()
    strange = make_absence(other, TODAY)

    assert list(visible_lecturers(actor)) == [own]
    assert list(lecturers_to_write(actor)) == [own]
    assert client.get(reverse("lecturers:lecturer", args=[other.pk])).status_code == 404
    assert client.post(reverse("lecturers:add_absence", args=[other.pk]), {"first_day": "3/4/2023"}).status_code == 404
    assert client.post(reverse("lecturers:remove_absence", args=[strange.pk])).status_code == 404
    assert client.post(reverse("lecturers:add_absence", args=[own.pk]), {"first_day": "3/4/2023"}).status_code == 302


def test_a_lecturer_who_is_also_a_class_teacher_still_writes_only_their_own(client: Client) -> None:
    actor = sign_in(client, Role.LECTURER, Role.TEACHER)
    make_lecturer(user=actor.user)
    other = make_lecturer()

    assert client.get(reverse("lecturers:lecturer", args=[other.pk])).status_code == 200
    assert client.post(reverse("lecturers:add_absence", args=[other.pk]), {"first_day": "3/4/2023"}).status_code == 404


def test_a_trainee_and_a_committee_see_no_lecturer() -> None:
    make_lecturer()
    for role in (Role.TRAINEE, Role.COMMITTEE, Role.ADMIN):
        assert not visible_lecturers(make_actor(role)).exists()


def test_an_empty_list_says_what_to_do(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    content = client.get(reverse("lecturers:list")).content.decode()

    assert "Chưa có giảng viên nào" in content
    assert reverse("lecturers:new") in content


def test_the_timetable_of_a_lecturer_is_offered_to_those_who_may_open_it(client: Client) -> None:
    actor = sign_in(client, Role.LECTURER)
    own = make_lecturer(user=actor.user)
    link = reverse("timetable:lecturer", args=[own.pk])
    address = reverse("lecturers:lecturer", args=[own.pk])

    as_lecturer = client.get(address).content.decode()
    sign_in(client, Role.OFFICE)

    assert link not in as_lecturer
    assert link in client.get(address).content.decode()
