"""What is not set yet."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from khaigiang.teaching.cohorts.models import TrainingClass
from khaigiang.teaching.curriculum.models import ProgrammeItem
from khaigiang.teaching.timetable.models import Session
from khaigiang.teaching.timetable.queries.board_parts import TrayPiece


def tray_of(classes: Sequence[TrainingClass], item_ids: Iterable[int] | None = None) -> list[TrayPiece]:
    """The items of these classes that stand nowhere yet (of these items, where they are named), class by class."""
    standing = set(
        Session.objects.filter(training_class__in=[one.pk for one in classes]).values_list("training_class", "item")
    )
    items = ProgrammeItem.objects.filter(version__in={one.version_id for one in classes}).select_related("block")
    if item_ids is not None:
        items = items.filter(pk__in=set(item_ids))
    by_version: defaultdict[int, list[ProgrammeItem]] = defaultdict(list)
    for item in items.order_by("ordinal"):
        by_version[item.version_id].append(item)
    return [
        _tray_piece(one, item)
        for one in classes
        for item in by_version[one.version_id]
        if (one.pk, item.pk) not in standing
    ]


def _tray_piece(one: TrainingClass, item: ProgrammeItem) -> TrayPiece:
    return TrayPiece(
        ids=(one.pk, item.pk),
        class_name=one.name,
        kind=item.kind,
        block=item.block.ordinal if item.block else 0,
        label=item.label,
        title=item.title,
    )
