"""Bookings of halls as pages list them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from khaigiang.teaching.venues.models import Booking
from khaigiang.teaching.venues.queries.taken import closure_at, use_at
from khaigiang.teaching.venues.rules import half_days_touched, hours_in_words
from khaigiang.teaching.venues.states import STANDS, TONES, BookingState, possible


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingRow:
    """One booking: what for, where, when, for how many, who asked, and where it stands."""

    id: int
    title: str
    hall_id: int
    hall: str
    seats: int
    on: date
    half_day: str
    hours: str
    people: int
    asked_by: str
    contact: str
    needs: str
    state: str
    state_words: str
    tone: str
    answered_by: str
    answer: str

    @property
    def waits(self) -> bool:
        return self.state == BookingState.ASKED

    @property
    def stands(self) -> bool:
        return self.state in STANDS

    @property
    def may_be_changed(self) -> bool:
        return possible("change_booking", self.state)


def booking_rows(bookings: QuerySet[Booking], *, since: date | None = None) -> list[BookingRow]:
    """Bookings from a day on in the order of time, or all of them, the latest first; one statement."""
    together = bookings.select_related("hall", "asked_by", "answered_by")
    if since is None:
        return [booking_row(one) for one in together.order_by("-on", "-starts_at", "-pk")]
    return [booking_row(one) for one in together.filter(on__gte=since).order_by("on", "starts_at", "pk")]


def in_the_way_of(booking: Booking) -> str:
    """What stands in the way of a booking that waits: who has the hall then, why it is closed; empty where nothing does."""
    if booking.state != BookingState.ASKED:
        return ""
    hours = (booking.starts_at, booking.ends_at)
    closed = closure_at(booking.hall_id, booking.on, half_days_touched(*hours))
    taken = use_at(booking.hall_id, booking.on, hours)
    if taken is not None:
        return f"{booking.hall}: {taken.title}, {taken.hours}"
    return f"{booking.hall}: {closed.reason}" if closed else ""


def typed_booking(booking: Booking) -> dict[str, object]:
    """A booking as the fields of its form show it; no hours where it is for a half-day."""
    hours = (None, None) if booking.half_day else (booking.starts_at, booking.ends_at)
    return {
        "hall": booking.hall_id,
        "title": booking.title,
        "on": booking.on,
        "half_day": booking.half_day,
        "starts_at": hours[0],
        "ends_at": hours[1],
        "people": booking.people,
        "contact": booking.contact,
        "needs": booking.needs,
    }


def booking_row(booking: Booking) -> BookingRow:
    """One booking, read with its hall and people."""
    return BookingRow(
        id=booking.pk,
        title=booking.title,
        hall_id=booking.hall_id,
        hall=booking.hall.name,
        seats=booking.hall.capacity,
        on=booking.on,
        half_day=booking.half_day,
        hours=hours_in_words(booking.starts_at, booking.ends_at),
        people=booking.people,
        asked_by=str(booking.asked_by),
        contact=booking.contact,
        needs=booking.needs,
        state=booking.state,
        state_words=booking.get_state_display(),
        tone=TONES[booking.state],
        answered_by=str(booking.answered_by or ""),
        answer=booking.answer,
    )
