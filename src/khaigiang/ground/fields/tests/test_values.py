"""What people and lists write into own fields is read, or refused in words; nothing is guessed."""

from datetime import date
from decimal import Decimal

import pytest

from khaigiang.ground.fields.errors import NotAChoice, NotADay, NotANumber, NotYesOrNo, TextTooLong
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.states import Kind
from khaigiang.ground.fields.values import parse
from khaigiang.ground.fields.wording import Typed, in_words


def field(kind: Kind, *choices: str) -> OwnField:
    return OwnField(label="Trường thử", kind=kind, choices=list(choices))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Kind.TEXT, "  Tiếng   Anh ", "Tiếng Anh"),
        (Kind.TEXT, "   ", None),
        (Kind.NUMBER, "7,5", Decimal("7.5")),
        (Kind.NUMBER, "7.5", Decimal("7.5")),
        (Kind.NUMBER, "1250", Decimal(1250)),
        (Kind.NUMBER, "1 250", Decimal(1250)),
        (Kind.NUMBER, "-3", Decimal(-3)),
        (Kind.NUMBER, "0,125", Decimal("0.125")),
        (Kind.DATE, "19/5/1980", date(1980, 5, 19)),
        (Kind.DATE, "19.05.1980", date(1980, 5, 19)),
        (Kind.DATE, "1980-05-19", date(1980, 5, 19)),
        (Kind.YES_NO, "Có", True),
        (Kind.YES_NO, "x", True),
        (Kind.YES_NO, "KHÔNG", False),
        (Kind.YES_NO, "", None),
    ],
)
def test_what_is_written_is_read_as_what_it_is(kind: Kind, text: str, value: Typed) -> None:
    assert parse(field(kind), text) == value


def test_a_choice_is_found_whatever_its_capitals_and_tones_and_exactly_where_two_are_alike() -> None:
    language = field(Kind.CHOICE, "Tiếng Anh", "Tiếng Pháp", "Tiếng Phạp")

    assert parse(language, "tieng anh") == "Tiếng Anh"
    assert parse(language, "Tiếng Phạp") == "Tiếng Phạp"
    with pytest.raises(NotAChoice, match="Tiếng Anh, Tiếng Pháp"):
        parse(language, "tieng phap")


@pytest.mark.parametrize(
    ("kind", "text", "refusal"),
    [
        (Kind.NUMBER, "1.250", NotANumber),
        (Kind.NUMBER, "1,250", NotANumber),
        (Kind.NUMBER, "bảy", NotANumber),
        (Kind.NUMBER, "1e5", NotANumber),
        (Kind.DATE, "31/2/2023", NotADay),
        (Kind.DATE, "5/1980", NotADay),
        (Kind.YES_NO, "có thể", NotYesOrNo),
        (Kind.CHOICE, "Tiếng Nga", NotAChoice),
        (Kind.TEXT, "a" * 501, TextTooLong),
    ],
)
def test_what_is_doubtful_is_refused(kind: Kind, text: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal, match="Trường thử"):
        parse(field(kind, "Tiếng Anh", "Tiếng Pháp"), text)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1250.500000"), "1.250,5"),
        (Decimal("1000.000000"), "1.000"),
        (date(1980, 5, 9), "9/5/1980"),
        (True, "có"),
        (False, "không"),
        ("Tiếng Anh", "Tiếng Anh"),
        (None, ""),
    ],
)
def test_a_value_is_said_as_offices_write_it(value: Typed, words: str) -> None:
    assert in_words(value) == words
