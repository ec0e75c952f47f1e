"""T15: the register of personal data covers every field of every model."""

import tomllib
from collections.abc import Iterable, Mapping
from typing import Any

from django.apps import apps
from django.db.models import Model

from tests.docs.pages import text_of

PERSONS = {"accounts.User", "officials.Official", "nominations.Nomination", "cohorts.Enrolment", "lecturers.Lecturer"}
NOT_PERSONAL = "none"
ANSWERS = {"class", "purpose", "retention", "erased", "readers"}
CLASSES = {"ordinary", "sensitive"}

Fields = Mapping[str, tuple[str, ...]]


def register() -> dict[str, Any]:
    return tomllib.loads(text_of("docs/personal-data.toml"))


def fields_of(models: Iterable[type[Model]]) -> dict[str, tuple[str, ...]]:
    """Model → names of its stored fields."""
    return {
        model._meta.label: tuple(field.name for field in (*model._meta.fields, *model._meta.many_to_many))
        for model in models
    }


def links_to_persons() -> set[str]:
    """Models with a key to a person, or to what stands for one."""
    return {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.fields
        if field.related_model and field.related_model._meta.label in PERSONS
    }


def gaps(found: Mapping[str, Any], fields: Fields) -> list[str]:
    """Models and fields that the register forgets, and such as it names although they are gone."""
    listed, cleared = found["fields"], found["no_personal_data"]
    unknown = [label for label in fields if label not in listed and label not in cleared]
    gone = [label for label in (*listed, *cleared) if label not in fields]
    twice = [label for label in listed if label in cleared]
    unlike = [
        f"{label}.{name}"
        for label in listed
        if label in fields
        for name in set(listed[label]).symmetric_difference(fields[label])
    ]
    return sorted([*unknown, *gone, *twice, *unlike])


def test_every_field_of_every_model_is_in_the_register() -> None:
    assert gaps(register(), fields_of(apps.get_models())) == []


def test_a_model_that_points_to_a_person_is_not_called_impersonal() -> None:
    assert sorted(links_to_persons() & set(register()["no_personal_data"])) == []


def test_every_rule_answers_every_question() -> None:
    rules = register()["rules"]

    assert {name for name, rule in rules.items() if set(rule) != ANSWERS or not all(rule.values())} == set()
    assert {rule["class"] for rule in rules.values()} == CLASSES


def test_every_field_follows_a_rule_that_exists() -> None:
    found = register()
    used = {rule for rules in found["fields"].values() for rule in rules.values()}

    assert used - {NOT_PERSONAL} == set(found["rules"])


def test_models_without_personal_data_say_why() -> None:
    assert [label for label, reason in register()["no_personal_data"].items() if not reason] == []


def test_a_forgotten_field_and_a_forgotten_model_are_seen() -> None:
    found = {
        "fields": {"officials.Official": {"full_name": "identity", "nickname": "identity"}},
        "no_personal_data": {"x.Gone": "a"},
    }
    fields = {"officials.Official": ("full_name", "phone"), "units.Unit": ("name",)}

    assert gaps(found, fields) == ["officials.Official.nickname", "officials.Official.phone", "units.Unit", "x.Gone"]
