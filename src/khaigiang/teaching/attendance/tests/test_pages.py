"""The pages of attendance, and whom they answer."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.attendance.errors import ClassIsClosed
from khaigiang.teaching.attendance.models import Attendance
from khaigiang.teaching.attendance.queries.sheet import field_of
from khaigiang.teaching.attendance.tests.makers import ask, make_running, record, trainees
from khaigiang.teaching.cohorts.states import ClassState
from khaigiang.teaching.cohorts.tests.browsing import statements
from khaigiang.teaching.cohorts.tests.conftest import first_morning

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]
__all__ = ["first_morning"]


def test_a_teacher_opens_the_own_class_alone(client: Client) -> None:
    actor = sign_in(client, Role.TEACHER)
    mine, foreign = make_running(1, teacher=actor.user), make_running(1)

    for session, status in ((mine, 200), (foreign, 404)):
        for name in ("book", "first_morning", "leaves"):
            address = reverse(f"attendance:{name}", args=[session.training_class_id])
            assert client.get(address).status_code == status
        assert client.get(reverse("attendance:session", args=[session.pk])).status_code == status


def test_who_reads_every_class_and_teaches_one_writes_in_that_one_alone(client: Client) -> None:
    actor = sign_in(client, Role.LEADER, Role.TEACHER)
    mine, foreign = make_running(1, teacher=actor.user), make_running(1)
    leave = ask(trainees(foreign.training_class)[0], foreign)

    assert client.get(reverse("attendance:session", args=[foreign.pk])).status_code == 200
    assert client.post(reverse("attendance:session", args=[foreign.pk])).status_code == 404
    assert client.post(reverse("attendance:decide", args=[leave.pk]), {"granted": "yes"}).status_code == 404
    assert client.post(reverse("attendance:session", args=[mine.pk])).status_code == 302


def test_a_bad_letter_comes_back_beside_the_good_ones_and_nothing_is_saved(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    session = make_running(2)
    first, second = trainees(session.training_class)
    typed = {field_of(first.pk): "x", field_of(second.pk): "z"}

    answer = client.post(reverse("attendance:session", args=[session.pk]), typed)

    assert answer.status_code == 422
    assert f'id="{field_of(second.pk)}-why"' in answer.content.decode()
    assert not Attendance.objects.exists()


def test_letters_typed_while_the_class_was_closed_are_refused_and_not_lost(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    session = make_running(1)
    (one,) = trainees(session.training_class)
    type(session.training_class).objects.update(state=ClassState.CLOSED)

    answer = client.post(reverse("attendance:session", args=[session.pk]), {field_of(one.pk): "k"})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert '<option value="k" selected>' in shown
    assert str(ClassIsClosed()) in shown
    assert not Attendance.objects.exists()


def test_letters_typed_are_saved(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    session = make_running(1)
    (one,) = trainees(session.training_class)

    client.post(reverse("attendance:session", args=[session.pk]), {field_of(one.pk): "k"})

    assert Attendance.objects.get().presence == "without_leave"


@pytest.mark.parametrize("name", ["book", "first_morning"])
def test_a_page_of_a_class_costs_the_same_for_many(client: Client, name: str) -> None:
    sign_in(client, Role.OFFICE)
    small, large = make_running(1), make_running(12)
    record(small, "x")
    record(large, *("xmkspxmkspxk"))
    cost = [statements(client, reverse(f"attendance:{name}", args=[one.training_class_id])) for one in (small, large)]

    assert cost[0] == cost[1]


def test_a_session_costs_the_same_for_many(client: Client) -> None:
    sign_in(client, Role.OFFICE)
    small, large = make_running(1), make_running(12)
    cost = [statements(client, reverse("attendance:session", args=[one.pk])) for one in (small, large)]

    assert cost[0] == cost[1]
