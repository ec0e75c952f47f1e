"""What the acts on runs are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "rename_run": _("named a run"),
    "stop_run": _("stopped a search"),
}
