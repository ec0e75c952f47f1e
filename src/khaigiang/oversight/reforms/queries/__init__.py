"""Reading reforms."""

from khaigiang.oversight.reforms.queries.lists import LineRow, MoveRow, ReformRow, line_rows, move_rows, reform_rows
from khaigiang.oversight.reforms.queries.preview import Preview, WaitingRow, preview

__all__ = [
    "LineRow", "MoveRow", "Preview", "ReformRow", "WaitingRow", "line_rows", "move_rows", "preview", "reform_rows",
]  # fmt: skip
