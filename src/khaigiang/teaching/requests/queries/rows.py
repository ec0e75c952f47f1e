"""Requests as the office and lecturers read them, and who could teach instead."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from khaigiang.ground.accounts.models import User
from khaigiang.planning.plans.models import Plan
from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.requests.models import AskedSession, Asking, TeachingRequest
from khaigiang.teaching.requests.states import STANDS, TONES, AskedState


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedRow:
    """One session of a request."""

    id: int
    version: int
    title: str
    when: str
    on: date
    state: str
    state_words: str
    tone: str
    reason: str
    answered_at: datetime | None
    said_by: str
    via: str

    @property
    def waits(self) -> bool:
        return self.state == AskedState.SENT

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def seen(self) -> str:
        """The session and its version, as the form sends them back."""
        return f"{self.id}.{self.version}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """One request with its sessions."""

    id: int
    asking_id: int
    lecturer_id: int
    lecturer: str
    class_id: int
    class_name: str
    plan: str
    due_on: date
    note: str
    asked_by: str
    asked_at: datetime
    sessions: tuple[AskedRow, ...]
    today: date

    @property
    def counts(self) -> Counter[str]:
        return Counter(one.state for one in self.sessions)

    @property
    def waits(self) -> int:
        return self.counts[AskedState.SENT]

    @property
    def accepted(self) -> int:
        return self.counts[AskedState.ACCEPTED]

    @property
    def declined(self) -> int:
        return self.counts[AskedState.DECLINED]

    @property
    def is_overdue(self) -> bool:
        return bool(self.waits) and self.due_on < self.today

    @property
    def stands(self) -> bool:
        return any(one.stands for one in self.sessions)


def request_rows(requests: QuerySet[TeachingRequest], *, today: date) -> list[RequestRow]:
    """Requests, those due first; two statements."""
    together = ("lecturer", "asking__asked_by", "asking__training_class__plan")
    found = requests.select_related(*together).prefetch_related("sessions__item__block").order_by("due_on", "pk")
    return [_row(one, today) for one in found]


def request_row(request: TeachingRequest, *, today: date) -> RequestRow:
    """One request as it stands now."""
    (row,) = request_rows(TeachingRequest.objects.filter(pk=request.pk), today=today)
    return row


def own_page(request: TeachingRequest, *, today: date) -> dict[str, object]:
    """What the page of a request shows its lecturer."""
    row = request_row(request, today=today)
    chosen = [one.seen for one in row.sessions if one.waits]
    return {"row": row, "chosen": chosen, "is_own": True, "may_answer": row.stands, "may_ask": False}


def counts_of(rows: Sequence[RequestRow]) -> dict[str, int]:
    """Requests that wait, wait too long, were declined in part or whole, and sessions accepted."""
    return {
        "waits": sum(bool(row.waits) for row in rows),
        "overdue": sum(row.is_overdue for row in rows),
        "declined": sum(bool(row.declined) for row in rows),
        "accepted": sum(row.accepted for row in rows),
    }


def waiting_requests(plan: Plan) -> QuerySet[TeachingRequest]:
    """The requests of a plan in which a session waits for an answer."""
    waiting = TeachingRequest.objects.filter(asking__training_class__plan=plan, sessions__state=AskedState.SENT)
    return waiting.select_related("asking__training_class__plan").order_by("pk").distinct()


def own_waiting(user: User) -> list[tuple[TeachingRequest, int]]:
    """The requests that a lecturer who signs in has not answered, with the number of sessions, those due first."""
    waits = Count("sessions", filter=Q(sessions__state=AskedState.SENT))
    found = TeachingRequest.objects.filter(lecturer__user=user).annotate(waits=waits).filter(waits__gt=0)
    return [(one, one.waits) for one in found.select_related("asking__training_class").order_by("due_on", "pk")]


def overdue_count(requests: QuerySet[TeachingRequest], on: date) -> int:
    """How many of these requests nobody answered in time."""
    return requests.filter(due_on__lt=on, sessions__state=AskedState.SENT).distinct().count()


def narrowed(rows: Sequence[RequestRow], state: str) -> list[RequestRow]:
    """Requests that wait, wait too long, or were declined; all without a word."""
    match state:
        case "waits":
            return [row for row in rows if row.waits]
        case "overdue":
            return [row for row in rows if row.is_overdue]
        case "declined":
            return [row for row in rows if row.declined]
    return list(rows)


def seen_of(request: TeachingRequest) -> list[str]:
    """The sessions of a request with their versions, as forms send them back."""
    return [f"{pk}.{version}" for pk, version in request.sessions.values_list("pk", "version")]


def waits_of(asking: Asking) -> list[AskedSession]:
    """What one act asked for and nobody has answered yet."""
    found = AskedSession.objects.filter(request__asking=asking, state=AskedState.SENT)
    return list(found.select_related("item__block", "lecturer").order_by("lecturer__sort_key", "on", "pk"))


def acts_to_take_back(training_class: TrainingClass) -> list[Asking]:
    """Acts of asking for a class of which something is not answered yet, the latest first."""
    waiting = training_class.askings.filter(requests__sessions__state=AskedState.SENT)
    return list(waiting.annotate(waits=Count("requests__sessions")).select_related("asked_by").order_by("-pk"))


def _row(request: TeachingRequest, today: date) -> RequestRow:
    asking = request.asking
    rows = sorted(request.sessions.all(), key=lambda one: (one.on, one.pk))
    return RequestRow(
        id=request.pk,
        asking_id=asking.pk,
        lecturer_id=request.lecturer_id,
        lecturer=str(request.lecturer),
        class_id=asking.training_class_id,
        class_name=asking.training_class.name,
        plan=asking.training_class.plan.title,
        due_on=request.due_on,
        note=request.note,
        asked_by=str(asking.asked_by),
        asked_at=asking.asked_at,
        sessions=tuple(_asked(one) for one in rows),
        today=today,
    )


def _asked(one: AskedSession) -> AskedRow:
    return AskedRow(
        id=one.pk,
        version=one.version,
        title=one.item.full_name,
        when=one.when,
        on=one.on,
        state=one.state,
        state_words=one.get_state_display(),
        tone=TONES[one.state],
        reason=one.reason,
        answered_at=one.answered_at,
        said_by=one.said_by,
        via=one.get_via_display(),
    )
