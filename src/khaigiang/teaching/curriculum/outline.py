"""The outline of a programme as an office types it: blocks, their topics and discussions."""

from dataclasses import dataclass

from khaigiang.teaching.lecturers.models import Lecturer


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One topic or discussion; `lecturers` None keeps those who may teach the item of the same title now."""

    title: str
    lecturers: tuple[Lecturer, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Demands:
    """What a timetable keeps of an item: equipment of its hall, the first day (from 1) it may have, the day it shares."""

    needs: tuple[str, ...] = ()
    not_before_day: int = 1
    with_previous: bool = False


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
