"""The outline of a programme as an office types it: blocks, their topics and discussions."""

from collections.abc import Iterator
from dataclasses import dataclass

from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.lecturers.models import Lecturer


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One topic or discussion; `lecturers` None keeps those who may teach the item of the same title now."""

    title: str
    lecturers: tuple[Lecturer, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a timetable keeps of an item: equipment of its hall, the first day (from 1) it may have, the day it shares.

    `minutes` None: a whole half-day, or what others leave of it. `shares_half_day`: in that of the item before it.
    """

    needs: tuple[str, ...] = ()
    not_before_day: int = 1
    with_previous: bool = False
    minutes: int | None = None
    shares_half_day: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockOutline:
    """A block of topics, mostly closed by a discussion."""

    title: str
    topics: tuple[Line, ...]
    discussions: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """Everything a class is taught, in its order; an empty title means that there is no such ceremony."""

    blocks: tuple[BlockOutline, ...]
    opening: str = ""
    closing: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """One line of an outline, of a kind, in the block of a place (from 0) or in none."""

    kind: ItemKind
    line: Line
    block: int | None


def in_order(outline: Outline) -> Iterator[Placed]:
    """Everything an outline says, in the order of the programme."""
    if outline.opening:
        yield Placed(ItemKind.OPENING, Line(title=outline.opening, lecturers=()), None)
    for place, block in enumerate(outline.blocks):
        yield from (Placed(ItemKind.TOPIC, line, place) for line in block.topics)
        yield from (Placed(ItemKind.DISCUSSION, line, place) for line in block.discussions)
    if outline.closing:
        yield Placed(ItemKind.CLOSING, Line(title=outline.closing, lecturers=()), None)
