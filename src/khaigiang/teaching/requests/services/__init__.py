"""All writing of requests to lecturers: asked, answered, withdrawn, kept in step with the timetable, waited for."""

from khaigiang.teaching.requests.services.answering import accept_request, decline_request
from khaigiang.teaching.requests.services.asking import Wanted, ask_lecturers, set_request_rule
from khaigiang.teaching.requests.services.following import follow_timetable, lapse_begun
from khaigiang.teaching.requests.services.linking import open_guest_link, revoke_guest_links, send_guest_link
from khaigiang.teaching.requests.services.reminding import remind_of_request
from khaigiang.teaching.requests.services.withdrawing import withdraw_asking, withdraw_request

__all__ = [
    "Wanted",
    "accept_request",
    "ask_lecturers",
    "decline_request",
    "follow_timetable",
    "lapse_begun",
    "open_guest_link",
    "remind_of_request",
    "revoke_guest_links",
    "send_guest_link",
    "set_request_rule",
    "withdraw_asking",
    "withdraw_request",
]
