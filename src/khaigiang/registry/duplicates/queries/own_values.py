"""Values of own fields of a record, as merging and undoing see them."""

from django.db.models import QuerySet

from khaigiang.ground.fields.models import OwnField
from khaigiang.registry.duplicates.models import Merge
from khaigiang.registry.duplicates.snapshots import Snapshot, snapshot
from khaigiang.registry.officials.models import Official, OwnValue


def own_values_of(official: Official) -> QuerySet[OwnValue]:
    """Every value of a record, those of removed fields too."""
    return OwnValue.objects.filter(official=official).order_by("pk")


def own_fields_changed_since(merge: Merge) -> list[str]:
    """The names of own fields whose value was changed after a merge."""
    then, now = _by_field(merge.beside.get("own", [])), _by_field(snapshot(own_values_of(merge.kept)))
    changed = {field for field in then.keys() | now.keys() if then.get(field) != now.get(field)}
    return list(OwnField.objects.filter(pk__in=changed).order_by("position", "pk").values_list("label", flat=True))


def _by_field(rows: Snapshot) -> dict[int, object]:
    return {row["fields"]["field"]: row["fields"] for row in rows}
