"""Reading a block of marks copied from a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from khaigiang.ground.shared.cells import Typed
from khaigiang.recognition.assessment.errors import MarksAreLocked
from khaigiang.recognition.assessment.queries.mark_grid import Cell, Grid, GridRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What a pasted block holds: a text for each cell, or the sentences that say why it does not fit."""

    typed: dict[Cell, Typed]
    refusals: tuple[str, ...]


def pasted(block: str, grid: Grid, *, is_open: bool = True) -> Block:
    """Lay a tab-separated block over the grid from its first cell on; another shape does not fit, nor locked marks."""
    lines = [line.split("\t") for line in block.replace("\r\n", "\n").rstrip("\n").split("\n")]
    refusals = tuple(_misfits(lines, grid)) if is_open else (str(MarksAreLocked()),)
    if refusals:
        return Block(typed={}, refusals=refusals)
    typed = {key: value for row, line in zip(grid.rows, lines, strict=True) for key, value in _row(row, line, grid)}
    return Block(typed=typed, refusals=())


def _misfits(lines: Sequence[Sequence[str]], grid: Grid) -> list[str]:
    wanted_lines, wanted_columns = len(grid.rows), len(grid.components)
    found = []
    if len(lines) != wanted_lines:
        found.append(
            _("The block has %(found)s lines, the class %(wanted)s trainees. Copy one line for each, in this order.")
            % {"found": len(lines), "wanted": wanted_lines},
        )
    wrong = [number for number, line in enumerate(lines, start=1) if len(line) != wanted_columns]
    if wrong:
        found.append(
            _("Line %(line)s has %(found)s columns instead of %(wanted)s. Copy the columns of the marks alone.")
            % {"line": wrong[0], "found": len(lines[wrong[0] - 1]), "wanted": wanted_columns},
        )
    return found


def _row(row: GridRow, line: Sequence[str], grid: Grid) -> list[tuple[Cell, Typed]]:
    return [
        ((row.enrolment_id, component.pk), Typed(text=text.strip(), seen=cell.seen))
        for cell, component, text in zip(row.cells, grid.components, line, strict=True)
    ]
