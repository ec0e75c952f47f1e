"""Fields for days as people type them: one far enough from the end of all calendars, several with periods."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.dates import days_between

LONGEST_PERIOD: Final = 366
BETWEEN_DAYS: Final = re.compile(r"[,;\n]+")
PERIOD: Final = re.compile(r"(?<=\d{4})\s*[-–]\s*")


class FirstDayField(forms.DateField):
    """A day from which class days are counted; far enough from the last day of all calendars."""

    def __init__(self, **kwargs: Any) -> None:
        too_far = MaxValueValidator(date(2200, 1, 1), _("This day lies too far away. Check the year."))
        super().__init__(validators=[too_far], **kwargs)


class DaysField(forms.CharField):
    """Days typed one a line or with commas between; "29/4/2023 - 3/5/2023" is a whole period."""

    widget = forms.Textarea

    def clean(self, value: Any) -> Any:
        text: str = super().clean(value)
        found: set[date] = set()
        for piece in filter(None, map(str.strip, BETWEEN_DAYS.split(text))):
            found.update(self._days(piece))
        return sorted(found)

    def _days(self, piece: str) -> Iterable[date]:
        ends = [self._day(one, piece) for one in PERIOD.split(piece)]
        if len(ends) > 2 or not 0 <= (ends[-1] - ends[0]).days <= LONGEST_PERIOD:
            raise forms.ValidationError(_("“%(text)s” is not a day or a period."), params={"text": piece})
        return days_between(ends[0], ends[-1])

    def _day(self, text: str, piece: str) -> date:
        try:
            day = forms.DateField().clean(text)
        except forms.ValidationError as refusal:
            raise forms.ValidationError(_("“%(text)s” is not a day or a period."), params={"text": piece}) from refusal
        assert isinstance(day, date)
        return day
