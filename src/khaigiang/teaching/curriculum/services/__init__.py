"""Writing programmes, their versions, what is taught and by whom."""

from khaigiang.teaching.curriculum.services.approval import approve_version, withdraw_approval
from khaigiang.teaching.curriculum.services.items import set_items, set_lecturers
from khaigiang.teaching.curriculum.services.programmes import new_version, save_programme

__all__ = ["approve_version", "new_version", "save_programme", "set_items", "set_lecturers", "withdraw_approval"]
