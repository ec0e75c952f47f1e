"""Messages to many wait as drafts: read, corrected, thinned out, let go by a person, stopped."""

import pytest
from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.accounts.tests.makers import make_user
from khaigiang.ground.jobs.models import Job
from khaigiang.ground.outbox import queries, services
from khaigiang.ground.outbox.errors import (
    AddressMissing,
    AlreadyDrafted,
    NobodyToWriteTo,
    NotADraftAnyMore,
    NotReleased,
    NotToBeChanged,
    UnknownField,
)
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.services import Receiver
from khaigiang.ground.outbox.states import MailingState, MessageState
from khaigiang.ground.outbox.tests.makers import AT, make_mailing, make_released

pytestmark = pytest.mark.django_db


@pytest.fixture
def clerk() -> User:
    return make_user()


def states(mailing: Mailing) -> list[str]:
    return list(mailing.messages.order_by("pk").values_list("state", flat=True))


def first(mailing: Mailing) -> Message:
    return mailing.messages.select_related("mailing").order_by("pk")[0]


def test_what_goes_to_many_waits_as_drafts_and_no_work_is_asked_for() -> None:
    mailing = make_mailing(3)

    assert states(mailing) == ["draft"] * 3
    assert Job.objects.count() == 0


def test_every_receiver_reads_the_text_with_the_own_fields_filled() -> None:
    message = first(make_mailing(3))

    assert message.subject == "Triệu tập 1 học viên"
    assert message.body == "Kính gửi Quận ủy số 1,\n\nMời 1 đồng chí có mặt lúc 7:30."


def test_the_same_thing_is_not_written_of_twice_until_the_first_is_thrown_away(clerk: User) -> None:
    mailing = make_mailing()

    def again() -> Mailing:
        return services.draft_mailing(
            mailing.key, [_one()], title="x", subject="x", body="x", sender_role="office", by=clerk, at=AT
        )

    with pytest.raises(AlreadyDrafted):
        again()
    services.discard_mailing(mailing, by=clerk, at=AT)
    assert again().key == mailing.key


def _one() -> Receiver:
    return Receiver(key="office 1", name="Quận ủy số 1", address="quan1@example.vn")


def test_writing_to_nobody_is_refused() -> None:
    with pytest.raises(NobodyToWriteTo):
        make_mailing(to=[])


def test_correcting_the_text_reaches_all_but_those_with_a_text_of_their_own(clerk: User) -> None:
    mailing = make_mailing(2)
    services.correct_message(
        first(mailing), to_address="moi@example.vn", subject="Riêng", body="Chỉ cho quận 1", by=clerk, at=AT
    )

    services.correct_mailing(mailing, subject="Mời {count} đồng chí", body="Gửi {name}", by=clerk, at=AT)

    own, other = mailing.messages.select_related("mailing").order_by("pk")
    assert (own.to_address, own.subject, own.body) == ("moi@example.vn", "Riêng", "Chỉ cho quận 1")
    assert (other.subject, other.body) == ("Mời 2 đồng chí", "Gửi Quận ủy số 2")


def test_a_message_saved_with_the_text_of_all_goes_on_following_it(clerk: User) -> None:
    mailing = make_mailing(1)
    message = first(mailing)
    services.correct_message(
        message, to_address="moi@example.vn", subject=message.subject, body=message.body, by=clerk, at=AT
    )

    services.correct_mailing(mailing, subject="Khác", body="Khác", by=clerk, at=AT)

    assert first(mailing).subject == "Khác"


def test_a_field_that_nobody_fills_is_refused_with_those_that_are_filled(clerk: User) -> None:
    with pytest.raises(UnknownField, match=r"\{ten\}.*\{count\}, \{name\}"):
        services.correct_mailing(make_mailing(), subject="x", body="Gửi {ten}", by=clerk, at=AT)


def test_a_receiver_who_is_left_out_gets_nothing_and_one_without_an_address_stays_out(clerk: User) -> None:
    bare = Receiver(key="office 9", name="Huyện ủy", address="")
    mailing = make_mailing(to=[_one(), bare, Receiver(key="office 2", name="Quận 2", address="quan2@example.vn")])
    services.leave_out(first(mailing), by=clerk, at=AT)

    services.release_mailing(mailing, by=clerk, at=AT)

    assert states(mailing) == ["left_out", "left_out", "waiting"]


def test_who_was_left_out_is_taken_in_again(clerk: User) -> None:
    mailing = make_mailing(1)
    services.leave_out(first(mailing), by=clerk, at=AT)
    with pytest.raises(NobodyToWriteTo):
        services.release_mailing(mailing, by=clerk, at=AT)

    services.take_in(first(mailing), by=clerk, at=AT)
    services.release_mailing(mailing, by=clerk, at=AT)

    assert states(mailing) == ["waiting"]


def test_an_address_is_not_emptied_while_the_receiver_is_to_get_the_message(clerk: User) -> None:
    with pytest.raises(AddressMissing):
        services.correct_message(first(make_mailing()), to_address="", subject="x", body="x", by=clerk, at=AT)


def test_what_was_let_go_is_neither_corrected_nor_let_go_again(clerk: User) -> None:
    mailing = make_released()

    with pytest.raises(NotADraftAnyMore):
        services.correct_mailing(mailing, subject="x", body="x", by=clerk, at=AT)
    with pytest.raises(NotADraftAnyMore):
        services.release_mailing(mailing, by=clerk, at=AT)
    with pytest.raises(NotADraftAnyMore):
        services.leave_out(first(mailing), by=clerk, at=AT)


def test_stopping_makes_drafts_of_what_has_not_gone_and_leaves_what_has(clerk: User) -> None:
    mailing = make_released(2)
    gone = first(mailing)
    Message.objects.filter(pk=gone.pk).update(state=MessageState.SENT, sent_at=AT)

    mailing = services.stop_mailing(mailing, by=clerk, at=AT)

    assert (mailing.state, states(mailing)) == (MailingState.DRAFT, ["sent", "draft"])
    with pytest.raises(NotToBeChanged):
        services.leave_out(first(mailing), by=clerk, at=AT)
    with pytest.raises(NotReleased):
        services.stop_mailing(mailing, by=clerk, at=AT)


def test_the_list_counts_what_waits_for_a_person() -> None:
    make_mailing()
    quiet = make_released()
    found = Mailing.objects.all()
    assert queries.needing_a_look(found) == 1

    Message.objects.filter(pk=first(quiet).pk).update(state=MessageState.PERHAPS)

    assert queries.needing_a_look(found) == 2


@pytest.mark.parametrize(
    ("constraint", "change"),
    [
        ("message_once_to_a_receiver", {"receiver": "office 2"}),
        ("message_on_its_way_has_an_address", {"state": MessageState.WAITING, "to_address": ""}),
        ("message_sent_has_its_time", {"state": MessageState.SENT, "sent_at": None}),
        ("message_sent_again_with_a_reason", {"turn": 1, "again_because": ""}),
    ],
)
def test_the_database_itself_refuses(constraint: str, change: dict[str, object]) -> None:
    message = first(make_mailing(2))

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)

    assert constraint in str(refusal.value) or "UNIQUE" in str(refusal.value)


def test_the_database_keeps_who_let_a_mailing_go() -> None:
    mailing = make_mailing()

    with pytest.raises(IntegrityError, match="mailing_is_released_by_somebody"), transaction.atomic():
        Mailing.objects.filter(pk=mailing.pk).update(state=MailingState.RELEASED)
