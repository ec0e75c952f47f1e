"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "ask_leave": _("asked for leave"),
    "decide_leave": _("decided on leave"),
    "record_attendance": _("recorded attendance"),
}
