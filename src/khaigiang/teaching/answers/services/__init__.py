"""All writing of answers: links made and opened, answers given, what the committee says, letters that correct a
summons, reminders drafted."""

from khaigiang.teaching.answers.services.answering import (
    Reason,
    accept_summons,
    ask_for_later_class,
    confirm_calling_off,
    confirm_receipt,
    decline_summons,
    take_back_answer,
)
from khaigiang.teaching.answers.services.correcting import Corrected, call_again_in_transaction
from khaigiang.teaching.answers.services.linking import make_answer_links, open_answer_link, renew_answer_link
from khaigiang.teaching.answers.services.reminding import draft_reminders, set_reminder_rule
from khaigiang.teaching.answers.services.settling import agree_to_later_class, hold_to_summons

__all__ = [
    "Corrected",
    "Reason",
    "accept_summons",
    "agree_to_later_class",
    "ask_for_later_class",
    "call_again_in_transaction",
    "confirm_calling_off",
    "confirm_receipt",
    "decline_summons",
    "draft_reminders",
    "hold_to_summons",
    "make_answer_links",
    "open_answer_link",
    "renew_answer_link",
    "set_reminder_rule",
    "take_back_answer",
]
