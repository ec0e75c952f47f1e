"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "correct_document": _("corrected a document"),
    "draft_paper": _("drafted a paper"),
    "end_series": _("ended a number series"),
    "file_scan": _("filed a signed scan"),
    "issue_paper": _("numbered and dated a paper"),
    "link_documents": _("linked documents"),
    "open_series": _("opened a number series"),
    "register_document": _("registered a document"),
    "sign_paper": _("noted a signature"),
    "unlink_documents": _("removed a link between documents"),
}
