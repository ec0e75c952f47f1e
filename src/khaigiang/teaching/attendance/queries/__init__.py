"""All reads of attendance and leave, by subject."""

from khaigiang.teaching.attendance.queries.shares import absence_shares, attended_posts, attended_seats

__all__ = ["absence_shares", "attended_posts", "attended_seats"]
