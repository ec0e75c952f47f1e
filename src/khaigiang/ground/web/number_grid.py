"""Grids of whole numbers: hundreds of cells on one page, added up while they are typed."""

from typing import Any, Final

from django import forms

LONGEST_NUMBER: Final = 6


class NumberGridForm(forms.Form):
    """A form whose fields are cells of a grid; `web/number_cell.html` shows one.

    `table[data-sums]` adds up in the browser: a row to its first cell or its `data-goal`, a column to what lies between
    its `data-least` and `data-most`.
    """

    def shown(self, name: str, label: str) -> dict[str, Any]:
        """A field as the page shows it; hundreds stand on one page, so they are not drawn one by one by a widget."""
        typed = self.data.get(self.add_prefix(name), "") if self.is_bound else self.fields[name].initial
        return {"name": self.add_prefix(name), "text": typed, "label": label, "errors": self.errors.get(name)}

    def text(self, name: str) -> str:
        """What stands in a cell, without the spaces around it."""
        return str(self.data.get(self.add_prefix(name), "")).strip()

    def number(self, name: str) -> int:
        """The number that stands in a cell, 0 where none can be read."""
        text = self.text(name)
        return int(text) if text.isdecimal() and len(text) <= LONGEST_NUMBER else 0


def count_field(initial: int | None, most: int, *, required: bool = False) -> forms.IntegerField:
    """A cell of a grid: a whole number from 0."""
    return forms.IntegerField(initial=initial, min_value=0, max_value=most, required=required)
