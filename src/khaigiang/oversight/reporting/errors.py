"""What reporting refuses."""

from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.errors import DomainError


class DayNotOver(DomainError):
    sentence = _("%(day)s is still to come: draw up the report as of today or an earlier day.")
