"""Why two people may be one: what a comparison of two records finds."""

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# The kind of background job that compares everybody.
SEARCH: Final = "find_duplicates"


class Reason(models.TextChoices):
    """One thing that speaks for or against two records being of one person."""

    SAME_NAME = "same_name", _("same name")
    SAME_LETTERS = "same_letters", _("names differ in tone marks alone")
    NEAR_NAME = "near_name", _("names differ by one letter or one word")
    SAME_BIRTH = "same_birth", _("born on the same day")
    SWAPPED_BIRTH = "swapped_birth", _("day and month of birth are swapped")
    NEAR_BIRTH = "near_birth", _("days of birth differ by the day or the month")
    OTHER_YEAR = "other_year", _("days of birth differ by the year")
    SAME_NUMBER = "same_number", _("same personal identification number")
    SAME_PHONE = "same_phone", _("same telephone")
    SAME_EMAIL = "same_email", _("same e-mail address")
    SAME_PLACE = "same_place", _("same post in the same unit")
    SAME_UNIT = "same_unit", _("posts in the same unit")
    OTHER_BIRTH = "other_birth", _("born on different days")
    OTHER_NUMBER = "other_number", _("different personal identification numbers")
    OTHER_SEX = "other_sex", _("different sex")
