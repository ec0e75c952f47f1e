"""The facts that an official may check of the own record, as plain values that a proposal keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from khaigiang.ground.fields.asking import PREFIX
from khaigiang.ground.fields.models import OwnField
from khaigiang.ground.fields.queries import OFFICIALS, fields_open_to_person, typed_values
from khaigiang.ground.fields.states import Kind
from khaigiang.ground.fields.wording import Typed, in_words, plain
from khaigiang.registry.officials.models import Official
from khaigiang.registry.officials.rules import masked
from khaigiang.registry.officials.services.people import FACTS
from khaigiang.registry.officials.wording import fact_in_words, label_of

NUMBER: Final = "identity_number"
DAYS: Final = frozenset({"joined_party_on", "full_member_on"})
Plain = str | bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is on record of one official, fact by fact; own fields are those open to the person."""

    facts: Mapping[str, Plain]
    fields: Mapping[str, OwnField]


def record_of(official: Official) -> Record:
    """What the person may check of the own record now."""
    return records_of([official])[official.pk]


def records_of(officials: Sequence[Official]) -> dict[int, Record]:
    """What each of these people may check of the own record now, in two statements."""
    fields = fields_open_to_person(OFFICIALS)
    by_name = {f"{PREFIX}{field.pk}": field for field in fields}
    values = typed_values(officials, fields)
    return {
        official.pk: Record(
            facts={
                **{fact: to_plain(getattr(official, fact)) for fact in FACTS},
                **{name: to_plain(values[official.pk].get(field.pk)) for name, field in by_name.items()},
            },
            fields=by_name,
        )
        for official in officials
    }


def to_plain(value: Typed) -> Plain:
    """A value as a proposal keeps it; nothing said is None."""
    if isinstance(value, bool):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(plain(value))
    return value or None


def to_typed(record: Record, fact: str, value: Plain) -> Any:
    """A kept value as the record takes it."""
    field = record.fields.get(fact)
    is_day = field.kind == Kind.DATE if field else fact in DAYS
    if value is not None and is_day:
        return date.fromisoformat(str(value))
    if value is not None and field and field.kind == Kind.NUMBER:
        return Decimal(str(value))
    return value if value is not None or field or fact in DAYS else ""


def label(record: Record, fact: str) -> str:
    """What a fact is called; empty for a field that is no longer there."""
    if fact.startswith(PREFIX):
        return record.fields[fact].label if fact in record.fields else ""
    return label_of(fact)


def words(record: Record, fact: str, value: Plain, *, whole: bool = False) -> str:
    """A kept value as pages show it; the identification number by its last digits unless it is asked for `whole`."""
    if fact == NUMBER:
        return str(value or "") if whole else masked(str(value or ""))
    typed = to_typed(record, fact, value)
    return in_words(typed) if fact in record.fields else fact_in_words(fact, typed)


def own_ids(facts: Sequence[str]) -> dict[str, int]:
    """The keys of the own fields among some facts."""
    return {fact: int(fact.removeprefix(PREFIX)) for fact in facts if fact.startswith(PREFIX)}
