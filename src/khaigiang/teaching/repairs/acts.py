"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "report_accident": _("reported what makes a timetable impossible"),
    "carry_out_repair": _("mended a timetable"),
    "lay_repair_aside": _("laid a repair of a timetable aside"),
    "undo_repair": _("undid a repair of a timetable"),
}
