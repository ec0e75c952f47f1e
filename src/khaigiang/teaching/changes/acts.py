"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "ask_again_about_small_class": _("took back that a small class is held"),
    "hold_small_class": _("decided to hold a small class"),
    "approve_change": _("approved a change of a class"),
    "issue_change_letter": _("issued the letter on a change of a class"),
    "propose_change": _("proposed a change of a class"),
    "refuse_change": _("refused a change of a class"),
    "set_small_class_rule": _("set when a class that is too small is told"),
    "take_back_change": _("took a proposed change of a class back"),
    "undo_change": _("undid a change of a class"),
}
