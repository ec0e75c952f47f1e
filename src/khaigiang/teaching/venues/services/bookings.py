"""Asking for a hall, answering, changing and cancelling: an approved booking alone takes the hall."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.teaching.venues import notices
from khaigiang.teaching.venues.errors import (
    BookingEndsBeforeItBegins,
    BookingIsPast,
    BookingStateForbids,
    HallClosedThen,
    HallHasTooFewSeats,
    HallOutOfUse,
    HallTaken,
    HallTakenMeanwhile,
    HoursMissing,
)
from khaigiang.teaching.venues.models import Booking, Hall
from khaigiang.teaching.venues.queries.taken import closure_at, use_at
from khaigiang.teaching.venues.rules import half_days_touched, hours_of
from khaigiang.teaching.venues.states import BookingState, possible

ONE_USE = "hall_in_one_use_at_a_time"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody asks a hall for, for a half-day or from an hour until another; hours go before a half-day."""

    hall: Hall
    title: str
    on: date
    people: int
    half_day: str = ""
    starts_at: time | None = None
    ends_at: time | None = None
    contact: str = ""
    needs: str = ""

    @property
    def hours(self) -> tuple[time, time]:
        """From when until when; raises HoursMissing or BookingEndsBeforeItBegins."""
        if self.starts_at is None or self.ends_at is None:
            if not self.half_day:
                raise HoursMissing
            return hours_of(self.half_day)
        if self.ends_at <= self.starts_at:
            raise BookingEndsBeforeItBegins
        return self.starts_at, self.ends_at


@transaction.atomic
def ask_for_hall(wanted: Wanted, *, decides: bool = False, by: User, at: datetime) -> Booking:
    """Ask for a hall; whoever answers for it (`decides`) has it at once, the others wait for an answer.

    Raises HoursMissing, BookingEndsBeforeItBegins, BookingIsPast, HallOutOfUse, HallHasTooFewSeats, HallClosedThen,
    HallTaken or HallTakenMeanwhile.
    """
    booking = Booking(asked_by=by, asked_at=at)
    if decides:
        booking.state, booking.answered_by, booking.answered_at = BookingState.APPROVED, by, at
    _write(booking, wanted, at=at)
    audit.record("ask_for_hall", booking, by=by, at=at, after=_facts(booking))
    if not decides:
        notices.hall_asked_for(booking, at=at)
    return booking


@transaction.atomic
def approve_booking(booking: Booking, *, by: User, at: datetime) -> Booking:
    """Give somebody the hall they asked for.

    Raises BookingStateForbids, BookingIsPast, HallClosedThen, HallTaken or HallTakenMeanwhile.
    """
    booking = _held(booking, "approve_booking")
    refuse_past(booking.on, at)
    _refuse_taken(booking)
    _answer(booking, BookingState.APPROVED, "", by=by, at=at)
    with _double_use_refused(booking.hall):
        booking.save()
    audit.record("approve_booking", booking, by=by, at=at, after=_facts(booking))
    notices.booking_answered(booking, at=at)
    return booking


@transaction.atomic
def refuse_booking(booking: Booking, *, reason: str, by: User, at: datetime) -> Booking:
    """Say with a reason that the hall is not to be had; raises BookingStateForbids."""
    booking = _held(booking, "refuse_booking")
    _answer(booking, BookingState.REFUSED, reason, by=by, at=at)
    booking.save()
    audit.record("refuse_booking", booking, by=by, at=at, after=_facts(booking))
    notices.booking_answered(booking, at=at)
    return booking


@transaction.atomic
def change_booking(booking: Booking, wanted: Wanted, *, by: User, at: datetime) -> Booking:
    """Ask for something else than before: it waits for an answer again, and what was approved is free.

    Raises BookingStateForbids and what `ask_for_hall` raises.
    """
    booking = _held(booking, "change_booking", wanted.hall)
    before = _facts(booking)
    booking.state, booking.answer, booking.answered_by, booking.answered_at = BookingState.ASKED, "", None, None
    _write(booking, wanted, at=at)
    audit.record("change_booking", booking, by=by, at=at, before=before, after=_facts(booking))
    notices.hall_asked_for(booking, at=at)
    return booking


