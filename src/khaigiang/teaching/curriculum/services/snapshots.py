"""A version as plain values: kept before and after every act, and put back when it is undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import ProtectedError

from khaigiang.ground.accounts.models import User
from khaigiang.teaching.curriculum.errors import VersionInATimetable
from khaigiang.teaching.curriculum.models import Block, ProgrammeItem, ProgrammeVersion, Step

STEPS_KEPT: Final = 200
KEPT: Final = (
    "id", "block_id", "topic_id", "kind", "ordinal", "number", "title", "minutes", "shares_half_day", "needs",
    "not_before_day", "with_previous",
)  # fmt: skip


def snapshot_of(version: ProgrammeVersion) -> dict[str, Any]:
    """Everything a version holds, as JSON knows it; five statements."""
    items = version.items.prefetch_related("lecturers", "after").order_by("ordinal")
    return {
        "days": version.days,
        "block_order": version.block_order,
        "blocks": list(version.blocks.order_by("ordinal").values("id", "ordinal", "title")),
        "items": [
            {name: getattr(item, name) for name in KEPT}
            | {
                "lecturers": sorted(one.pk for one in item.lecturers.all()),
                "after": sorted(one.pk for one in item.after.all()),
            }
            for item in items
        ],
    }


def keep_step(version: ProgrammeVersion, said: str, before: dict[str, Any], *, by: User, at: datetime) -> None:
    """Keep one act on a draft, so that it can be undone; the oldest are forgotten. What changed nothing is no step."""
    after = snapshot_of(version)
    if before == after:
        return
    Step.objects.create(version=version, said=said[:400], before=before, after=after, made_by=by, made_at=at)
    old = version.steps.order_by("-pk").values_list("pk", flat=True)[STEPS_KEPT:]
    version.steps.filter(pk__in=list(old)).delete()


def put_back(version: ProgrammeVersion, kept: Mapping[str, Any]) -> None:
    """Let a version hold what it held; items keep their ids, so that a timetable that names them stays right.

    Raises VersionInATimetable.
    """
    version.days, version.block_order = kept["days"], kept["block_order"]
    version.save(update_fields=["days", "block_order"])
    try:
        version.items.exclude(pk__in=[item["id"] for item in kept["items"]]).delete()
    except ProtectedError as protected:
        raise VersionInATimetable from protected
    free_places(version)
    for block in kept["blocks"]:
        Block.objects.update_or_create(pk=block["id"], defaults=block | {"version": version})
    items = [_put_item_back(version, item) for item in kept["items"]]
    version.blocks.exclude(pk__in=[block["id"] for block in kept["blocks"]]).delete()
    for item, was in zip(items, kept["items"], strict=True):
        item.lecturers.set(was["lecturers"])
        item.after.set(was["after"])


def free_places(version: ProgrammeVersion) -> None:
    """Move blocks and items out of their places, so that others can take them one by one."""
    for rows in (version.blocks.all(), version.items.all()):
        for place, row in enumerate(rows.order_by("ordinal")):
            type(row)._default_manager.filter(pk=row.pk).update(ordinal=PAST_ANY_PLACE + place)


# A version holds at most 260 days of two half-days, each of which may be shared.
PAST_ANY_PLACE: Final = 10_000


def _put_item_back(version: ProgrammeVersion, kept: Mapping[str, Any]) -> ProgrammeItem:
    values = {name: kept[name] for name in KEPT if name != "id"} | {"version": version}
    item, _created = ProgrammeItem.objects.update_or_create(pk=kept["id"], defaults=values)
    return item
