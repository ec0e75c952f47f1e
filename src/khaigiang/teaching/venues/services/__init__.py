"""Keeping halls, the days on which they are closed, and what they are booked for."""

from khaigiang.teaching.venues.services.bookings import (
    ONE_USE,
    Wanted,
    approve_booking,
    ask_for_hall,
    cancel_booking,
    change_booking,
    move_booking,
    refuse_booking,
    stays_approved,
)
from khaigiang.teaching.venues.services.halls import add_hall_closure, remove_hall_closure, save_hall
from khaigiang.teaching.venues.services.hours import drop_hours_in_transaction, keep_hours_in_transaction
from khaigiang.teaching.venues.services.serving import (
    Asked,
    accept_service,
    ask_for_service,
    finish_service,
    refuse_service,
    save_service_kind,
    withdraw_service,
)

__all__ = [
    "ONE_USE",
    "Asked",
    "Wanted",
    "accept_service",
    "add_hall_closure",
    "approve_booking",
    "ask_for_hall",
    "ask_for_service",
    "cancel_booking",
    "change_booking",
    "drop_hours_in_transaction",
    "finish_service",
    "keep_hours_in_transaction",
    "move_booking",
    "refuse_booking",
    "refuse_service",
    "remove_hall_closure",
    "save_hall",
    "save_service_kind",
    "stays_approved",
    "withdraw_service",
]
