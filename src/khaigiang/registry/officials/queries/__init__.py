"""Reading officials, and who held what on a day."""

from khaigiang.registry.officials.queries.holders import HolderRow, holders
from khaigiang.registry.officials.queries.people import (
    AppointmentRow,
    OfficialRow,
    career,
    official_rows,
    posts_held,
)
from khaigiang.registry.officials.queries.posts import PostRow, posts
from khaigiang.registry.officials.queries.searching import search_officials

__all__ = [
    "AppointmentRow",
    "HolderRow",
    "OfficialRow",
    "PostRow",
    "career",
    "holders",
    "official_rows",
    "posts",
    "posts_held",
    "search_officials",
]
