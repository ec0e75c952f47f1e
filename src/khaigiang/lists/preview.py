"""The preview of a list: rows of values, doubts and repairs as they come, then duplicates and notices."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from khaigiang.lists.codes import NOTICES
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Book, Sheet
from khaigiang.lists.layout.rows import Walk
from khaigiang.lists.people import RowReader
from khaigiang.vietnamese.syllables import sound

MANY_NUMBERS: Final = 12


class Preview:
    """One book read on the day of its list."""

    def __init__(self, book: Book, gazetteer: Gazetteer, on: date) -> None:
        self._book, self._gazetteer, self._on = book, gazetteer, on
        self._seen: dict[tuple[str, ...], tuple[str | None, int]] = {}
        self.duplicates: list[tuple[tuple[str | None, int], tuple[str | None, int]]] = []
        self.notices: list[dict[str, str]] = []

    def rows(self) -> Iterator[dict[str, Any]]:
        """The people of all sheets.

        Raises Refused where no sheet holds any.
        """
        found = False
        for sheet in self._book.sheets:
            count = hidden = 0
            for row, is_hidden in self._rows_of(sheet):
                count += 1
                hidden += is_hidden
                self._compare(row)
                yield row
            found = found or count > 0
            self._tell(sheet, count, hidden)
        if not found:
            raise refused(Reason.EMPTY_FORM)
        for code in self._book.notices:
            self._notice(code, "")

    def end(self) -> dict[str, Any]:
        """What is known once all rows are read."""
        return {"duplicates": self.duplicates, "notices": self.notices}

    def _rows_of(self, sheet: Sheet) -> Iterator[tuple[dict[str, Any], bool]]:
        walk = Walk(sheet, self._on)
        for person in walk.people():
            row = RowReader(walk, person, self._gazetteer, self._on).read(sheet.name)
            yield row, person.line.is_hidden

    def _tell(self, sheet: Sheet, count: int, hidden: int) -> None:
        name = sheet.name or ""
        if not count:
            self._notice("no_table", name)
            return
        if sheet.is_hidden:
            self._notice("hidden_sheet", name)
        if sheet.hidden_columns:
            self._notice(
                "hidden_columns", ", ".join(_letters(place) for place in sorted(sheet.hidden_columns)[:MANY_NUMBERS])
            )
        if hidden:
            self._notice("hidden_rows", str(hidden))

    def _notice(self, code: str, detail: str) -> None:
        self.notices.append({"code": code, "detail": detail, "message": NOTICES[code].format(detail=detail)})

    def _compare(self, row: dict[str, Any]) -> None:
        """Two rows with one identity number, or one name and one birth, are a pair."""
        values = row["values"]
        keys = [("cccd", values["cccd"])] if "cccd" in values else []
        if "full_name" in values and len(values.get("dob", "")) == len("1970-01-01"):
            keys.append((sound(values["full_name"]), values["dob"]))
        place = (row["sheet"], row["row"])
        earlier = {self._seen.setdefault(key, place) for key in keys} - {place}
        self.duplicates.extend((other, place) for other in sorted(earlier, key=str))


def _letters(place: int) -> str:
    name = ""
    while place >= 0:
        place, letter = divmod(place, 26)
        name = chr(ord("A") + letter) + name
        place -= 1
    return name
