"""The preview of a list: rows of values, doubts and repairs as they come, then duplicates and notices."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import Any, Final

from khaigiang.lists.codes import NOTICES
from khaigiang.lists.files.refusing import Reason, refused
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Book, Sheet, letters, place_of
from khaigiang.lists.layout.rows import Walk
from khaigiang.lists.pairs import Pairs, Place
from khaigiang.lists.people import PeopleReader
from khaigiang.vietnamese.syllables import sound

MANY_NUMBERS: Final = 12


class Preview:
    """One book read on the day of its list.

    `said` is what a person said of columns: by sheet ("" without a name) and letters the fact, or "" for none.
    """

    def __init__(
        self, book: Book, gazetteer: Gazetteer, on: date, said: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self._book, self._on, self._said = book, on, said or {}
        self._reader = PeopleReader(gazetteer, on)
        self._waits = self._is_bare_text = False
        self._pairs = Pairs()
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
            self._tell(sheet, self._walk, count, hidden)
        if not found and not self._waits:
            raise (
                refused(Reason.NOT_A_WORKBOOK, "a text without a table")
                if self._is_bare_text
                else refused(Reason.EMPTY_FORM)
            )
        for code in self._book.notices:
            self._notice(code, "")
        if ended := _some(sorted(self._reader.ended_districts)):
            self._notice("districts_ended", ended)

    @property
    def duplicates(self) -> list[tuple[Place, Place]]:
        """Pairs of rows that tell of one person."""
        return self._pairs.found()

    def end(self) -> dict[str, Any]:
        """What is known once all rows are read."""
        return {"duplicates": self.duplicates, "notices": self.notices, "columns": self.columns}

    def _rows_of(self, sheet: Sheet) -> Iterator[tuple[dict[str, Any], bool]]:
        said = {place_of(name): fact for name, fact in self._said.get(sheet.name or "", {}).items()}
        self._walk = walk = Walk(sheet, self._on, said, self._reader.names_unit)
        for person in walk.people():
            yield self._reader.read(person, sheet.name), person.is_hidden
        self.columns.append(_columns(sheet, walk))

    def _tell(self, sheet: Sheet, walk: Walk, count: int, hidden: int) -> None:
        name = sheet.name or ""
        if walk.is_unknown:
            self._waits = True
            self._notice("columns_unknown", name)
        elif not count:
            self._is_bare_text = self._book.kind == "text" and not walk.heading_rows
            self._notice("no_table", name)
        if count:
            self._tell_of_a_list(sheet, walk, hidden)

    def _tell_of_a_list(self, sheet: Sheet, walk: Walk, hidden: int) -> None:
        name = sheet.name or ""
        said = {
            "columns_guessed": name if walk.is_guessed else None,
            "hidden_sheet": name if sheet.is_hidden else None,
            "hidden_columns": _some(letters(place) for place in sorted(sheet.hidden_columns)) or None,
            "hidden_rows": str(hidden) if hidden else None,
            "left_out": _some(str(row) for row in walk.left_out) or None,
        }
        for code, detail in said.items():
            if detail is not None:
                self._notice(code, detail)

    def _notice(self, code: str, detail: str) -> None:
        self.notices.append({"code": code, "detail": detail, "message": NOTICES[code].format(detail=detail)})

    def _compare(self, row: dict[str, Any]) -> None:
        """Two rows are a pair by one identity number, or by one name and one birth, telephone or unit beside a year."""
        values = row["values"]
        cccd, name, born = values.get("cccd"), values.get("full_name"), values.get("dob", "")
        by_birth: tuple[Any, ...] | None = None
        by_phone: tuple[Any, ...] | None = None
        if name:
            sounds = tuple(map(sound, name.split(" ")))
            if len(born) == len("1970-01-01"):
                by_birth = (sounds, born)
            elif born and "unit_code" in values:
                by_birth = (sounds, born, values["unit_code"])
            if "phone" in values:
                by_phone = (sounds, values["phone"])
        self._pairs.add((row["sheet"], row["row"]), cccd, (cccd, by_birth, by_phone))


def _columns(sheet: Sheet, walk: Walk) -> dict[str, Any]:
    """How a sheet's columns were understood, in a person's words: letters and headings."""
    return {
        "sheet": sheet.name,
        "heading_rows": walk.heading_rows,
        "columns": {fact: [letters(place) for place in places] for fact, places in walk.columns.of.items()},
        "headings": {letters(place): heading for place, heading in walk.columns.headings.items()},
        "unknown": [letters(place) for place in walk.unknown()],
    }


def _some(names: Iterable[str]) -> str:
    """The first of many names."""
    first = list(islice(names, MANY_NUMBERS + 1))
    return ", ".join(first[:MANY_NUMBERS]) + (", …" if len(first) > MANY_NUMBERS else "")
