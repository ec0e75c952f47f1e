"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "approve_version": _("approved a programme version"),
    "new_version": _("began a programme version"),
    "save_programme": _("saved a programme"),
    "set_items": _("set the content of a programme"),
    "set_lecturers": _("set who may teach"),
    "withdraw_approval": _("withdrew the approval of a programme"),
}
