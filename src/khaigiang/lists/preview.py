"""The preview of a list: rows of values, doubts and repairs as they come, then duplicates and notices."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from khaigiang.lists.codes import NOTICES
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Book, Sheet, letters, place_of
from khaigiang.lists.layout.rows import Walk
from khaigiang.lists.people import RowReader
from khaigiang.vietnamese.syllables import sound

MANY_NUMBERS: Final = 12


class Preview:
    """One book read on the day of its list.

    `said` is what a person said of columns: by sheet ("" without a name) and letters the fact, or "" for none.
    """

    def __init__(
        self, book: Book, gazetteer: Gazetteer, on: date, said: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._book, self._gazetteer, self._on, self._said = book, gazetteer, on, said or {}
        self._seen: dict[tuple[str, ...], tuple[str | None, int]] = {}
        self.duplicates: list[tuple[tuple[str | None, int], tuple[str | None, int]]] = []
        self.notices: list[dict[str, str]] = []
        self.columns: list[dict[str, Any]] = []

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
        return {"duplicates": self.duplicates, "notices": self.notices, "columns": self.columns}

    def _rows_of(self, sheet: Sheet) -> Iterator[tuple[dict[str, Any], bool]]:
        said = {place_of(name): fact for name, fact in self._said.get(sheet.name or "", {}).items()}
        walk = Walk(sheet, self._on, said)
        for person in walk.people():
            row = RowReader(walk, person, self._gazetteer, self._on).read(sheet.name)
            yield row, person.line.is_hidden
        self.columns.append(_columns(sheet, walk))

    def _tell(self, sheet: Sheet, count: int, hidden: int) -> None:
        name = sheet.name or ""
        if not count:
            self._notice("no_table", name)
            return
        if sheet.is_hidden:
            self._notice("hidden_sheet", name)
        if sheet.hidden_columns:
            self._notice(
                "hidden_columns", ", ".join(letters(place) for place in sorted(sheet.hidden_columns)[:MANY_NUMBERS])
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


def _columns(sheet: Sheet, walk: Walk) -> dict[str, Any]:
    """How a sheet's columns were understood, in a person's words: letters and headings."""
    return {
        "sheet": sheet.name,
        "heading_rows": walk.heading_rows,
        "columns": {fact: [letters(place) for place in places] for fact, places in walk.columns.of.items()},
        "headings": {letters(place): heading for place, heading in walk.columns.headings.items()},
    }
