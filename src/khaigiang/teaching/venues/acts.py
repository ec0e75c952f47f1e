"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "add_hall_closure": _("noted days a hall is closed"),
    "remove_hall_closure": _("removed days a hall was closed"),
    "save_hall": _("saved a hall"),
}
