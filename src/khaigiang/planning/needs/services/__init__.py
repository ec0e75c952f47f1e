"""All writing of needs and reservations."""

from khaigiang.planning.needs.services.reservations import (
    lapse_reservations,
    reserve_places,
    set_reservation_rule,
    watch_over,
)
from khaigiang.planning.needs.services.surveys import ask_for_needs, remind_committees, state_need, withdraw_survey
from khaigiang.planning.needs.services.taking import take_as_places

__all__ = [
    "ask_for_needs",
    "lapse_reservations",
    "remind_committees",
    "reserve_places",
    "set_reservation_rule",
    "state_need",
    "take_as_places",
    "watch_over",
    "withdraw_survey",
]
