"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "approve_statement": _("approved an honorarium statement"),
    "correct_line": _("corrected a line of an honorarium statement"),
    "discard_statement": _("threw a draft of an honorarium statement away"),
    "make_statement": _("made an honorarium statement"),
    "reckon_statement": _("reckoned an honorarium statement anew"),
    "save_factor": _("entered a load factor"),
    "save_norm": _("entered a load norm"),
    "save_rate": _("entered an honorarium rate"),
    "save_tax": _("entered the tax on honoraria"),
}
