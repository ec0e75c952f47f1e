"""What may be said of a half-day."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khaigiang.teaching.lecturers import rules


class Availability(models.TextChoices):
    """Whether a lecturer can teach in a half-day."""

    CAN = rules.CAN, _("can teach")
    RATHER_NOT = rules.RATHER_NOT, _("would rather not")
    CANNOT = rules.CANNOT, _("cannot")
