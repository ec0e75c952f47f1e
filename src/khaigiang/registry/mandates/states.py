"""The ten roles of the product."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """For whom a user acts, and as what (features.md K1)."""

    LEADER = "leader", _("city leader")
    ORGANISER = "organiser", _("organiser of the city committee")
    COMMITTEE = "committee", _("nominating committee")
    HEAD = "head", _("head of the school")
    OFFICE = "office", _("training office")
    TEACHER = "teacher", _("class teacher")
    LECTURER = "lecturer", _("lecturer")
    TRAINEE = "trainee", _("trainee")
    AUDITOR = "auditor", _("auditor")
    ADMIN = "admin", _("administrator")


# Who opens pages of officials at all; among these an office chooses who sees a field that it adds.
SEES_OFFICIALS: Final = (Role.OFFICE, Role.ORGANISER, Role.COMMITTEE, Role.HEAD, Role.LEADER, Role.AUDITOR)
