"""Lists of reforms, of the lines of one, and of its people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from khaigiang.oversight.reforms.models import Reform, ReformLine
from khaigiang.oversight.reforms.states import ENDS, MoveState
from khaigiang.registry.units.queries.succession import MOVES_PEOPLE, SURE
from khaigiang.registry.units.rules import KIND_IN_NAMES


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformRow:
    """One reform and how many of its people wait."""

    id: int
    resolution: str
    effective_on: date
    state: str
    lines: int
    waiting: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line: from where to where."""

    old_name: str
    old_parent: str
    new_name: str
    is_new: bool
    extent: str
    clause: str
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRow:
    """One appointment in a unit that ended, and what became of it; `ways` are the units it may go to."""

    id: int
    official_id: int
    full_name: str
    post: str
    old_unit: str
    new_unit: str
    state: str
    why: str
    is_waiting: bool
    ways: tuple[tuple[int, str], ...]


def reform_rows() -> list[ReformRow]:
    """Every reform, the newest first."""
    waiting = Count("moves", filter=Q(moves__state=MoveState.WAITING), distinct=True)
    found = Reform.objects.annotate(lines_count=Count("lines", distinct=True), waiting=waiting)
    return [
        ReformRow(
            id=reform.pk,
            resolution=reform.resolution,
            effective_on=reform.effective_on,
            state=reform.get_state_display(),
            lines=reform.lines_count,
            waiting=reform.waiting,
        )
        for reform in found.order_by("-effective_on", "-pk")
    ]


def line_rows(reform: Reform) -> list[LineRow]:
    """The lines of a reform by the unit that goes."""
    lines = reform.lines.select_related("predecessor__parent", "successor").order_by("predecessor__sort_key", "pk")
    return [
        LineRow(
            old_name=line.predecessor.name,
            old_parent=line.predecessor.parent.name if line.predecessor.parent else "",
            new_name=line.successor.name if line.successor else _new_name(line),
            is_new=line.made_unit or (line.successor is None and line.extent != ENDS),
            extent=line.get_extent_display(),
            clause=line.clause,
            is_sure=line.confidence == SURE,
        )
        for line in lines
    ]


def _new_name(line: ReformLine) -> str:
    return f"{KIND_IN_NAMES[line.new_kind]} {line.new_name}" if line.new_kind else "–"


def move_rows(reform: Reform) -> list[MoveRow]:
    """The people of a reform, those who wait first."""
    ways: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for line in reform.lines.filter(extent__in=MOVES_PEOPLE, successor__isnull=False).select_related("successor"):
        assert line.successor is not None
        ways[line.predecessor_id].append((line.successor.pk, line.successor.name))
    together = ("appointment__official", "appointment__post", "appointment__unit", "new_appointment__unit")
    moves = reform.moves.select_related(*together)
    ordered = moves.order_by("appointment__unit__sort_key", "appointment__official__sort_key", "pk")
    rows = [
        MoveRow(
            id=move.pk,
            official_id=move.appointment.official_id,
            full_name=move.appointment.official.full_name,
            post=move.appointment.post.short_title,
            old_unit=move.appointment.unit.name,
            new_unit=move.new_appointment.unit.name if move.new_appointment else "",
            state=move.get_state_display(),
            why=move.get_why_display() if move.why else "",
            is_waiting=move.state == MoveState.WAITING,
            ways=tuple(ways[move.appointment.unit_id]),
        )
        for move in ordered
    ]
    return sorted(rows, key=lambda row: not row.is_waiting)
