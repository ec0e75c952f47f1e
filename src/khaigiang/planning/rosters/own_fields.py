"""Fields that the office added, in a list: which column holds which, what a cell says, what is to be written."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import typed_values
from khaigiang.ground.fields.services import put_values
from khaigiang.ground.fields.values import parse
from khaigiang.ground.fields.wording import Typed, in_words
from khaigiang.ground.shared.errors import DomainError
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.rules.layouts import Explained
from khaigiang.planning.rosters.words import FIELDS
from khaigiang.registry.officials.models import Official
from khaigiang.vietnamese.names import fold

SUBJECT: Final = "officials"
READERS: Final = frozenset({"organiser", "office"})
READERS_OF_NAMES: Final = frozenset({"committee"})
PREFIX: Final = "own-"


def fact_of(field: OwnField) -> str:
    """How a list's values, doubts and columns name an own field."""
    return f"{PREFIX}{field.pk}"


def is_own(fact: str) -> bool:
    """Is this the name of an own field?"""
    return fact.startswith(PREFIX)


def all_fields(roster: Roster) -> dict[str, OwnField]:
    """The own fields of people that are asked for and that those who check the list may see, by their names in a list."""
    readers = READERS_OF_NAMES if roster.names_people else READERS
    found = OwnField.objects.filter(subject=SUBJECT, is_retired=False).order_by("position", "pk")
    return {fact_of(field): field for field in found if not readers.isdisjoint(field.readers)}


def names_of_facts(roster: Roster) -> dict[str, str]:
    """What every fact of a list is called in the user's language, own fields among them."""
    own = {fact: field.label for fact, field in all_fields(roster).items()}
    return {**{fact: str(name) for fact, name in FIELDS.items()}, **own}


def as_text(value: Typed) -> str:
    """A value as a text that says just this value when it is read again."""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return f"{value:.6f}"
    return value.isoformat() if isinstance(value, date) else value or ""


def own_in_words(field: OwnField, text: str) -> str:
    """A kept text as a person reads it."""
    return in_words(parse(field, text)) if text else ""


def without_own(said: Explained) -> dict[str, dict[str, str]]:
    """What a person said of columns as the reader of lists takes it: it knows nothing of own fields."""
    return {
        sheet: {letters: "" if is_own(fact) else fact for letters, fact in facts.items()}
        for sheet, facts in said.items()
    }


class OwnColumns:
    """The columns of a list that hold own fields: those a person named, and those headed by a field's very name."""

    def __init__(self, columns: Iterable[Mapping[str, Any]], said: Explained, fields: Mapping[str, OwnField]) -> None:
        self._fields = fields
        labels = {fold(field.label): fact for fact, field in fields.items()}
        self._facts: dict[tuple[str, str], str] = {}
        for sheet in columns:
            name = sheet["sheet"] or ""
            for letters, heading in sheet["headings"].items():
                fact = said.get(name, {}).get(letters) or labels.get(fold(heading), "")
                if fact in fields:
                    self._facts[name, heading] = fact

    def read(self, sheet: str, others: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
        """Texts of own fields by their names, and for those that cannot be read the refusal in words."""
        values: dict[str, str] = {}
        refused: dict[str, str] = {}
        for heading, text in others.items():
            fact = self._facts.get((sheet, heading), "")
            if not fact:
                continue
            try:
                value = parse(self._fields[fact], text)
            except DomainError as refusal:
                refused[fact] = str(refusal)
            else:
                values |= {fact: as_text(value)} if value is not None else {}
        return values, refused


def readable(fact: str, text: str, fields: Mapping[str, OwnField]) -> str | None:
    """A typed answer, where it says something for the field; None where it does not."""
    field = fields.get(fact)
    try:
        return as_text(parse(field, text)) or None if field else None
    except DomainError:
        return None


def own_changes(
    listed: Mapping[int, Mapping[str, str]], officials: Mapping[int, Official], fields: Mapping[str, OwnField]
) -> dict[int, dict[str, list[str]]]:
    """[registered, listed] by official and field, where a list says otherwise; `listed` is by the official's key."""
    if not fields:
        return {}
    registered = typed_values(list(officials.values()), fields.values())
    found: dict[int, dict[str, list[str]]] = {}
    for key, values in listed.items():
        ours = {fact: registered[key].get(fields[fact].pk) for fact in values if fact in fields}
        found[key] = {
            fact: [as_text(value), values[fact]]
            for fact, value in ours.items()
            if value != parse(fields[fact], values[fact])
        }
    return found


def write_own(rows: Iterable[tuple[Official, Mapping[str, str]]], fields: Mapping[str, OwnField]) -> None:
    """Write texts of own fields of many officials; an empty text empties the field. A step of a larger act."""
    typed = [
        (official, {fields[fact].pk: parse(fields[fact], text) for fact, text in values.items() if fact in fields})
        for official, values in rows
    ]
    put_values([(official, values) for official, values in typed if values])
