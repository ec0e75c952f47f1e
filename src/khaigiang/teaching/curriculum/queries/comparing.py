"""Two versions of a programme side by side."""

from dataclasses import dataclass

from khaigiang.teaching.curriculum import difference
from khaigiang.teaching.curriculum.beside import all_differences
from khaigiang.teaching.curriculum.difference import Pair
from khaigiang.teaching.curriculum.models import ProgrammeItem, ProgrammeVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs from the older version to the newer one, in words and line by line."""

    old: ProgrammeVersion
    new: ProgrammeVersion
    sentences: tuple[str, ...]
    pairs: tuple[Pair, ...]


def comparison_of(old: ProgrammeVersion, new: ProgrammeVersion) -> Comparison:
    """Two versions compared, whatever their programmes; four statements, and those of what hangs on them beside their lines."""
    before, after = _read(old), _read(new)
    return Comparison(
        old=old,
        new=new,
        sentences=(*difference.in_words(before, after), *all_differences(old, new)),
        pairs=tuple(difference.side_by_side(before, after)),
    )


def versions_to_compare(version: ProgrammeVersion) -> list[ProgrammeVersion]:
    """The other versions of the programme, the newest first."""
    others = version.programme.versions.exclude(pk=version.pk).select_related("programme")
    return list(others.order_by("-number"))


def key_of(item: ProgrammeItem) -> tuple[object, ...]:
    """What an item is in every version."""
    return (item.topic_id,) if item.topic_id else (item.kind, item.title)


def _read(version: ProgrammeVersion) -> difference.Version:
    items = version.items.select_related("block").prefetch_related("lecturers").order_by("ordinal")
    return difference.Version(
        days=version.days,
        block_order=version.block_order,
        lines=tuple(
            difference.Line(
                key=key_of(item),
                label=item.label,
                title=item.title,
                block=item.block.title if item.block else "",
                minutes=item.minutes,
                shares_half_day=item.shares_half_day,
                lecturers=frozenset(str(lecturer) for lecturer in item.lecturers.all()),
            )
            for item in items
        ),
    )
