"""All writing of nominations: the request, the committees' people and letters, the office's vetting."""

from khaigiang.planning.nominations.services.away import set_away_rule
from khaigiang.planning.nominations.services.covers import name_cover, withdraw_cover
from khaigiang.planning.nominations.services.hindrances import state_hindrance, withdraw_hindrance
from khaigiang.planning.nominations.services.letters import (
    confirm_letter,
    discard_letter,
    tell_committee,
    write_letter_anew,
)
from khaigiang.planning.nominations.services.naming import (
    name_substitute,
    nominate,
    nominate_holders,
    nominate_people,
    withdraw_drafts,
    withdraw_nomination,
)
from khaigiang.planning.nominations.services.quarters import refuse_above, wish_quarters, within_quarters
from khaigiang.planning.nominations.services.requests import ask_for_nominations, send_request
from khaigiang.planning.nominations.services.sending import submit_nominations
from khaigiang.planning.nominations.services.unavailability import state_unavailability, withdraw_unavailability
from khaigiang.planning.nominations.services.vetting import (
    accept_nominations,
    defer_nomination,
    resume_nomination,
    return_nomination,
    return_nominations,
    take_back_acceptance,
    take_back_return,
)

__all__ = [
    "accept_nominations",
    "ask_for_nominations",
    "confirm_letter",
    "defer_nomination",
    "discard_letter",
    "name_cover",
    "name_substitute",
    "nominate",
    "nominate_holders",
    "nominate_people",
    "refuse_above",
    "resume_nomination",
    "return_nomination",
    "return_nominations",
    "send_request",
    "set_away_rule",
    "state_hindrance",
    "state_unavailability",
    "submit_nominations",
    "take_back_acceptance",
    "take_back_return",
    "tell_committee",
    "wish_quarters",
    "withdraw_cover",
    "withdraw_drafts",
    "withdraw_hindrance",
    "withdraw_nomination",
    "withdraw_unavailability",
    "within_quarters",
    "write_letter_anew",
]
