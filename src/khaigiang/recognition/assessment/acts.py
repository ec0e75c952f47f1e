"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "confirm_results": _("confirmed results"),
    "draft_result_decision": _("drew up a decision on results"),
    "enter_marks": _("entered marks"),
    "enter_resit": _("entered a resit"),
    "issue_result_decision": _("issued a decision on results"),
    "lock_results": _("locked marks"),
    "open_result_sheet": _("opened the marks of a class"),
    "reopen_results": _("reopened results"),
    "save_grading_rule": _("put a grading rule into force"),
    "set_components": _("set the parts of the mark"),
}
