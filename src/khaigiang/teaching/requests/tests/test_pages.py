from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import make_actor, sign_in
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.lecturers.tests.makers import make_lecturer
from khaigiang.teaching.requests import access, queries
from khaigiang.teaching.requests.models import AskedSession, TeachingRequest
from khaigiang.teaching.requests.tests.makers import AT, declined, make_request, make_sessions, make_teacher, states

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_week_before() -> Iterator[None]:
    clock.use(lambda: AT + timedelta(hours=1))
    yield
    clock.use(None)


def as_lecturer(client: Client, lecturer: Lecturer) -> None:
    assert lecturer.user is not None
    client.force_login(lecturer.user)


def test_the_office_reads_what_would_go_and_then_sends_it(client: Client) -> None:
    sessions, lecturer = make_sessions(2), make_lecturer("Bùi Xuân Hòa")
    sign_in(client, Role.OFFICE, office=sessions[0].training_class.plan.school)
    url = reverse("requests:ask", args=[sessions[0].training_class_id])
    typed = {"session": [sessions[0].pk], "lecturer": lecturer.pk, "due_on": "10/3/2023", "note": "Hội trường B"}

    page = client.get(url).content.decode()
    preview = client.post(url, typed).content.decode()
    assert TeachingRequest.objects.count() == 0
    client.post(url, typed | {"send": "1"})

    assert page.count("checked") == 3  # both sessions, and everybody who stands in the timetable
    assert "không có tài khoản và địa chỉ thư điện tử" in preview
    assert "8/3/2023, 10/3/2023" in preview
    request = TeachingRequest.objects.get()
    assert (request.lecturer, request.note, request.sessions.get().item) == (lecturer, "Hội trường B", sessions[0].item)


def test_everybody_who_stands_in_the_timetable_is_asked_and_who_is_missing_is_told(client: Client) -> None:
    first, second = make_lecturer(), make_lecturer()
    sessions = make_sessions(3, first)
    sessions[1].lecturer, sessions[2].lecturer = second, None
    sessions[1].save()
    sessions[2].save()
    sign_in(client, Role.OFFICE, office=sessions[0].training_class.plan.school)
    url = reverse("requests:ask", args=[sessions[0].training_class_id])
    typed = {"session": [one.pk for one in sessions], "lecturer": "", "due_on": "10/3/2023"}

    preview = client.post(url, typed).content.decode()
    client.post(url, typed | {"send": "1"})

    assert "Không mời được vì lịch học chưa có giảng viên" in preview
    assert set(AskedSession.objects.values_list("lecturer", flat=True)) == {first.pk, second.pk}
    taken_back = AskedSession.objects.select_related("request").first()
    assert taken_back is not None
    client.post(reverse("requests:withdraw_asking", args=[taken_back.request.asking_id]))
    assert set(AskedSession.objects.values_list("state", flat=True)) == {"withdrawn"}


def test_a_lecturer_accepts_everything_with_one_click(client: Client) -> None:
    request = make_request(make_sessions(2))
    as_lecturer(client, request.lecturer)
    shown = client.get(reverse("requests:request", args=[request.pk])).content.decode()
    ticked = [f"{one.pk}.{one.version}" for one in request.sessions.all()]

    assert all(f'value="{one}" checked' in shown for one in ticked)
    response = client.post(reverse("requests:answer", args=[request.pk]), {"asked": ticked, "act": "accept"})

    assert (response.status_code, states(request)) == (302, ["accepted", "accepted"])


def test_declining_without_a_reason_keeps_the_page_and_says_so(client: Client) -> None:
    request = make_request(make_sessions(1))
    as_lecturer(client, request.lecturer)
    one = request.sessions.get()

    response = client.post(
        reverse("requests:answer", args=[request.pk]), {"asked": [f"{one.pk}.1"], "act": "decline", "reason": " "}
    )

    assert response.status_code == 422
    assert "Hãy cho biết lý do ngắn gọn" in response.content.decode()
    assert states(request) == ["sent"]


