"""Life of a plan."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.lives import Move


class PlanState(models.TextChoices):
    """A draft may still change its posts; an open plan has them fixed."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("under way")
    CLOSED = "closed", _("ended")


S = PlanState
LIFE: Final = (
    Move(act="open_plan", starts=frozenset({S.DRAFT}), end=S.OPEN, page="plans:open"),
    Move(act="reopen_plan", starts=frozenset({S.OPEN}), end=S.DRAFT, page="plans:reopen"),
    Move(act="close_plan", starts=frozenset({S.OPEN}), end=S.CLOSED, page="plans:close"),
    Move(act="resume_plan", starts=frozenset({S.CLOSED}), end=S.OPEN, page="plans:resume"),
)
