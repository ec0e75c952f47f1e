"""The pages of repairs: from what has happened to one confirmation; and who may do it."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.shared.tests.costs import queries_of
from khaigiang.ground.web import clock
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.lecturers.models import Lecturer
from khaigiang.teaching.repairs.models import Repair
from khaigiang.teaching.repairs.states import RepairState
from khaigiang.teaching.repairs.tests.makers import (
    AT_HALF_PAST_SIX,
    WHY,
    lecturer_with_account,
    make_public_class,
    make_repair,
)
from khaigiang.teaching.timetable.models import Session

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def half_past_six() -> Iterator[None]:
    clock.use(lambda: AT_HALF_PAST_SIX)
    yield
    clock.use(None)


def address(name: str, *args: int | str) -> str:
    return reverse(f"repairs:{name}", args=args)


def school_with_a_class() -> tuple[TrainingClass, Lecturer, Lecturer]:
    an, binh = lecturer_with_account("An"), lecturer_with_account("Bình")
    return make_public_class(an, binh), an, binh


def office(client: Client, training_class: TrainingClass) -> Client:
    sign_in(client, Role.OFFICE, office=training_class.plan.school)
    return client


def test_from_the_telephone_call_to_the_mended_timetable_it_takes_two_pages(client: Client) -> None:
    training_class, an, binh = school_with_a_class()
    office(client, training_class)

    found = client.post(
        address("report", "lecturer"), {"lecturer": an.pk, "first_day": "14/3/2023", "reason": WHY}, follow=True
    )
    repair = Repair.objects.get()
    assert found.redirect_chain[-1][0] == address("repair", repair.pk)
    text = found.content.decode()
    assert "Bình" in text
    assert "proven" in text.lower() or "chứng minh" in text

    client.post(address("carry_out", repair.pk, "instead"))

    assert Session.objects.get(on="2023-03-14", half_day="morning").lecturer == binh
    assert Repair.objects.get().state == RepairState.CARRIED_OUT


def test_what_hits_nothing_is_told_and_what_was_typed_stays(client: Client) -> None:
    training_class, an, _binh = school_with_a_class()
    office(client, training_class)

    answer = client.post(
        address("report", "lecturer"), {"lecturer": an.pk, "first_day": "20/6/2023", "reason": "Bận việc nhà"}
    )

    assert answer.status_code == 422
    assert "Bận việc nhà" in answer.content.decode()
    assert not Repair.objects.exists()


def test_a_way_that_is_not_there_says_so_and_leads_to_further_days(client: Client) -> None:
    an = lecturer_with_account("An")
    training_class = make_public_class(an)
    office(client, training_class)

    text = client.get(address("repair", make_repair(lecturer=an, half_day="morning").pk)).content.decode()

    assert f"lecturer={an.pk}" in text
    assert client.get(address("report", "lecturer"), {"lecturer": str(an.pk), "reason": WHY}).status_code == 200


def test_undone_from_its_page(client: Client) -> None:
    training_class, an, _binh = school_with_a_class()
    office(client, training_class)
    repair = make_repair(lecturer=an)
    client.post(address("carry_out", repair.pk, "instead"))

    assert client.get(address("undo", repair.pk)).status_code == 200
    client.post(address("undo", repair.pk))

    assert Session.objects.get(on="2023-03-14", half_day="morning").lecturer == an


def test_a_leader_reads_and_decides_nothing(client: Client) -> None:
    training_class, an, _binh = school_with_a_class()
    repair = make_repair(lecturer=an)
    sign_in(client, Role.LEADER)

    page = client.get(address("repair", repair.pk))
    assert page.status_code == 200
    assert address("carry_out", repair.pk, "instead") not in page.content.decode()
    assert client.post(address("carry_out", repair.pk, "instead")).status_code in {403, 404}
    assert training_class.releases.count() == 1


@pytest.mark.parametrize("count", [1, 6])
def test_the_list_costs_the_same_however_many_repairs(client: Client, count: int) -> None:
    training_class, an, _binh = school_with_a_class()
    office(client, training_class)
    first = make_repair(lecturer=an)
    for _ in range(count - 1):
        first.pk = None
        first.save()
    client.get(address("list"))

    assert queries_of(client, address("list")) == 10
