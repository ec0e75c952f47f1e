"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "close_plan": _("closed a plan"),
    "excuse_post": _("excused a post"),
    "open_plan": _("opened a plan"),
    "reopen_plan": _("made a plan a draft again"),
    "resume_plan": _("resumed a closed plan"),
    "save_plan": _("saved a plan"),
    "set_duty": _("set who signs a paper"),
    "set_places": _("set places"),
    "set_quarters": _("set the quarters"),
    "withdraw_excuse": _("took an excuse back"),
}
