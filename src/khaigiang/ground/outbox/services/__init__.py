"""All writing of the outbox: drafted, corrected, released, sent, sent once more."""

from khaigiang.ground.outbox.services.correcting import correct_mailing, correct_message, leave_out, take_in
from khaigiang.ground.outbox.services.drafting import Receiver, discard_mailing, draft_mailing
from khaigiang.ground.outbox.services.releasing import note_arrival, release_mailing, send_again, stop_mailing
from khaigiang.ground.outbox.services.sending import begin_sending, end_sending, own_up_to_unclear

__all__ = [
    "Receiver",
    "begin_sending",
    "correct_mailing",
    "correct_message",
    "discard_mailing",
    "draft_mailing",
    "end_sending",
    "leave_out",
    "note_arrival",
    "own_up_to_unclear",
    "release_mailing",
    "send_again",
    "stop_mailing",
    "take_in",
]
