"""Kinds of plans above the training plans, and what a later document may change of their lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PeriodKind(models.TextChoices):
    """A term plan is carried out by annual plans, a line of an annual plan by training plans."""

    TERM = "term", _("term plan")
    ANNUAL = "annual", _("annual plan")


class LineField(models.TextChoices):
    """What a later document may change of one line."""

    PEOPLE = "people", _("number of people")
    CLASSES = "classes", _("number of classes")
    AMOUNT = "amount", _("amount (VND)")
