"""One thing that waits for a person."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One thing to do, where it is done, and by when."""

    title: str
    url: str
    icon: str
    note: str = ""
    due_on: date | None = None
    tone: str = "info"

    @property
    def due(self) -> str:
        """The due day as it stands beside the thing to do."""
        if self.due_on is None:
            return ""
        words = {"danger": _("overdue since %(day)s"), "warning": _("today")}.get(self.tone, _("due %(day)s"))
        return words % {"day": f"{self.due_on.day}/{self.due_on.month}"}
