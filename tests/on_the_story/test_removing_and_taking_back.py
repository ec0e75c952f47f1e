"""M8: what rests on an official of the story is shown, and what is removed disappears for everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.planning.nominations.models import Nomination
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.tests.makers import make_appointment, make_official
from khaigiang.registry.units.models import Office
from khaigiang.teaching.cohorts.models import Enrolment

pytestmark = pytest.mark.django_db
NAME = "Lò Thị Nhầm"


def someone(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def said(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def mistaken() -> Official:
    """An official of the committee of the story who was entered by mistake."""
    committee = Office.objects.get(mandates__user__username="demo-committee")
    return make_appointment(make_official(NAME), unit=committee.unit).official


def removing(official: Official) -> str:
    return reverse("removal:remove", args=["official", official.pk])


def test_whoever_a_class_names_is_not_removed_and_the_page_leads_to_the_class() -> None:
    enrolled = Enrolment.objects.order_by("pk")[0]
    office = someone("demo-office")

    page = said(office, removing(enrolled.official))
    answer = office.post(removing(enrolled.official), {"reason": "nhập nhầm"})

    assert reverse("cohorts:class", args=[enrolled.training_class_id]) in page
    assert "Hãy ghi thôi giữ chức; nếu một người bị nhập hai lần, hãy gộp hai hồ sơ." in page
    assert 'name="reason"' not in page
    assert answer.status_code == 422
    assert Official.objects.filter(pk=enrolled.official_id).exists()


def test_what_is_removed_is_found_by_nobody_and_taken_back_from_the_page_of_what_was_removed() -> None:
    official, office = mistaken(), someone("demo-office")
    lists = [f"{reverse('officials:list')}?q=Nhầm", f"{reverse('portals:search')}?q=Nhầm"]
    assert [NAME in said(office, address) for address in lists] == [True, True]

    office.post(removing(official), {"reason": "nhập nhầm"}, follow=True)

    assert [NAME in said(office, address) for address in lists] == [False, False]
    assert office.get(reverse("officials:official", args=[official.pk])).status_code == 404
    assert NAME in said(office, reverse("removal:removed"))

    office.post(reverse("removal:take_back", args=["official", official.pk]), follow=True)

    assert [NAME in said(office, address) for address in lists] == [True, True]


def test_a_committee_takes_back_what_it_removed_and_sees_nothing_that_others_removed() -> None:
    own, foreign = mistaken(), make_official("Giàng A Khác")
    committee, office = someone("demo-committee"), someone("demo-office")
    office.post(removing(foreign), {"reason": "nhập nhầm"})
    committee.post(removing(own), {"reason": "nhập nhầm"})

    page = said(committee, reverse("removal:removed"))

    assert NAME in page
    assert "Giàng A Khác" not in page
    assert committee.post(reverse("removal:take_back", args=["official", foreign.pk])).status_code == 404
    assert committee.post(reverse("removal:take_back", args=["official", own.pk])).status_code == 302
    assert Official.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("kind", ["official", "appointment", "post", "plan"])
def test_kinds_that_are_not_there_or_not_open_to_a_person_are_not_found(kind: str) -> None:
    post_id = mistaken().appointments.get().post_id

    assert someone("demo-committee").get(reverse("removal:remove", args=[kind, 999_999])).status_code == 404
    assert someone("demo-committee").get(reverse("removal:remove", args=["post", post_id])).status_code == 404


def test_an_office_that_acted_is_not_removed_and_the_page_leads_to_what_it_did() -> None:
    committee = Office.objects.get(mandates__user__username="demo-committee")

    page = said(someone("demo-office"), reverse("removal:remove", args=["office", committee.pk]))

    assert "Hãy chuyển cơ quan sang ngừng dùng" in page
    assert 'name="reason"' not in page
    assert Nomination.objects.filter(committee=committee).exists()
