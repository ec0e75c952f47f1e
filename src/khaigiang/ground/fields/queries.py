"""Reading own fields and what is written into them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from khaigiang.ground.fields.models import OwnField, typed_value
from khaigiang.ground.fields.readers import roles
from khaigiang.ground.fields.states import COLUMN, Kind
from khaigiang.ground.fields.subjects import subject_named, subject_of
from khaigiang.ground.fields.wording import Typed, in_words
from khaigiang.vietnamese.names import text_key

OFFICIALS: Final = "officials"
_Row = TypeVar("_Row", bound=Model)


class Reader(Protocol):
    """Whoever reads: in which roles."""

    @property
    def roles(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one row says in one field, in words."""

    field_id: int
    label: str
    text: str
    is_number: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRow:
    """One field as the register of own fields tells it."""

    id: int
    label: str
    kind: str
    readers: str
    is_open_to_person: bool
    purpose: str
    retention: str
    is_retired: bool
    count: int


def fields_for(subject: str, reader: Reader, *, retired: bool = False) -> list[OwnField]:
    """The fields that this person sees, in their order; with `retired` those too that are no longer asked for."""
    found = _of(subject) if retired else _of(subject).filter(is_retired=False)
    return [field for field in found if not reader.roles.isdisjoint(field.readers)]


def fields_open_to_person(subject: str) -> list[OwnField]:
    """The fields that a person sees of the own record and may correct."""
    return list(_of(subject).filter(is_retired=False, is_open_to_person=True))


def values_of(row: Model, fields: Iterable[OwnField]) -> dict[int, Typed]:
    """What one row says in these fields, by the key of the field."""
    return typed_values([row], fields)[row.pk]


def typed_values(rows: Sequence[Model], fields: Iterable[OwnField]) -> defaultdict[int, dict[int, Typed]]:
    """What these rows say in these fields: row → field → value, in one statement, none where there is no field."""
    found: defaultdict[int, dict[int, Typed]] = defaultdict(dict)
    wanted = {field.pk: field for field in fields}
    if rows and wanted:
        subject = subject_of(rows[0])
        among = {f"{subject.owner}__in": [row.pk for row in rows]}
        for value in subject.values._default_manager.filter(field__in=wanted, **among):
            typed = typed_value(value, wanted[value.field_id].kind)
            found[getattr(value, f"{subject.owner}_id")][value.field_id] = typed
    return found


def cells_of(rows: Sequence[Model], fields: Sequence[OwnField]) -> dict[int, tuple[Cell, ...]]:
    """What these rows say in these fields, in words and in the order of the fields."""
    values = typed_values(rows, fields)
    return {
        row.pk: tuple(
            Cell(
                field_id=field.pk,
                label=field.label,
                text=in_words(values[row.pk].get(field.pk)),
                is_number=field.kind == Kind.NUMBER,
            )
            for field in fields
        )
        for row in rows
    }


def narrowed(
    found: QuerySet[_Row], subject: str, fields: Iterable[OwnField], wanted: Mapping[int, Typed]
) -> QuerySet[_Row]:
    """Those rows that say what is wanted: a part of a text, else exactly the value; other fields are passed over."""
    of = subject_named(subject)
    for field in fields:
        value = wanted.get(field.pk)
        if value is not None and value != "":
            said = {f"{COLUMN[field.kind]}{'__icontains' if field.kind == Kind.TEXT else ''}": value}
            rows = of.values._default_manager.filter(field=field, **{of.owner: OuterRef("pk")}, **said)
            found = found.filter(Exists(rows))
    return found


def field_rows(subject: str) -> list[FieldRow]:
    """The register of own fields: what each is for, who sees it, until when it is kept, and how often it is filled."""
    return [_field_row(field) for field in _of(subject)]


def count_of(field: OwnField, said: Q | None = None) -> int:
    """How many rows have a value in a field."""
    values = subject_named(field.subject).values._default_manager.filter(field=field)
    return values.filter(said or Q()).count()


def is_label_taken(subject: str, label: str, *, but: int | None) -> bool:
    """Has another field this name?"""
    others = OwnField.objects.filter(subject=subject, label__iexact=label)
    return others.exclude(pk__in=[but]).exists()


def _of(subject: str) -> QuerySet[OwnField]:
    return OwnField.objects.filter(subject=subject).order_by("position", "pk")


def _field_row(field: OwnField) -> FieldRow:
    words = dict(roles())
    return FieldRow(
        id=field.pk,
        label=field.label,
        kind=field.get_kind_display(),
        readers=", ".join(sorted((str(words.get(role, role)) for role in field.readers), key=text_key)),
        is_open_to_person=field.is_open_to_person,
        purpose=field.purpose,
        retention=field.retention,
        is_retired=field.is_retired,
        count=count_of(field),
    )
