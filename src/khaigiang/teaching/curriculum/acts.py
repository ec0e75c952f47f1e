"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "add_material": _("added a material of a topic"),
    "note_source": _("noted what changes a topic"),
    "remove_case": _("took out a case of a topic"),
    "review_topic": _("reviewed a topic"),
    "save_case": _("saved a case of a topic"),
    "set_duties": _("set the duties of a topic"),
    "edit_programme": _("changed a programme version"),
    "undo_programme_step": _("took back a change of a programme version"),
    "approve_version": _("approved a programme version"),
    "new_version": _("began a programme version"),
    "save_programme": _("saved a programme"),
    "set_items": _("set the content of a programme"),
    "set_lecturers": _("set who may teach"),
    "withdraw_approval": _("withdrew the approval of a programme"),
}
