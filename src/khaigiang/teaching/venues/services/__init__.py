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

__all__ = [
    "ONE_USE",
    "Wanted",
    "add_hall_closure",
    "approve_booking",
    "ask_for_hall",
    "cancel_booking",
    "change_booking",
    "move_booking",
    "refuse_booking",
    "remove_hall_closure",
    "save_hall",
    "stays_approved",
]
