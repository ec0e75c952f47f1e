"""Defining own fields, and writing values into them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Model, Q

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.fields import queries
from khaigiang.ground.fields.errors import (
    ChoiceInUse,
    FieldNotThere,
    KindInUse,
    LabelTaken,
    NobodySees,
    TooFewChoices,
)
from khaigiang.ground.fields.models import FieldValue, OwnField, typed_value
from khaigiang.ground.fields.states import COLUMN, Kind
from khaigiang.ground.fields.subjects import Subject, subject_of
from khaigiang.ground.fields.values import require_fit
from khaigiang.ground.fields.wording import Typed, in_words
from khaigiang.vietnamese.names import tidy

FACTS: Final = (
    "label", "hint", "kind", "choices", "position", "readers", "is_open_to_person", "purpose", "retention", "is_retired",
)  # fmt: skip
AT_A_TIME: Final = 2000
Values = Mapping[int, Typed]


@transaction.atomic
def save_field(
    field: OwnField | None,
    *,
    subject: str,
    label: str,
    kind: str,
    readers: Sequence[str],
    purpose: str,
    retention: str,
    hint: str = "",
    choices: Sequence[str] = (),
    position: int = 0,
    is_open_to_person: bool = False,
    is_retired: bool = False,
    by: User,
    at: datetime,
) -> OwnField:
    """Add a field to a subject, or change one.

    Raises LabelTaken, NobodySees, TooFewChoices, KindInUse or ChoiceInUse.
    """
    field = OwnField.objects.select_for_update().get(pk=field.pk) if field else OwnField(subject=subject)
    before = facts_of(field) if field.pk else None
    if not readers:
        raise NobodySees
    given = list(dict.fromkeys(filter(None, map(tidy, choices)))) if kind == Kind.CHOICE else []
    if kind == Kind.CHOICE and len(given) < 2:
        raise TooFewChoices
    if before is not None:
        _require_kept(field, kind, given)
    field.label, field.hint, field.kind, field.choices = tidy(label), tidy(hint), kind, given
    field.position, field.readers, field.is_open_to_person = position, sorted(readers), is_open_to_person
    field.purpose, field.retention, field.is_retired = tidy(purpose), tidy(retention), is_retired
    require_own_label(field)
    field.save()
    audit.record("save_own_field", field, by=by, at=at, before=before, after=facts_of(field))
    return field


@transaction.atomic
def save_values(row: Model, values: Values, *, by: User, at: datetime) -> None:
    """Write values into own fields of one row, typed and by the key of the field; None empties one.

    Raises FieldNotThere, NotAChoice or TextTooLong.
    """
    before, after = put_values([(row, values)])[row.pk]
    audit.record("save_own_values", row, by=by, at=at, before=before, after=after)


def put_values(rows: Sequence[tuple[Model, Values]]) -> dict[int, tuple[dict[str, str], dict[str, str]]]:
    """A step of acts that write many rows: values before and after in words, by row. Raises what save_values raises."""
    keys = {key for _row, values in rows for key in values}
    if not keys:
        return {row.pk: ({}, {}) for row, _values in rows}
    subject = subject_of(rows[0][0])
    fields = _fields(subject, keys)
    there = _there(subject, [row for row, _values in rows], keys)
    _write(subject, fields, there, rows)
    return {row.pk: _said(fields, there.get(row.pk, {}), values) for row, values in rows}


def require_own_label(field: OwnField) -> None:
    """Raise LabelTaken where another field of the subject has the name."""
    if queries.is_label_taken(field.subject, field.label, but=field.pk):
        raise LabelTaken(label=field.label)


def facts_of(field: OwnField) -> dict[str, object]:
    """What the audit keeps of a field."""
    return {fact: getattr(field, fact) for fact in FACTS}


def _require_kept(field: OwnField, kind: str, choices: Sequence[str]) -> None:
    """What is recorded must still fit the field."""
    if kind != field.kind and (count := queries.count_of(field)):
        raise KindInUse(count=count)
    for dropped in set(field.choices) - set(choices):
        if count := queries.count_of(field, Q(text=dropped)):
            raise ChoiceInUse(choice=dropped, count=count)


def _fields(subject: Subject, keys: set[int]) -> dict[int, OwnField]:
    # Their rows are the lock: no choice is dropped from a field while it is being recorded.
    locked = OwnField.objects.select_for_update(no_key=True).filter(subject=subject.name, pk__in=keys).order_by("pk")
    fields = {field.pk: field for field in locked}
    if len(fields) < len(keys):
        raise FieldNotThere
    return fields


def _there(subject: Subject, rows: Sequence[Model], keys: set[int]) -> dict[int, dict[int, FieldValue]]:
    there: dict[int, dict[int, FieldValue]] = {}
    for first in range(0, len(rows), AT_A_TIME):
        among = {f"{subject.owner}__in": [row.pk for row in rows[first : first + AT_A_TIME]]}
        for value in subject.values._default_manager.filter(field__in=keys, **among):
            there.setdefault(getattr(value, f"{subject.owner}_id"), {})[value.field_id] = value
    return there


def _write(
    subject: Subject,
    fields: Mapping[int, OwnField],
    there: Mapping[int, Mapping[int, FieldValue]],
    rows: Sequence[tuple[Model, Values]],
) -> None:
    new: list[FieldValue] = []
    changed: list[FieldValue] = []
    emptied: list[int] = []
    for row, values in rows:
        for key, typed in values.items():
            old = there.get(row.pk, {}).get(key)
            if typed is None or typed == "":
                emptied += [old.pk] if old else []
                continue
            require_fit(fields[key], typed)
            if old is None:
                new.append(_new(subject, row, fields[key], typed))
            elif typed_value(old, fields[key].kind) != typed:
                changed.append(_new(subject, row, fields[key], typed, pk=old.pk))
    manager = subject.values._default_manager
    manager.filter(pk__in=emptied).delete()
    manager.bulk_create(new, batch_size=AT_A_TIME)
    manager.bulk_update(changed, sorted(set(COLUMN.values())), batch_size=AT_A_TIME)


def _new(subject: Subject, row: Model, field: OwnField, typed: Typed, **key: int) -> FieldValue:
    facts: dict[str, Any] = {subject.owner: row, COLUMN[field.kind]: typed, **key}
    return subject.values(field=field, **facts)


def _said(
    fields: Mapping[int, OwnField], there: Mapping[int, FieldValue], values: Values
) -> tuple[dict[str, str], dict[str, str]]:
    before = {
        fields[key].label: in_words(typed_value(there[key], fields[key].kind)) if key in there else "" for key in values
    }
    return before, {fields[key].label: in_words(typed) for key, typed in values.items()}
