"""What the acts of this feature are called in the audit."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ACTS: Final[dict[str, Promise]] = {
    "ask_to_issue": _("asked for papers to be numbered together"),
    "accept_changed_file": _("accepted a draft altered by hand"),
    "correct_document": _("corrected a document"),
    "draft_paper": _("drafted a paper"),
    "end_series": _("ended a number series"),
    "explain_exception": _("explained an exception"),
    "file_scan": _("filed a signed scan"),
    "hand_on": _("handed an arrived document on"),
    "initial_paper": _("noted initials"),
    "issue_paper": _("numbered and dated a paper"),
    "link_documents": _("linked documents"),
    "note_receipt": _("noted the receipt of a copy"),
    "open_series": _("opened a number series"),
    "note_number_on_paper": _("entered a number given on paper"),
    "refuse_changed_file": _("refused a draft altered by hand"),
    "register_document": _("registered a document"),
    "register_arrival": _("entered the arrival of a document"),
    "release_number": _("released a reserved number"),
    "reserve_number": _("reserved a number"),
    "seal_paper": _("noted the seal of a paper"),
    "send_copies": _("sent copies of a paper"),
    "sign_paper": _("noted a signature"),
    "take_changed_file": _("took in a paper altered by hand"),
    "name_clause": _("named the clause on which a document stands"),
    "unlink_documents": _("removed a link between documents"),
}
