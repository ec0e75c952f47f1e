"""Services around halls: offered by the office, asked for, accepted or refused, done."""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.registry.units.models import Office
from khaigiang.teaching.venues import notices
from khaigiang.teaching.venues.errors import (
    ServiceEndsBeforeItBegins,
    ServiceNameTaken,
    ServiceNotOffered,
    ServiceStateForbids,
)
from khaigiang.teaching.venues.models import Booking, ServiceKind, ServiceRequest
from khaigiang.teaching.venues.services.bookings import refuse_past
from khaigiang.teaching.venues.states import ServiceState, possible


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks a service for."""

    kind: ServiceKind
    about: str
    on: date
    at: time
    quantity: int = 1
    note: str = ""
    booking: Booking | None = None
    session_id: int | None = None


@transaction.atomic
def save_service_kind(
    kind: ServiceKind | None,
    *,
    office: Office,
    name: str,
    valid_from: date,
    valid_until: date | None = None,
    keeper: User | None = None,
    by: User,
    at: datetime,
) -> ServiceKind:
    """Offer a service of a school from a day on, or correct one; `valid_until` is the first day without it.

    Raises ServiceEndsBeforeItBegins or ServiceNameTaken.
    """
    name = " ".join(name.split())
    if valid_until is not None and valid_until <= valid_from:
        raise ServiceEndsBeforeItBegins
    same = ServiceKind.objects.filter(office=office, name=name)
    if (same.exclude(pk=kind.pk) if kind else same).exists():
        raise ServiceNameTaken(office=office, name=name)
    before = _kind_facts(kind) if kind else None
    kind = kind or ServiceKind()
    kind.office, kind.name, kind.keeper = office, name, keeper
    kind.valid_from, kind.valid_until = valid_from, valid_until
    kind.save()
    audit.record("save_service_kind", kind, by=by, at=at, before=before, after=_kind_facts(kind))
    return kind


@transaction.atomic
def ask_for_service(asked: Asked, *, by: User, at: datetime) -> ServiceRequest:
    """Ask for a service; whoever serves learns of it. Raises BookingIsPast or ServiceNotOffered."""
    refuse_past(asked.on, at)
    kind = asked.kind
    if asked.on < kind.valid_from or (kind.valid_until is not None and asked.on >= kind.valid_until):
        raise ServiceNotOffered(service=kind, day=day_in_words(asked.on))
    request = ServiceRequest.objects.create(
        kind=kind,
        booking=asked.booking,
        session_id=asked.session_id,
        about=" ".join(asked.about.split()),
        on=asked.on,
        at=asked.at,
        quantity=asked.quantity,
        note=asked.note.strip(),
        asked_by=by,
        asked_at=at,
    )
    audit.record("ask_for_service", request, by=by, at=at, after=_facts(request))
    notices.service_asked_for(request, at=at)
    return request


@transaction.atomic
def accept_service(request: ServiceRequest, *, by: User, at: datetime) -> ServiceRequest:
    """Promise a service; who asked is told. Raises ServiceStateForbids."""
    return _answered(request, "accept_service", ServiceState.ACCEPTED, "", by=by, at=at)


@transaction.atomic
def refuse_service(request: ServiceRequest, *, reason: str, by: User, at: datetime) -> ServiceRequest:
    """Say with a reason that a service is not to be had; who asked is told. Raises ServiceStateForbids."""
    return _answered(request, "refuse_service", ServiceState.REFUSED, reason, by=by, at=at)


@transaction.atomic
def finish_service(request: ServiceRequest, *, by: User, at: datetime) -> ServiceRequest:
    """Note that a service was given. Raises ServiceStateForbids."""
    return _answered(request, "finish_service", ServiceState.DONE, "", by=by, at=at)


@transaction.atomic
def withdraw_service(request: ServiceRequest, *, by: User, at: datetime) -> ServiceRequest:
    """Say that a service is no longer needed; whoever serves is told. Raises ServiceStateForbids."""
    return _answered(request, "withdraw_service", ServiceState.WITHDRAWN, "", by=by, at=at)


def _answered(
    request: ServiceRequest, act: str, state: ServiceState, reason: str, *, by: User, at: datetime
) -> ServiceRequest:
    ServiceRequest.objects.select_for_update().get(pk=request.pk)
    request = ServiceRequest.objects.select_related("kind__keeper", "asked_by").get(pk=request.pk)
    if not possible(act, request.state):
        raise ServiceStateForbids(state=request.get_state_display())
    before = _facts(request)
    request.state, request.answer = state, reason.strip()
    request.answered_by, request.answered_at = by, at
    request.save()
    audit.record(act, request, by=by, at=at, before=before, after=_facts(request))
    notices.service_answered(request, by=by, at=at)
    return request


def _facts(request: ServiceRequest) -> dict[str, object]:
    return {
        "kind": str(request.kind),
        "about": request.about,
        "on": request.on,
        "at": f"{request.at:%H:%M}",
        "quantity": request.quantity,
        "state": request.state,
        "answer": request.answer,
    }


def _kind_facts(kind: ServiceKind) -> dict[str, object]:
    return {
        "name": kind.name,
        "keeper": str(kind.keeper or ""),
        "valid_from": kind.valid_from,
        "valid_until": kind.valid_until,
    }
