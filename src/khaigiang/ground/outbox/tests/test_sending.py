"""Messages leave through a mail server: each once, tried again when it is away, never again when nobody knows."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.clock import machine_now
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.jobs.working import work_off
from khaigiang.ground.outbox import services
from khaigiang.ground.outbox.errors import NothingUnclear, NotToGoAgain, ReasonForAgain
from khaigiang.ground.outbox.models import Mailing, Message, Sending
from khaigiang.ground.outbox.rules import PAUSES
from khaigiang.ground.outbox.states import MessageState, Outcome
from khaigiang.ground.outbox.tests.mail_server import MailServer, serving
from khaigiang.ground.outbox.tests.makers import AT, make_mailing, make_released

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
FIRST = "quan1@example.vn"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with (
        serving() as found,
        override_settings(EMAIL_BACKEND=SMTP, EMAIL_HOST="127.0.0.1", EMAIL_PORT=found.port, EMAIL_USE_TLS=False),
    ):
        yield found


@pytest.fixture
def clerk() -> User:
    return make_user()


def work() -> None:
    """What a worker does now."""
    work_off(now=machine_now)


def states(mailing: Mailing) -> list[str]:
    return list(mailing.messages.order_by("pk").values_list("state", flat=True))


def first(mailing: Mailing) -> Message:
    return mailing.messages.select_related("mailing").order_by("pk")[0]


def pass_the_pause(mailing: Mailing) -> None:
    """The time of the next try has come."""
    mailing.messages.filter(not_before__isnull=False).update(not_before=machine_now())
    Job.objects.filter(state=JobState.WAITING).update(not_before=machine_now())
    work()


def test_what_a_person_lets_go_reaches_every_receiver_once(server: MailServer) -> None:
    mailing = make_released(3)

    work()
    work()

    assert states(mailing) == ["sent"] * 3
    assert sorted(server.copies().values()) == [1, 1, 1]
    letter = server.kept[0]
    assert str(letter["Reply-To"]) == "daotao@example.vn"
    assert letter.get_payload(decode=True).decode().splitlines() == first(mailing).body.splitlines()  # type: ignore[union-attr]  # one plain part


@pytest.mark.usefixtures("server")
def test_a_draft_is_never_sent(server: MailServer) -> None:
    make_mailing(3)

    work()

    assert server.kept == []


def test_a_receiver_whom_the_server_refuses_does_not_hold_up_the_others(server: MailServer) -> None:
    server.answers[FIRST] = ["550 no such mailbox"]
    mailing = make_released(3)

    work()

    assert states(mailing) == ["failed", "sent", "sent"]
    assert first(mailing).sendings.get().said == "550 no such mailbox"


def test_a_receiver_whom_the_server_does_not_take_now_is_tried_again_after_a_pause(server: MailServer) -> None:
    server.answers[FIRST] = ["451 come back later"]
    mailing = make_released(2)

    work()
    work()
    assert states(mailing) == ["waiting", "sent"]
    pause = first(mailing).not_before
    assert pause is not None
    assert timedelta(0) < pause - machine_now() <= timedelta(minutes=PAUSES[0])

    pass_the_pause(mailing)

    assert states(mailing) == ["sent", "sent"]
    assert sorted(server.copies().values()) == [1, 1]


def test_what_is_refused_again_and_again_is_given_up_and_said(server: MailServer) -> None:
    server.answers[FIRST] = ["451 come back later"] * 20
    mailing = make_released(1)

    work()
    for _pause in PAUSES:
        pass_the_pause(mailing)

    assert states(mailing) == ["failed"]
    assert first(mailing).tries == len(PAUSES) + 1
    assert not Job.objects.filter(state=JobState.WAITING).exists()


def test_a_server_that_is_away_is_asked_once_and_everything_goes_when_it_is_back(server: MailServer) -> None:
    mailing = make_released(3)
    with override_settings(EMAIL_PORT=9):
        work()
    assert (states(mailing), Sending.objects.count()) == (["waiting"] * 3, 1)

    pass_the_pause(mailing)

    assert states(mailing) == ["sent"] * 3
    assert sorted(server.copies().values()) == [1, 1, 1]


def test_a_server_that_hangs_up_in_the_middle_leaves_perhaps_sent_and_it_never_goes_by_itself(
    server: MailServer,
) -> None:
    def hang_up(come: int) -> None:
        if come == 1:
            raise ConnectionError

    server.after_keeping = hang_up
    mailing = make_released(2)

    work()
    pass_the_pause(mailing)

    assert states(mailing) == ["perhaps", "sent"]
    assert sorted(server.copies().values()) == [1, 1]


def test_somebody_looks_and_says_that_it_has_arrived(clerk: User) -> None:
    message = first(make_released(1))
    Message.objects.filter(pk=message.pk).update(state=MessageState.PERHAPS)

    services.note_arrival(message, by=clerk, at=AT)

    message.refresh_from_db()
    assert (message.state, message.sent_at) == (MessageState.SENT, AT)
    with pytest.raises(NothingUnclear):
        services.note_arrival(message, by=clerk, at=AT)


def test_what_perhaps_went_goes_again_by_hand_with_a_reason_and_under_its_number(
    server: MailServer, clerk: User
) -> None:
    message = first(make_released(1))
    Message.objects.filter(pk=message.pk).update(state=MessageState.PERHAPS)
    with pytest.raises(ReasonForAgain):
        services.send_again(message, reason=" ", by=clerk, at=AT)

    services.send_again(message, reason="Quận ủy chưa nhận được", by=clerk, at=AT)
    work()

    (letter,) = server.kept
    assert message.letter.hex in str(letter["Message-ID"])
    assert message.sendings.get().reason == "Quận ủy chưa nhận được"


def test_what_was_sent_goes_again_by_hand_as_a_message_of_its_own(server: MailServer, clerk: User) -> None:
    mailing = make_released(1)
    work()

    services.send_again(first(mailing), reason="Cấp ủy xóa nhầm", by=clerk, at=AT)
    work()

    assert states(mailing) == ["sent"]
    assert len({str(letter["Message-ID"]) for letter in server.kept}) == 2
    assert [sending.turn for sending in first(mailing).sendings.all()] == [0, 1]


def test_what_waits_is_not_sent_again(clerk: User) -> None:
    with pytest.raises(NotToGoAgain):
        services.send_again(first(make_released(1)), reason="Vội", by=clerk, at=AT)


def test_what_is_stopped_does_not_go(server: MailServer, clerk: User) -> None:
    mailing = make_released(2)
    services.stop_mailing(mailing, by=clerk, at=AT)

    work()
    assert server.kept == []

    services.release_mailing(mailing, by=clerk, at=AT)
    work()
    assert sorted(server.copies().values()) == [1, 1]


def test_a_subject_of_several_lines_becomes_one_line(server: MailServer, clerk: User) -> None:
    mailing = make_mailing(1)
    services.correct_mailing(mailing, subject="Mời họp\r\nBcc: x@example.vn", body="x", by=clerk, at=AT)
    services.release_mailing(mailing, by=clerk, at=AT)

    work()

    assert server.kept[0]["Bcc"] is None


def test_the_database_lets_a_message_go_once_each_time_it_is_asked_for() -> None:
    mailing = make_released(1)
    sending = services.begin_sending(mailing, job=1, fence=1, at=AT, now=machine_now())
    assert sending is not None
    sending.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        sending.save()


def test_the_database_knows_when_a_try_has_ended() -> None:
    sending = services.begin_sending(make_released(1), job=1, fence=1, at=AT, now=machine_now())
    assert sending is not None

    with pytest.raises(IntegrityError, match="sending_has_ended_when_its_outcome_is_known"), transaction.atomic():
        Sending.objects.filter(pk=sending.pk).update(outcome=Outcome.TAKEN)
