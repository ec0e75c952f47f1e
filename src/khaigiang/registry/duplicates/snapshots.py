"""Rows as they stood, kept as plain values and put back as they were."""

import json
from collections.abc import Iterable
from typing import Any

from django.core import serializers
from django.db.models import Model

Snapshot = list[dict[str, Any]]


def snapshot(rows: Iterable[Model]) -> Snapshot:
    """All stored fields of the rows, as JSON keeps them."""
    plain: Snapshot = json.loads(serializers.serialize("json", rows))
    return plain


def changed_since(kept: Snapshot, row: Model) -> list[str]:
    """The names of a row's fields that differ from a snapshot of it."""
    (then,), (now,) = kept, snapshot([row])
    return [
        str(getattr(row._meta.get_field(name), "verbose_name", name))
        for name, value in now["fields"].items()
        if then["fields"].get(name, value) != value and row._meta.get_field(name).editable
    ]
