"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "make_checklist": _("made the checklist of a class"),
    "tick": _("ticked a line of a checklist"),
    "untick": _("unticked a line of a checklist"),
}
