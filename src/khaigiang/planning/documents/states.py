"""Life of a paper in the register."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khaigiang.ground.shared.lives import Move


class DocumentState(models.TextChoices):
    """A draft may still change; an issued paper never does. Its seal, copies and scan follow as dated acts."""

    DRAFT = "draft", _("draft")
    INITIALLED = "initialled", _("initialled")
    SIGNED = "signed", _("signed")
    ISSUED = "issued", pgettext_lazy("document", "issued")


# The kind of background job that numbers several papers.
ISSUE: Final = "issue_papers"


class ReturnAnswer(models.TextChoices):
    """What became of a Word file that came back changed."""

    ACCEPTED = "accepted", _("accepted as the draft")
    REFUSED = "refused", _("not accepted")
    OVERTAKEN = "overtaken", _("overtaken: the draft was drawn up again")
    COMPARED = "compared", _("compared with the issued paper")


S = DocumentState
NOT_SIGNED: Final = frozenset({S.DRAFT, S.INITIALLED})
LIFE: Final = (
    Move(act="initial_paper", starts=NOT_SIGNED, end=S.INITIALLED, page="documents:initial"),
    Move(act="sign_paper", starts=NOT_SIGNED | {S.SIGNED}, end=S.SIGNED, page="documents:sign"),
    Move(act="issue_paper", starts=frozenset({S.SIGNED}), end=S.ISSUED, page="documents:issue"),
    Move(act="seal_paper", starts=frozenset({S.ISSUED}), end=S.ISSUED, page="documents:seal"),
    Move(act="send_copies", starts=frozenset({S.ISSUED}), end=S.ISSUED, page="documents:send"),
    Move(act="file_scan", starts=frozenset({S.ISSUED}), end=S.ISSUED, page="documents:scan"),
)
