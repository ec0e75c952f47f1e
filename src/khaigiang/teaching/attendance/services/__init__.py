"""All writes of attendance and leave."""

from khaigiang.teaching.attendance.services.leave import ask_leave, decide_leave
from khaigiang.teaching.attendance.services.recording import presence_from_letter, record_attendance

__all__ = ["ask_leave", "decide_leave", "presence_from_letter", "record_attendance"]
