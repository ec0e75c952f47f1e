"""The glossary knows every thing that the product keeps, in both languages."""

import re
from collections.abc import Iterable

from django.apps import apps

from tests.docs.pages import rows_of, text_of

CAPITAL = re.compile(r"(?<!^)(?=[A-Z])")
COLUMNS = 3


def words_of(text: str) -> dict[str, tuple[str, str]]:
    """English → (Vietnamese, meaning); several English words in one cell are parted by commas."""
    words = {}
    for english, vietnamese, meaning in rows_of(text):
        for word in english.split(","):
            words[word.strip().lower()] = (vietnamese, meaning)
    return words


def unknown_models(names: Iterable[str], words: Iterable[str]) -> list[str]:
    """Models whose name is no word of the glossary: `TrainingClass` is "training class"."""
    known = set(words)
    return [name for name in names if CAPITAL.sub(" ", name).lower() not in known]


def models_of_the_product() -> list[str]:
    return [model.__name__ for model in apps.get_models() if model.__module__.startswith("khaigiang.")]


def test_every_model_has_its_word() -> None:
    assert unknown_models(models_of_the_product(), words_of(text_of("docs/glossary.md"))) == []


def test_every_word_has_its_vietnamese_and_its_meaning() -> None:
    rows = list(rows_of(text_of("docs/glossary.md")))

    assert [row for row in rows if len(row) != COLUMNS or not all(row)] == []


def test_no_word_is_explained_twice() -> None:
    words = [word.strip().lower() for row in rows_of(text_of("docs/glossary.md")) for word in row[0].split(",")]

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_a_model_without_a_word_is_seen() -> None:
    text = "| English | tiếng Việt | meaning |\n|---|---|---|\n| training class, class | lớp bồi dưỡng | one class of a plan |\n"

    assert unknown_models(["TrainingClass", "Class", "Quota"], words_of(text)) == ["Quota"]
