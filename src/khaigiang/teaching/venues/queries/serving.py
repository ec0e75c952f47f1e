"""Services asked for, as those who serve and those who asked read them."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from khaigiang.teaching.venues.models import Booking, HallUse, ServiceRequest
from khaigiang.teaching.venues.queries.taken import uses
from khaigiang.teaching.venues.states import SERVICE_TONES, TO_SERVE, possible


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceRow:
    """One request: what, for what, when, how many, who asked, who serves, where it stands."""

    id: int
    kind: str
    about: str
    booking_id: int | None
    on: date
    at: time
    quantity: int
    note: str
    asked_by: str
    state: str
    state_words: str
    tone: str
    answer: str
    is_today: bool
    is_overdue: bool
    moved_to: date | None
    may_serve: bool
    may_withdraw: bool

    @property
    def waits(self) -> bool:
        return possible("accept_service", self.state)

    @property
    def may_be_done(self) -> bool:
        return possible("finish_service", self.state)

    @property
    def may_be_withdrawn(self) -> bool:
        return possible("withdraw_service", self.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLists:
    """What is still to be served until today, what comes, and what is over."""

    now: tuple[ServiceRow, ...]
    coming: tuple[ServiceRow, ...]
    over: tuple[ServiceRow, ...]


def service_lists(
    requests: QuerySet[ServiceRequest], *, served: QuerySet[ServiceRequest], own: QuerySet[ServiceRequest], on: date
) -> ServiceLists:
    """Requests in the order of time; the actor serves those of `served` and asked for those of `own`. Five statements."""
    serves, asked = set(served.values_list("pk", flat=True)), set(own.values_list("pk", flat=True))
    found = list(requests.select_related("kind", "asked_by").order_by("on", "at", "pk"))
    sessions = {one.session_id for one in found if one.session_id is not None}
    days = dict(HallUse.objects.filter(session_id__in=sessions).values_list("session_id", "on"))
    rows = [_row(one, days, on, serves=one.pk in serves, asked=one.pk in asked) for one in found]
    return ServiceLists(
        now=tuple(row for row in rows if row.state in TO_SERVE and row.on <= on),
        coming=tuple(row for row in rows if row.state in TO_SERVE and row.on > on),
        over=tuple(reversed([row for row in rows if row.state not in TO_SERVE])),
    )


def service_to_begin_with(booking: Booking | None, use: HallUse | None) -> dict[str, object]:
    """What the form of a service begins with: the booking or the session that it is for."""
    if booking is not None:
        about = f"{booking.hall}: {booking.title}"
        return {"booking": booking.pk, "about": about, "on": booking.on, "at": booking.starts_at}
    if use is None:
        return {}
    (told,) = uses(HallUse.objects.filter(pk=use.pk))
    about = f"{use.hall}: {told.title}"
    return {"session_id": use.session_id, "about": about, "on": use.on, "at": use.starts_at}


def _row(one: ServiceRequest, days: dict[int | None, date], on: date, *, serves: bool, asked: bool) -> ServiceRow:
    now_on = days.get(one.session_id, one.on) if one.session_id else one.on
    return ServiceRow(
        id=one.pk,
        kind=one.kind.name,
        about=one.about,
        booking_id=one.booking_id,
        on=one.on,
        at=one.at,
        quantity=one.quantity,
        note=one.note,
        asked_by=str(one.asked_by),
        state=one.state,
        state_words=one.get_state_display(),
        tone=SERVICE_TONES[one.state],
        answer=one.answer,
        is_today=one.on == on,
        is_overdue=one.on < on and one.state in TO_SERVE,
        moved_to=now_on if now_on != one.on else None,
        may_serve=serves,
        may_withdraw=serves or asked,
    )
