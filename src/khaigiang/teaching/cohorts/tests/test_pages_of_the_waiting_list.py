"""The page of the waiting list: read, opened, stopped; what a committee sees of it; what it costs."""

from datetime import date

import pytest
from django.test import Client

from khaigiang.planning.plans.models import Plan
from khaigiang.planning.plans.tests.makers import make_plan
from khaigiang.registry.mandates.states import Role
from khaigiang.registry.mandates.tests.makers import sign_in
from khaigiang.registry.units.tests.makers import make_committee
from khaigiang.teaching.cohorts.models import Placement, WaitingList
from khaigiang.teaching.cohorts.tests.browsing import acts, address, must_post, must_show, statements
from khaigiang.teaching.cohorts.tests.makers import (
    make_accepted,
    make_class,
    make_listed,
    make_people_of_a_city,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("first_morning")]
LATER = [date(2023, 4, 10), date(2023, 4, 11)]


def test_the_list_is_read_opened_and_stopped(client: Client) -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 1), days=LATER)
    make_accepted(plan, "Lê Thị Hoa")
    make_accepted(plan, "Trần Văn Bình")
    sign_in(client, Role.OFFICE)

    shown = must_show(client, "waiting_list", plan.pk)
    assert shown.index("Lê Thị Hoa") < shown.index("Trần Văn Bình")
    must_post(client, "open_waiting_list", plan.pk, data={"agreed": "1"})
    assert Placement.objects.count() == 1
    assert "Trần Văn Bình" in must_show(client, "waiting_list", plan.pk)
    must_show(client, "stop_waiting_list", plan.pk)
    must_post(client, "stop_waiting_list", plan.pk, data={"take_back": "on"})

    assert (Placement.objects.count(), WaitingList.objects.count()) == (0, 0)
    assert acts() == ["open_waiting_list", "stop_waiting_list"]
    must_post(client, "stop_waiting_list", plan.pk, data={"take_back": ""}, status=422)


@pytest.mark.parametrize("agreed", ["0", "", "many"])
def test_a_list_that_was_read_differently_is_not_opened(client: Client, agreed: str) -> None:
    plan = make_plan()
    make_class(plan, sizes=(0, 1, 1), days=LATER)
    make_accepted(plan)
    sign_in(client, Role.OFFICE)

    must_post(client, "open_waiting_list", plan.pk, data={"agreed": agreed}, status=409)

    assert WaitingList.objects.count() == 0


def test_a_committee_sees_its_own_people_with_their_turns_in_the_whole(client: Client) -> None:
    plan, committee = make_plan(), make_committee()
    make_accepted(plan, "Người Khác")
    make_accepted(plan, "Người Nhà", committee=committee)
    sign_in(client, Role.COMMITTEE, office=committee)

    shown = must_show(client, "waiting_list", plan.pk)

    assert "Người Nhà" in shown
    assert "Người Khác" not in shown
    assert client.post(address("open_waiting_list", plan.pk), {"agreed": "0"}).status_code in {403, 404}


def test_who_was_promoted_into_a_decided_class_is_ticked_for_the_supplementary_decision(client: Client) -> None:
    plan = make_plan()
    training_class = make_class(plan, sizes=(0, 2, 2), days=LATER)
    make_listed(training_class)
    person = make_accepted(plan)
    sign_in(client, Role.OFFICE)

    must_post(client, "open_waiting_list", plan.pk, data={"agreed": "1"})

    assert f'value="{person.pk}" id="add-{person.pk}" checked' in must_show(client, "supplementary", training_class.pk)
    assert "danh sách chờ" in must_show(client, "papers", training_class.pk)


def test_the_page_costs_the_same_however_many_wait(client: Client) -> None:
    sign_in(client, Role.OFFICE)

    counts = [statements(client, address("waiting_list", crowded(people).pk)) for people in (3, 40)]

    assert counts[0] == counts[1]
    assert counts[0] <= 26


def crowded(people: int) -> Plan:
    plan = make_plan()
    make_class(plan, sizes=(0, 2, 2), days=LATER)
    make_people_of_a_city(plan, people=people, committees=3)
    return plan
