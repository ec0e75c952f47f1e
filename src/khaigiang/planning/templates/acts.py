"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "put_template_in_force": _("put a Word template in force"),
    "upload_template": _("uploaded a Word template"),
}
