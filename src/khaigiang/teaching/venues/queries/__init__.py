"""Reading halls, what they are booked for, and when they are free."""

from khaigiang.teaching.venues.queries.bookings import (
    BookingRow,
    booking_row,
    booking_rows,
    in_the_way_of,
    typed_booking,
)
from khaigiang.teaching.venues.queries.halls import (
    ClosureRow,
    HallRow,
    closure_rows,
    features_of_halls,
    hall_rows,
    keepers_on,
)
from khaigiang.teaching.venues.queries.taken import Use, booked_half_days, bookings_of_halls, uses

__all__ = [
    "BookingRow",
    "ClosureRow",
    "HallRow",
    "Use",
    "booked_half_days",
    "booking_row",
    "booking_rows",
    "bookings_of_halls",
    "closure_rows",
    "features_of_halls",
    "hall_rows",
    "in_the_way_of",
    "keepers_on",
    "typed_booking",
    "uses",
]
