"""Values of own fields, read from text as people and lists write them."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final

from khaigiang.ground.fields.errors import NotAChoice, NotADay, NotANumber, NotYesOrNo, TextTooLong
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.states import LONGEST_TEXT, Kind
from khaigiang.ground.fields.wording import Typed
from khaigiang.vietnamese.names import fold, tidy

YES: Final = frozenset({"co", "x", "1", "yes", "true", "dung"})
NO: Final = frozenset({"khong", "0", "no", "false", "sai"})
DAY: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
NUMBER: Final = re.compile(r"-?\d{1,12}(?:[.,]\d{1,6})?")
# "1.250" may be 1250 or 1,25: nobody guesses.
TWO_WAYS: Final = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")


def parse(field: OwnField, text: str) -> Typed:
    """What a text says for a field, None where it says nothing.

    Raises NotANumber, NotADay, NotAChoice, NotYesOrNo or TextTooLong; nothing doubtful is read.
    """
    written = tidy(text)
    return _READERS[field.kind](field, written) if written else None


def require_fit(field: OwnField, value: Typed) -> None:
    """Raise what parse raises where a typed value is none that the field holds."""
    if field.kind == Kind.CHOICE and value not in field.choices:
        raise NotAChoice(text=value, label=field.label, choices=", ".join(field.choices))
    if field.kind == Kind.TEXT and len(str(value)) > LONGEST_TEXT:
        raise TextTooLong(label=field.label, longest=LONGEST_TEXT)


def _number(field: OwnField, text: str) -> Typed:
    digits = text.replace(" ", "")
    if not NUMBER.fullmatch(digits) or TWO_WAYS.fullmatch(digits):
        raise NotANumber(text=text, label=field.label)
    return Decimal(digits.replace(",", "."))


def _day(field: OwnField, text: str) -> Typed:
    match = DAY.fullmatch(text)
    try:
        return date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(text)
    except ValueError:
        raise NotADay(text=text, label=field.label) from None


def _choice(field: OwnField, text: str) -> Typed:
    exact: list[str] = [choice for choice in field.choices if choice == text]
    alike = exact or [choice for choice in field.choices if fold(choice) == fold(text)]
    if len(alike) != 1:
        raise NotAChoice(text=text, label=field.label, choices=", ".join(field.choices))
    return alike[0]


def _yes_no(field: OwnField, text: str) -> Typed:
    word = fold(text)
    if word not in YES | NO:
        raise NotYesOrNo(text=text, label=field.label)
    return word in YES


def _text(field: OwnField, text: str) -> Typed:
    require_fit(field, text)
    return text


_READERS: Final[dict[str, Callable[[OwnField, str], Typed]]] = {
    Kind.TEXT.value: _text,
    Kind.NUMBER.value: _number,
    Kind.DATE.value: _day,
    Kind.CHOICE.value: _choice,
    Kind.YES_NO.value: _yes_no,
}
