"""Form fields that read numbers as Vietnamese offices type them."""

import re
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.known_days import FORM, day_in_words, day_typed

# With 0 or +84 before nine or ten digits, or a number for everybody (1800, 1900); an office's extension may follow.
TELEPHONE: Final = re.compile(
    r"\(?(?:(?:\+84|0)(?:[ .()-]*[0-9]){9,10}|1[89]00(?:[ .-]*[0-9]){4,6})"
    r"(?:[ ,]*(?:máy lẻ|máy nhánh|số nhánh|nhánh|ext\.?|x|#)[ .:]*[0-9]{1,6})?",
    re.IGNORECASE,
)


class DecimalField(forms.DecimalField):
    """A decimal number with a comma or a point: "7,5" and "7.5" are the same."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"localize": True, "widget": forms.TextInput, **kwargs}
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "decimal", "autocomplete": "off"}


class KnownDayField(forms.CharField):
    """A day as far as it is known: 19/5/1980, 5/1980 or 1980; its value is that of `known_days`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"help_text": _("Only the year or the month and year, where no more is known."), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """What is kept, as people write it; what was typed, as it was typed."""
        return day_in_words(value) if re.fullmatch(FORM, value or "") else value

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        known = day_typed(text) if text else ""
        if known is None:
            sentence = _("“%(text)s” is no day, month or year. Type it like 19/5/1980, 5/1980 or 1980.")
            raise forms.ValidationError(sentence, params={"text": text})
        return known

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return super().widget_attrs(widget) | {"inputmode": "numeric", "autocomplete": "off", "maxlength": "10"}


class TelephoneField(forms.CharField):
    """A telephone number of the country, with spaces and dots as they are typed, and an extension where there is one."""

    widget = forms.TextInput(attrs={"type": "tel"})

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not TELEPHONE.fullmatch(value):
            sentence = _("“%(text)s” is not a telephone number. Type it like 0912 345 678 or 024 3825 1234 ext. 12.")
            raise forms.ValidationError(sentence, params={"text": value})


class WordsField(forms.CharField):
    """A few words separated by commas; clean() gives each once, in the order typed."""

    def __init__(self, *, max_length: int = 300, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def prepare_value(self, value: object) -> object:
        """What is kept as a list is shown as it was typed."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """The words without needless blanks; the same word in other letters counts once."""
        typed = [" ".join(word.split()) for word in str(super().clean(value)).replace(";", ",").split(",")]
        once: dict[str, str] = {}
        for word in filter(None, typed):
            once.setdefault(word.casefold(), word)
        return list(once.values())


def choose_among(form: forms.Form, **rows: QuerySet[Any]) -> None:
    """Let fields of a form, by their names, choose among these rows."""
    for name, found in rows.items():
        field = form.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = found
