"""Facts of an official in words."""

from datetime import date
from typing import Any

from django.utils import formats

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.rules import masked


def label_of(fact: str) -> str:
    """What a fact is called on pages."""
    return str(getattr(Official._meta.get_field(fact), "verbose_name", fact))


def fact_in_words(fact: str, value: Any) -> str:
    """A fact as pages show it: a choice by its label, a day in the reader's form; the identification number masked."""
    if fact == "identity_number":
        return masked(value)
    if fact == "born_on":
        return day_in_words(value)
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    labels = dict(getattr(Official._meta.get_field(fact), "flatchoices", None) or ())
    return str(labels.get(value, value) or "") if value else ""
