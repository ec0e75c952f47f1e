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
from khaigiang.teaching.venues.queries.hours import (
    HalfDayMinutes,
    half_day_minutes,
    hours_of_school,
    hours_of_schools,
    table_in_force,
    table_kept,
)
from khaigiang.teaching.venues.queries.occupancy import (
    WEEKS_OF_A_MONTH,
    FoundHall,
    Needed,
    OccupancyRow,
    Week,
    halls_for,
    next_uses,
    weeks_of_hall,
    weeks_of_halls,
)
from khaigiang.teaching.venues.queries.serving import ServiceLists, ServiceRow, service_lists, service_to_begin_with
from khaigiang.teaching.venues.queries.taken import Use, booked_half_days, bookings_of_halls, uses

__all__ = [
    "WEEKS_OF_A_MONTH",
    "BookingRow",
    "ClosureRow",
    "FoundHall",
    "HalfDayMinutes",
    "HallRow",
    "Needed",
    "OccupancyRow",
    "ServiceLists",
    "ServiceRow",
    "Use",
    "Week",
    "booked_half_days",
    "booking_row",
    "booking_rows",
    "bookings_of_halls",
    "closure_rows",
    "features_of_halls",
    "half_day_minutes",
    "hall_rows",
    "halls_for",
    "hours_of_school",
    "hours_of_schools",
    "in_the_way_of",
    "keepers_on",
    "next_uses",
    "service_lists",
    "service_to_begin_with",
    "table_in_force",
    "table_kept",
    "typed_booking",
    "uses",
    "weeks_of_hall",
    "weeks_of_halls",
]
