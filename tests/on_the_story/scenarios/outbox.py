"""The outbox, with the e-mails of a summons of the story."""

from typing import Final

from khaigiang.ground.outbox import services
from khaigiang.ground.outbox.models import Mailing, Message
from khaigiang.ground.outbox.states import MessageState
from khaigiang.ground.web import clock
from khaigiang.teaching.cohorts.models import Summons
from khaigiang.teaching.cohorts.services import draft_summons_mail
from khaigiang.teaching.cohorts.states import Whom
from tests.on_the_story.scenarios.second_plan import by
from tests.on_the_story.scenarios.sending import Sent, Table, post, when

WHY: Final = "Cấp ủy báo chưa nhận được"


def summons() -> Summons:
    """The first summons of the story."""
    return Summons.objects.order_by("pk")[0]


def drafted() -> Mailing:
    """Drafts to the committees of a summons; the first of them has an address."""
    mailing = draft_summons_mail(summons(), Whom.COMMITTEES, sender_role="office", **by("demo-office"))
    first = message_of(mailing)
    services.correct_message(
        first, to_address="vp@example.vn", subject=first.subject, body=first.body, **by("demo-office")
    )
    return mailing


def released() -> Mailing:
    return services.release_mailing(drafted(), **by("demo-office"))


def discarded() -> Mailing:
    return services.discard_mailing(drafted(), **by("demo-office"))


def message_of(mailing: Mailing) -> Message:
    return mailing.messages.select_related("mailing").order_by("pk")[0]


def _in_state(state: MessageState) -> Message:
    message = message_of(released())
    Message.objects.filter(pk=message.pk).update(state=state, sent_at=clock.now())
    return message


def _left_out() -> Sent:
    message = message_of(drafted())
    services.leave_out(message, **by("demo-office"))
    return post(message.pk)


TABLE: Final[Table] = {
    "cohorts:summons_mail": when("demo-office", lambda: post(summons().pk, "people")),
    "outbox:correct": when("demo-office", lambda: post(drafted().pk, subject="Triệu tập", body="Kính gửi {committee}")),
    # The act, and the work that it asks for.
    "outbox:release": when("demo-office", lambda: post(drafted().pk), entries=2),
    "outbox:stop": when("demo-office", lambda: post(released().pk)),
    "outbox:discard": when("demo-office", lambda: post(drafted().pk)),
    "outbox:correct_message": when("demo-office", lambda: post(message_of(drafted()).pk, subject="Riêng")),
    "outbox:leave_out": when("demo-office", lambda: post(message_of(drafted()).pk)),
    "outbox:take_in": when("demo-office", _left_out),
    "outbox:again": when("demo-office", lambda: post(_in_state(MessageState.SENT).pk, reason=WHY), entries=2),
    "outbox:arrived": when("demo-office", lambda: post(_in_state(MessageState.PERHAPS).pk)),
}
