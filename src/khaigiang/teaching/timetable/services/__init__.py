"""Writing timetables: by hand, from a proposal, and making them public."""

from khaigiang.teaching.timetable.services.feeds import feed_of, renew_feed
from khaigiang.teaching.timetable.services.proposals import (
    apply_timetable,
    discard_timetable,
    propose_timetable,
    undo_timetable,
)
from khaigiang.teaching.timetable.services.releases import release_timetable
from khaigiang.teaching.timetable.services.sessions import remove_session, save_session, swap_sessions

__all__ = [
    "apply_timetable",
    "discard_timetable",
    "feed_of",
    "propose_timetable",
    "release_timetable",
    "remove_session",
    "renew_feed",
    "save_session",
    "swap_sessions",
    "undo_timetable",
]
