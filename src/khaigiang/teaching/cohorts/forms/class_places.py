"""Shape of what the office types into the grid of places by committee and class."""

from typing import Any, Final

from khaigiang.ground.web.number_grid import NumberGridForm, count_field
from khaigiang.teaching.cohorts.queries import Cell, ClassPlacesGrid, Places, PlacesColumn, PlacesRow, retyped

MOST_PLACES: Final = 10_000


class ClassPlacesForm(NumberGridForm):
    """So many places for every committee in every class that takes people; a row left empty is placed directly."""

    def __init__(self, *args: Any, grid: ClassPlacesGrid, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        for row in grid.rows:
            for column, cell in zip(grid.columns, row.cells, strict=True):
                if not column.is_settled:
                    self.fields[_name(row, column)] = count_field(cell, MOST_PLACES)

    def typed(self) -> ClassPlacesGrid:
        """The grid with what stands in the fields, as far as it can be read."""
        if not self.is_bound:
            return self.grid
        return retyped(self.grid, {row.committee_id: self._typed(row) for row in self.grid.rows})

    def lines(self) -> list[dict[str, Any]]:
        """Each committee with a field for each class that takes people, the number alone for the others."""
        return [{"row": row, "cells": self._cells(row), "fixed": _fixed(row)} for row in self.typed().rows]

    def places(self) -> Places:
        """What was typed, by committee and class, of every committee for which anything was."""
        found: Places = {}
        for row in self.grid.rows:
            cells = {column.class_id: self.cleaned_data[_name(row, column)] for column in self.grid.open_columns}
            if any(count is not None for count in cells.values()):
                found[row.committee_id] = {class_id: count or 0 for class_id, count in cells.items()}
        return found

    def _typed(self, row: PlacesRow) -> list[Cell]:
        names = [_name(row, column) for column in self.grid.open_columns]
        is_empty = not any(self.text(name) for name in names)
        return [None if is_empty else self.number(name) for name in names]

    def _cells(self, row: PlacesRow) -> list[dict[str, Any]]:
        return [
            {"people": cell or 0}
            if column.is_settled
            else {"field": self.shown(_name(row, column), f"{row.committee}, {column.name}"), "named": named}
            for column, cell, named in zip(self.grid.columns, row.cells, row.named, strict=True)
        ]


def _name(row: PlacesRow, column: PlacesColumn) -> str:
    return f"class-{row.committee_id}-{column.class_id}"


def _fixed(row: PlacesRow) -> int:
    return sum(cell or 0 for cell, is_open in zip(row.cells, row.open_cells, strict=True) if not is_open)
