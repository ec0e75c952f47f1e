"""What two records of one person say in fields that the office added."""

from collections.abc import Collection, Iterable

from khaigiang.ground.fields.models import OwnField
from khaigiang.registry.duplicates.queries import own_fact
from khaigiang.registry.duplicates.queries.own_values import own_values_of
from khaigiang.registry.duplicates.snapshots import Snapshot
from khaigiang.registry.officials.models import Official, OwnValue


def take_own_values(kept: Official, gone: Official, taken: Collection[str]) -> None:
    """Give the kept record what it does not say itself, and what is named in `taken`, emptied where that says nothing."""
    of_kept = {value.field_id: value for value in own_values_of(kept)}
    of_gone = {value.field_id: value for value in own_values_of(gone)}
    for field_id, value in of_kept.items():
        if own_fact(field_id) in taken:
            value.delete()
    for field_id, value in of_gone.items():
        if field_id not in of_kept or own_fact(field_id) in taken:
            value.official = kept
            value.save(update_fields=["official"])


def clear_own_values(kept: Official) -> None:
    """Empty a record before what it said is put back."""
    own_values_of(kept).delete()


def whose_field_is_there(rows: Iterable[dict[str, object]]) -> Snapshot:
    """Rows of a snapshot but for values of fields that were deleted since."""
    there = set(OwnField.with_removed.values_list("pk", flat=True))
    label = OwnValue._meta.label_lower
    return [row for row in rows if row["model"] != label or _field_of(row) in there]


def _field_of(row: dict[str, object]) -> object:
    fields = row["fields"]
    assert isinstance(fields, dict)
    return fields["field"]