@transaction.atomic
def move_booking(booking: Booking, wanted: Wanted, *, by: User, at: datetime) -> Booking:
    """Correct an approved booking as the one who answers for the hall: it stays approved, who asked is told.

    Raises BookingStateForbids and what `ask_for_hall` raises.
    """
    booking = _held(booking, "move_booking", wanted.hall)
    before = _facts(booking)
    booking.answered_by, booking.answered_at = by, at
    _write(booking, wanted, at=at)
    audit.record("move_booking", booking, by=by, at=at, before=before, after=_facts(booking))
    notices.booking_changed(booking, by=by, at=at)
    return booking


@transaction.atomic
def cancel_booking(booking: Booking, *, reason: str, by: User, at: datetime) -> Booking:
    """Take a booking back, whoever does: the hall is free, the other side reads the reason. Raises BookingStateForbids."""
    booking = _held(booking, "cancel_booking")
    before = _facts(booking)
    _answer(booking, BookingState.CANCELLED, reason, by=by, at=at)
    booking.save()
    audit.record("cancel_booking", booking, by=by, at=at, before=before, after=_facts(booking))
    notices.booking_cancelled(booking, by=by, at=at)
    return booking


def stays_approved(booking: Booking, *, decides: bool) -> bool:
    """Is a change of this booking a correction by the one who answers for the hall, so that it stays approved?"""
    return decides and booking.state == BookingState.APPROVED


def _held(booking: Booking, act: str, *halls: Hall) -> Booking:
    """The booking as it stands, its halls and itself locked: halls first, as sessions do, so that nobody waits in a ring."""
    ids = {booking.hall_id, *(hall.pk for hall in halls)}
    list(Hall.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk").values_list("pk", flat=True))
    Booking.objects.select_for_update().get(pk=booking.pk)
    current = Booking.objects.select_related("hall__office", "asked_by").get(pk=booking.pk)
    if not possible(act, current.state):
        raise BookingStateForbids(state=current.get_state_display())
    return current


def _write(booking: Booking, wanted: Wanted, *, at: datetime) -> None:
    hall = wanted.hall
    refuse_past(wanted.on, at)
    if not hall.is_active:
        raise HallOutOfUse(hall=hall)
    if wanted.people > hall.capacity:
        raise HallHasTooFewSeats(hall=hall, seats=hall.capacity, people=wanted.people)
    booking.starts_at, booking.ends_at = wanted.hours
    booking.hall, booking.on, booking.people = hall, wanted.on, wanted.people
    is_half_day = bool(wanted.half_day) and wanted.hours == hours_of(wanted.half_day)
    booking.half_day = wanted.half_day if is_half_day else ""
    booking.title = " ".join(wanted.title.split())
    booking.contact, booking.needs = wanted.contact.strip(), wanted.needs.strip()
    Hall.objects.select_for_update(no_key=True).get(pk=hall.pk)
    _refuse_taken(booking)
    with _double_use_refused(hall):
        booking.save()


def refuse_past(on: date, at: datetime) -> None:
    """Nothing is asked for on days that are over; raises BookingIsPast."""
    if on < local_day(at):
        raise BookingIsPast


def _refuse_taken(booking: Booking) -> None:
    """Say who has the hall before the database does; raises HallClosedThen or HallTaken."""
    halves = half_days_touched(booking.starts_at, booking.ends_at)
    closed = closure_at(booking.hall_id, booking.on, halves)
    if closed is not None:
        raise HallClosedThen(hall=booking.hall, reason=closed.reason)
    taken = use_at(booking.hall_id, booking.on, (booking.starts_at, booking.ends_at), besides_booking=booking.pk)
    if taken is not None:
        raise HallTaken(hall=booking.hall, title=taken.title, hours=taken.hours, day=taken.day)


@contextmanager
def _double_use_refused(hall: Hall) -> Iterator[None]:
    """Turn the database's refusal of a second use of the hall into our own; raises HallTakenMeanwhile."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as refusal:
        if ONE_USE not in str(refusal):
            raise
        raise HallTakenMeanwhile(hall=hall) from refusal


def _answer(booking: Booking, state: BookingState, answer: str, *, by: User, at: datetime) -> None:
    booking.state, booking.answer = state, answer.strip()
    booking.answered_by, booking.answered_at = by, at


def _facts(booking: Booking) -> dict[str, object]:
    return {
        "hall": str(booking.hall),
        "title": booking.title,
        "on": booking.on,
        "hours": f"{booking.starts_at:%H:%M}–{booking.ends_at:%H:%M}",
        "people": booking.people,
        "state": booking.state,
        "answer": booking.answer,
    }
