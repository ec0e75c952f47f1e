from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import Q

from khaigiang.ground.shared.errors import DomainError
from khaigiang.ground.shared.fields import SortKeyField
from khaigiang.ground.shared.periods import valid_on
from khaigiang.ground.shared.searching import words_of


def test_a_period_holds_its_first_day_and_not_its_last() -> None:
    on = date(2023, 4, 1)

    assert valid_on(on, "unit__") == Q(unit__valid_from__lte=on) & (
        Q(unit__valid_until__isnull=True) | Q(unit__valid_until__gt=on)
    )


def test_a_refusal_is_a_sentence_with_its_values_filled_in() -> None:
    class TooMany(DomainError):
        sentence = "Only %(places)s places are left. Ask for more."

    assert str(TooMany(places=3)) == "Only 3 places are left. Ask for more."
    assert str(DomainError("All 100% is used.")) == "All 100% is used."


def test_both_databases_order_keys_byte_by_byte() -> None:
    collation = SortKeyField(max_length=10).db_parameters(connection)["collation"]

    assert collation == ("C" if connection.vendor == "postgresql" else "BINARY")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an", ["Nguyễn Văn An"]),
        ("VĂN", ["Nguyễn Văn An", "Trần Văn Bình"]),
        ("binh trần", ["Trần Văn Bình"]),
        ("đ", []),
        ("", ["Nguyễn Văn An", "Trần Văn Bình"]),
        ("777", ["Trần Văn Bình"]),
        ("%", []),
        ("_an", []),
    ],
)
def test_every_word_begins_a_word_of_the_name_or_stands_in_the_telephone(text: str, found: list[str]) -> None:
    users = get_user_model().objects
    users.create_user("a", "Nguyễn Văn An", phone="0900000001")
    users.create_user("b", "Trần Văn Bình", phone="0900077700")

    rows = users.filter(words_of(text, "folded", anywhere=["phone"])).order_by("username")

    assert [row.full_name for row in rows] == found
