"""K7: an official checks and corrects the own record by a personal link, without an account; a clerk decides."""

import pytest
from django.test import Client
from django.urls import reverse

from khaigiang.ground.accounts.models import User
from khaigiang.ground.web import clock
from khaigiang.registry.corrections.models import Correction, CorrectionLink
from khaigiang.registry.corrections.services import withdraw_link
from khaigiang.registry.officials.models import Appointment, Official
from khaigiang.registry.officials.tests.makers import make_own_field
from khaigiang.registry.units.models import Office

pytestmark = pytest.mark.django_db
NUMBER = "001080001234"


def someone(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


@pytest.fixture
def official() -> Official:
    """An official of the committee of the story, with an identification number."""
    unit = Office.objects.get(mandates__user__username="demo-committee").unit
    held = Appointment.objects.filter(unit__parent=unit, valid_until=None).order_by("pk")[0]
    Official.objects.filter(pk=held.official_id).update(identity_number=NUMBER, phone="0900 999 111")
    return Official.objects.get(pk=held.official_id)


@pytest.fixture
def link(official: Official) -> CorrectionLink:
    someone("demo-committee").post(reverse("corrections:person", args=[official.pk]), {"days": 14})
    return CorrectionLink.objects.get()


def own_page(link: CorrectionLink) -> str:
    return reverse("corrections:own", args=[link.secret])


def sent(link: CorrectionLink, **typed: str) -> Client:
    """A telephone without an account, from which the person sent the form with something typed over it."""
    person, official = Client(), Official.objects.get(pk=link.official_id)
    form = {"full_name": official.full_name, "gender": official.gender, "phone": official.phone}
    days = {
        fact: f"{value:%d/%m/%Y}"
        for fact in ("joined_party_on", "full_member_on")
        if (value := getattr(official, fact))
    }
    texts = {
        fact: getattr(official, fact) for fact in ("born_on", "ethnicity", "qualification", "theory_level", "email")
    }
    answer = person.post(own_page(link), {**form, **days, **texts, **typed}, follow=True)
    assert answer.status_code == 200
    return person


def said(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_person_corrects_the_own_record_by_the_link_and_reads_what_became_of_it(
    official: Official, link: CorrectionLink
) -> None:
    person = sent(link, phone="0912 345 678", ethnicity="Tày", note="Tôi đổi số")
    correction, clerk = Correction.objects.get(), someone("demo-committee")
    phone, ethnicity = (correction.facts.get(fact=fact).pk for fact in ("phone", "ethnicity"))

    page = said(clerk, reverse("corrections:correction", args=[correction.pk]))
    assert [text in page for text in ("0900 999 111", "0912 345 678", "Tôi đổi số")] == [True, True, True]
    clerk.post(
        reverse("corrections:correction", args=[correction.pk]),
        {
            f"fact_{phone}": "accept",
            f"fact_{ethnicity}": "refuse",
            f"reason_{ethnicity}": "chưa có giấy tờ",
            "answer": "Đã sửa số điện thoại",
        },
    )

    outcome = said(person, own_page(link))
    assert [text in outcome for text in ("đã sửa theo đề nghị", "chưa có giấy tờ", "Đã sửa số điện thoại")] == [
        True
    ] * 3
    assert Official.objects.get(pk=official.pk).phone == "0912 345 678"
    assert Official.objects.get(pk=official.pk).ethnicity == official.ethnicity


def test_the_page_of_a_link_shows_what_the_person_may_check_and_is_kept_by_no_cache(
    official: Official, link: CorrectionLink
) -> None:
    opened, closed = make_own_field("Ngoại ngữ", is_open_to_person=True), make_own_field("Nhận xét riêng")

    answer = Client().get(own_page(link))
    page = answer.content.decode()

    assert "no-store" in answer.headers["Cache-Control"]
    assert official.full_name in page
    assert opened.label in page
    assert closed.label not in page
    assert NUMBER not in page
    assert f"••••••••{NUMBER[-4:]}" in page


def test_an_ended_or_unknown_link_shows_nothing_of_anybody(official: Official, link: CorrectionLink) -> None:
    withdraw_link(link, by=User.objects.get(username="demo-office"), at=clock.now())

    ended = Client().get(own_page(link))
    unknown = Client().get(reverse("corrections:own", args=["nobody-knows-this"]))

    assert (ended.status_code, unknown.status_code) == (410, 404)
    assert [official.full_name in answer.content.decode() for answer in (ended, unknown)] == [False, False]
    assert Client().post(own_page(link), {"full_name": "X", "gender": "M"}).status_code == 410


def test_another_committee_sees_neither_link_nor_proposal(official: Official, link: CorrectionLink) -> None:
    sent(link, ethnicity="Tày")
    correction = Correction.objects.get()
    stranger = someone("demo-committee")
    Official.objects.get(pk=official.pk).appointments.update(unit=Office.objects.get(kind="school").unit)

    assert stranger.get(reverse("corrections:person", args=[official.pk])).status_code == 404
    assert stranger.get(reverse("corrections:correction", args=[correction.pk])).status_code == 404
    assert stranger.post(reverse("corrections:withdraw", args=[link.pk])).status_code == 404
    assert official.full_name not in said(stranger, reverse("corrections:waiting"))
