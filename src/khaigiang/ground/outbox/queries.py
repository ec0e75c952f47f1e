"""Reading the outbox."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from khaigiang.ground.jobs.models import Job
from khaigiang.ground.jobs.states import JobState
from khaigiang.ground.outbox.models import Mailing, Message, Sending
from khaigiang.ground.outbox.posting import letter_name
from khaigiang.ground.outbox.states import MAY_GO_AGAIN, OPEN_TO_CORRECTION, MailingState, MessageState, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many messages of a mailing are how far."""

    draft: int
    left_out: int
    waiting: int
    sent: int
    perhaps: int
    failed: int
    without_address: int

    @property
    def goes(self) -> int:
        """Messages that a release would send."""
        return self.draft - self.without_address

    @property
    def needs_a_look(self) -> int:
        """Messages of which a person must say what is to be done."""
        return self.perhaps + self.failed


@dataclass(frozen=True, slots=True, kw_only=True)
class MailingRow:
    """One mailing in the list of the outbox."""

    id: int
    title: str
    state: str
    state_label: str
    made_by: str
    made_at: datetime
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRow:
    """The message to one receiver as the page of its mailing shows it."""

    id: int
    to_name: str
    to_address: str
    state: str
    state_label: str
    is_corrected: bool
    tries: int
    sent_at: datetime | None
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingRow:
    """One try, as the log of a message tells it."""

    begun_at: datetime
    to_address: str
    outcome: str
    outcome_label: str
    said: str
    reason: str
    message_id: str


def mailing_rows(found: Iterable[Mailing]) -> list[MailingRow]:
    """One page of mailings with the counts of their messages; one statement more."""
    mailings = list(found)
    counted = counts_of([mailing.pk for mailing in mailings])
    return [
        MailingRow(
            id=mailing.pk,
            title=mailing.title,
            state=mailing.state,
            state_label=mailing.get_state_display(),
            made_by=str(mailing.made_by or ""),
            made_at=mailing.made_at,
            counts=counted[mailing.pk],
        )
        for mailing in mailings
    ]


def newest_first(found: QuerySet[Mailing]) -> QuerySet[Mailing]:
    """Mailings with who wrote them, the newest first; what was thrown away is left out."""
    return found.exclude(state=MailingState.DISCARDED).select_related("made_by").order_by("-pk")


def counts_of(mailing_ids: list[int]) -> dict[int, Counts]:
    """How far the messages of these mailings are; one statement."""
    columns = Message.objects.filter(mailing__in=mailing_ids).order_by().values_list("mailing", "state")
    rows = columns.annotate(count=Count("pk"), bare=Count("pk", filter=Q(to_address="")))
    found: dict[int, dict[str, tuple[int, int]]] = {mailing_id: {} for mailing_id in mailing_ids}
    for mailing_id, state, count, bare in rows:
        found[mailing_id][state] = (count, bare)
    return {mailing_id: _counts(states) for mailing_id, states in found.items()}


def _counts(states: dict[str, tuple[int, int]]) -> Counts:
    def how_many(*wanted: MessageState) -> int:
        return sum(states.get(state, (0, 0))[0] for state in wanted)

    return Counts(
        draft=how_many(MessageState.DRAFT),
        left_out=how_many(MessageState.LEFT_OUT),
        waiting=how_many(MessageState.WAITING, MessageState.SENDING),
        sent=how_many(MessageState.SENT),
        perhaps=how_many(MessageState.PERHAPS),
        failed=how_many(MessageState.FAILED),
        without_address=states.get(MessageState.DRAFT, (0, 0))[1],
    )


def message_rows(found: Iterable[Message]) -> list[MessageRow]:
    """One page of messages; no statement."""
    return [
        MessageRow(
            id=message.pk,
            to_name=message.to_name,
            to_address=message.to_address,
            state=message.state,
            state_label=message.get_state_display(),
            is_corrected=bool(message.own_subject or message.own_body),
            tries=message.tries,
            sent_at=message.sent_at,
            is_open=message.state in OPEN_TO_CORRECTION,
        )
        for message in found
    ]


def messages_of(mailing: Mailing, *, state: str = "") -> QuerySet[Message]:
    """The messages of a mailing by their receivers' order, of one state alone if it is named."""
    found = Message.objects.filter(mailing=mailing).order_by("pk")
    return found.filter(state=state) if state in MessageState.values else found


def example_of(mailing: Mailing) -> Message | None:
    """The first message that would go, to read how the text is filled."""
    first = Message.objects.filter(mailing=mailing).exclude(state=MessageState.LEFT_OUT).order_by("pk")
    return first.select_related("mailing").first()


def known_fields(mailing: Mailing) -> list[str]:
    """The fields that every message of the mailing fills, now or when it goes."""
    known: set[str] | None = None
    for values, sealed in Message.objects.filter(mailing=mailing).values_list("values", "sealed"):
        here = {*values, *sealed}
        known = here if known is None else known & here
    return sorted(known or ())


def log_of(message: Message) -> list[SendingRow]:
    """Every try to send a message, the first first."""
    return [
        SendingRow(
            begun_at=sending.begun_at,
            to_address=sending.to_address,
            outcome=sending.outcome,
            outcome_label=sending.get_outcome_display(),
            said=sending.said,
            reason=sending.reason,
            message_id=letter_name(sending.letter),
        )
        for sending in message.sendings.order_by("pk")
    ]


def may_go_again(message: Message) -> bool:
    """May a person send this message once more?"""
    return message.state in MAY_GO_AGAIN


def drafted_on(key: str) -> Mailing | None:
    """The mailing on something that is in the outbox, if there is one."""
    return Mailing.objects.filter(key=key).exclude(state=MailingState.DISCARDED).first()


def needing_a_look(found: QuerySet[Mailing]) -> int:
    """How many of these mailings wait for a person: drafts to be read, messages that failed or perhaps went."""
    unclear = Message.objects.filter(mailing=OuterRef("pk"), state__in=[MessageState.PERHAPS, MessageState.FAILED])
    return found.filter(Q(state=MailingState.DRAFT) | Q(Exists(unclear), state=MailingState.RELEASED)).count()


def left_hanging(mailing: Mailing) -> QuerySet[Sending]:
    """Tries that were begun and that no worker holds any more."""
    held = Job.objects.filter(pk=OuterRef("job"), fence=OuterRef("fence"), state=JobState.RUNNING)
    return Sending.objects.filter(~Exists(held), message__mailing=mailing, outcome=Outcome.BEGUN)


def due(mailing: Mailing, now: datetime) -> QuerySet[Message]:
    """Messages that wait to be sent and whose pause is over."""
    waiting = Message.objects.filter(mailing=mailing, state=MessageState.WAITING)
    return waiting.filter(Q(not_before=None) | Q(not_before__lte=now)).order_by("pk")


def next_due(mailing: Mailing) -> datetime | None:
    """When the first message that waits may be tried again; None when none waits for its time."""
    waiting = Message.objects.filter(mailing=mailing, state=MessageState.WAITING, not_before__isnull=False)
    return waiting.order_by("not_before").values_list("not_before", flat=True).first()
