"""A summons goes out by e-mail: written as drafts, read, corrected, let go by a person, sent once, looked after."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.states import MessageState
from tests.on_the_story.scenarios.outbox import drafted, message_of, released, summons
from tests.on_the_story.scenarios.sending import someone

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Client:
    return someone("demo-office")


def shown(client: Client, name: str, *arguments: object) -> str:
    answer = client.get(reverse(name, args=arguments))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_summons_is_written_to_its_committees_read_let_go_and_sent_once(office: Client) -> None:
    called = summons()
    page = reverse("cohorts:summons", args=[called.pk])
    assert "Soạn nháp" in office.get(page).content.decode()

    office.post(reverse("cohorts:summons_mail", args=[called.pk, "committees"]))
    mailing = Mailing.objects.latest("pk")
    committees = called.enrolments.values("target_post__committee").distinct().count()
    assert mailing.messages.count() == committees
    message = message_of(mailing)
    people = called.enrolments.filter(target_post__committee__name=message.to_name)
    assert all(person.official.full_name in message.body for person in people)
    assert "Đây là thư nháp" in shown(office, "outbox:mailing", mailing.pk)

    office.post(
        reverse("outbox:correct_message", args=[message.pk]),
        {"to_address": "vp@example.vn", "subject": "Triệu tập học viên", "body": "Kính gửi quý cơ quan"},
    )
    addressed = mailing.messages.exclude(to_address="").count()
    assert f"Gửi {addressed} thư?" in shown(office, "outbox:release", mailing.pk)
    office.post(reverse("outbox:release", args=[mailing.pk]))
    work_off(now=machine_now)
    work_off(now=machine_now)

    assert len(mail.outbox) == addressed
    (letter,) = (one for one in mail.outbox if "vp@example.vn" in one.to[0])
    assert (letter.subject, letter.body) == ("Triệu tập học viên", "Kính gửi quý cơ quan")
    assert "máy chủ thư đã nhận" in shown(office, "outbox:message", message.pk).lower()
    assert reverse("outbox:mailing", args=[mailing.pk]) in office.get(page).content.decode()


def test_the_head_reads_what_the_office_sends_and_presses_nothing(office: Client) -> None:
    mailing = drafted()
    release = reverse("outbox:release", args=[mailing.pk])

    assert release in shown(office, "outbox:mailing", mailing.pk)
    assert release not in shown(someone("demo-head"), "outbox:mailing", mailing.pk)


def test_another_office_sees_nothing_of_it() -> None:
    mailing = drafted()
    organiser = someone("demo-organiser")

    assert mailing.title not in shown(organiser, "outbox:list")
    for name in ("mailing", "correct", "release"):
        assert organiser.get(reverse(f"outbox:{name}", args=[mailing.pk])).status_code == 404
    assert organiser.get(reverse("outbox:message", args=[message_of(mailing).pk])).status_code == 404


def test_what_perhaps_went_is_said_on_every_page_and_settled_by_a_person(office: Client) -> None:
    mailing = released()
    message = message_of(mailing)
    Message.objects.filter(pk=message.pk).update(state=MessageState.PERHAPS)

    assert "Có thể đã gửi: cần xem" in shown(office, "outbox:mailing", mailing.pk)
    assert "Thư đã đến" in shown(office, "outbox:message", message.pk)
    office.post(reverse("outbox:arrived", args=[message.pk]))

    assert "Có thể đã gửi: cần xem" not in shown(office, "outbox:mailing", mailing.pk)


def test_sending_once_more_without_a_reason_is_asked_for_it(office: Client) -> None:
    message = message_of(released())
    Message.objects.filter(pk=message.pk).update(state=MessageState.FAILED)

    answer = office.post(reverse("outbox:again", args=[message.pk]), {"reason": ""})

    assert answer.status_code == 422
    assert message_of(message.mailing).state == MessageState.FAILED