def test_an_old_page_is_told_what_changed_and_nothing_is_saved(client: Client) -> None:
    request = make_request(make_sessions(1))
    as_lecturer(client, request.lecturer)
    AskedSession.objects.update(version=2)
    one = request.sessions.get()

    response = client.post(reverse("requests:answer", args=[request.pk]), {"asked": [f"{one.pk}.1"], "act": "accept"})

    assert response.status_code == 422
    assert "Chưa lưu gì" in response.content.decode()


def test_the_office_enters_what_it_was_told_and_asks_somebody_else_with_one_click(client: Client) -> None:
    sessions, other = make_sessions(1), make_teacher("Nguyễn An")
    sessions[0].item.lecturers.add(other)
    request = make_request(sessions)
    sign_in(client, Role.OFFICE, office=sessions[0].training_class.plan.school)
    one = request.sessions.get()

    client.post(
        reverse("requests:answer", args=[request.pk]), {"asked": [f"{one.pk}.1"], "act": "decline", "reason": "Ốm"}
    )
    page = client.get(reverse("requests:request", args=[request.pk])).content.decode()
    client.post(reverse("requests:ask_instead", args=[one.pk]), {"lecturer": other.pk})

    one.refresh_from_db()
    assert (one.via, one.reason) == ("office", "Ốm")
    assert "Mời TS. Nguyễn An" in page
    assert TeachingRequest.objects.get(lecturer=other).due_on.isoformat() == "2023-03-11"


def test_a_lecturer_sees_and_answers_the_own_requests_alone(client: Client) -> None:
    sessions = make_sessions(2)
    own, strange = make_request(sessions[:1]), make_request(sessions[1:])
    as_lecturer(client, own.lecturer)
    one = strange.sessions.get()

    assert client.get(reverse("requests:request", args=[own.pk])).status_code == 200
    assert client.get(reverse("requests:request", args=[strange.pk])).status_code == 404
    answered = client.post(reverse("requests:answer", args=[strange.pk]), {"asked": [f"{one.pk}.1"], "act": "accept"})
    assert answered.status_code == 404
    assert client.post(reverse("requests:withdraw", args=[own.pk])).status_code == 404


def test_trainees_and_committees_see_no_request_and_a_class_teacher_those_of_the_own_class() -> None:
    request = make_request(make_sessions(1))
    training_class = request.asking.training_class
    for role in (Role.TRAINEE, Role.COMMITTEE, Role.ADMIN, Role.TEACHER, Role.LECTURER):
        assert not access.visible_requests(make_actor(role)).exists()
    teacher = make_actor(Role.TEACHER)
    training_class.teacher = teacher.user
    training_class.save()

    assert list(access.visible_requests(teacher)) == [request]
    assert access.via_of(teacher, request) is None


@pytest.mark.parametrize("count", [1, 6])
def test_the_lists_cost_the_same_however_many_requests(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sessions = make_sessions(count)
    for one in sessions:
        declined(make_request([one]))
    training_class = sessions[0].training_class
    make_lecturer()

    with django_assert_num_queries(4):  # requests, their sessions, items, blocks
        assert len(queries.request_rows(TeachingRequest.objects.all(), today=clock.today())) == count
    with django_assert_num_queries(2):  # sessions, what was asked
        queries.sessions_to_ask_for(training_class, chosen=None, now=clock.now())
    chosen = queries.chosen_sessions(training_class, [one.pk for one in sessions])
    with django_assert_num_queries(8):
        queries.lecturers_to_ask(chosen, training_class.plan.school, now=clock.now())


def test_the_home_of_an_account_without_a_lecturer_says_whom_to_ask(client: Client) -> None:
    sign_in(client, Role.LECTURER)

    assert "Tài khoản chưa được gắn với giảng viên nào" in client.get(reverse("requests:mine")).content.decode()


def test_the_rule_is_typed_by_the_office(client: Client) -> None:
    request = make_request(make_sessions(1))
    plan = request.asking.training_class.plan
    sign_in(client, Role.OFFICE, office=plan.school)
    url = reverse("requests:rule", args=[plan.pk])

    wrong = client.post(url, {"days_to_answer": "0", "remind_before": "1", "escalate_after": "1"})
    client.post(url, {"days_to_answer": "3", "remind_before": "1", "escalate_after": "1"})

    assert wrong.status_code == 422
    assert queries.waiting_of(plan).days_to_answer == 3
