"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "add_lecturer_absence": _("noted days a lecturer is away"),
    "mark_half_days": _("marked half-days of a lecturer"),
    "remove_lecturer_absence": _("removed days a lecturer was away"),
    "save_lecturer": _("saved a lecturer"),
    "undo_calendar_step": _("took back a step on a lecturer’s calendar"),
}
