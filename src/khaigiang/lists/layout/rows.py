"""Walks a sheet: headings, groups and footers fall away, what is left are people under their columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Final

from khaigiang.lists.grid import Cell, Line, Sheet
from khaigiang.lists.layout.body import Person, Table, Tall, is_plainly_a_person
from khaigiang.lists.layout.cells import Told
from khaigiang.lists.layout.guess import guessed
from khaigiang.lists.layout.kinds import MARK, Group, group_named, is_footer, is_total, personal_facts
from khaigiang.lists.layout.readers import BIRTHS, DATES, reader_of
from khaigiang.lists.layout.table import Columns, columns_of, is_column_numbers, is_heading, is_second_heading
from khaigiang.lists.layout.words import fact_of
from khaigiang.lists.values.names import looks_like_name
from khaigiang.lists.values.numbers import as_digits
from khaigiang.lists.values.sexes import WORDS, is_mark
from khaigiang.vietnamese import encodings
from khaigiang.vietnamese.encodings import Decoded
from khaigiang.vietnamese.syllables import is_syllable

# Habits are learnt from so many lines; the rest of a long list streams by.
LEARNT_FROM: Final = 2_000
LOOKED_AT: Final = 50
MOST_HEADING_ROWS: Final = 4
NAMES: Final = ("full_name", "family", "given")
NOTHING_SAID: Mapping[int, str] = {}


class Walk:
    """One sheet walked once."""

    def __init__(
        self,
        sheet: Sheet,
        on: date,
        said: Mapping[int, str] = NOTHING_SAID,
        is_unit: Callable[[str], bool] = bool,
    ) -> None:
        """`said` tells what a person said of columns, by their place; `is_unit` whether a text names one."""
        self._sheet, self._on, self._said, self._is_unit = sheet, on, said, is_unit
        lines = iter(sheet.lines)
        self._first = list(islice(lines, LEARNT_FROM))
        self._lines = _Lines(chain(self._first, lines))
        self.habit = encodings.habit_of(
            cell.value for line in self._first for cell in line.cells if cell and isinstance(cell.value, str)
        )
        self.heading_rows: list[int] = []
        self.columns = Columns({}).told(said)
        self.is_guessed = self.is_unknown = False
        self.left_out: list[int] = []
        self._marks_women = False
        self._names_from: int | None = None
        self._table: Table | None = None
        self._groups = Group()
        self._is_over = self._after_blank = False
        self._tall = Tall(sheet.merged)
        if not any(is_heading(self.texts(line)) for line in self._first):
            self._open_without_heading()

    def decoded(self, cell: Cell) -> Decoded:
        """The text of a cell in Unicode."""
        if isinstance(cell.value, str):
            return encodings.decode(cell.value, cell.font, self.habit)
        return Decoded("" if cell.value is None else as_digits(cell.value))

    def texts(self, line: Line) -> tuple[str, ...]:
        """The texts of a line in Unicode."""
        return tuple(self.decoded(cell).text if cell else "" for cell in line.cells)

    def unknown(self) -> list[int]:
        """The columns that hold something and whose fact is not known: a person is to say it."""
        known = {place for places in self.columns.of.values() for place in places}
        heading = max(self.heading_rows, default=0)
        below = [line for line in self._first[: LOOKED_AT + heading] if line.number > heading]
        return sorted({place for line in below for place, cell in enumerate(line.cells) if cell} - known)

    def people(self) -> Iterator[Person]:
        """The rows of people, in their order."""
        before: Line | None = None
        for line in self._lines:
            if person := self._person(line, before):
                yield person
            before = line

    def _person(self, line: Line, before: Line | None) -> Person | None:
        table = self._table
        if table is None:
            told, other, is_plain = dict[str, Told](), list[tuple[str, Told]](), False
        else:
            told, other, is_plain = table.read(self._tall.filled(line, table) if self._tall else line.held)
            if is_plainly_a_person(told):
                self._is_over = self._after_blank = False
                return Person(line.number, line.is_hidden, told, other, self._groups, table, is_plain)
        texts = self.texts(line)
        if not any(texts):
            self._after_blank = True
        elif is_heading(texts):
            self._open(line, texts, before)
        elif table is not None and self._is_person(line, texts, told):
            return Person(line.number, line.is_hidden, told, other, self._groups, table, is_plain)
        return None

    def _is_person(self, line: Line, texts: tuple[str, ...], told: Mapping[str, Told]) -> bool:
        """Whether a row is a person's; groups, sums, footers and titles are noted on the way."""
        if is_column_numbers(texts):
            return False
        filled = [text for text in texts if text]
        personal = personal_facts(told)
        if is_total(filled, personal):
            return False
        has_ordinal = "ordinal" in told and told["ordinal"].text.strip(" .)").isdigit()
        if is_footer(filled) and not has_ordinal and not personal:
            self._is_over = True
            return False
        named = next((told[fact] for fact in NAMES if fact in told and (told[fact].text or told[fact].flags)), None)
        first = next(place for place, text in enumerate(texts) if text)
        if not personal and self._is_group(filled, named, first, has_ordinal=has_ordinal):
            return False
        if self._is_person_with(told, named, personal, has_ordinal=has_ordinal):
            self._is_over = self._after_blank = False
            return True
        if not self._is_over and any(len(text) > 1 and any(char.isalnum() for char in text) for text in filled):
            self.left_out.append(line.number)
        return False

    def _is_person_with(
        self, told: Mapping[str, Told], named: Told | None, personal: int, *, has_ordinal: bool
    ) -> bool:
        table = self._table
        assert table, "rows are read under columns only"
        if named is None:
            beside = sum(1 for fact in ("unit", "position", "party", "both", "district") if fact in told)
            return personal >= 1 and personal + beside >= 2 and not self._is_over
        others = sum(1 for fact, one in told.items() if fact not in NAMES and fact != "ordinal" and one.text)
        if has_ordinal or personal >= 2:
            return True
        is_title = "name_odd" in named.flags and not personal and others < 2
        if self._is_over or (self._after_blank and not personal) or is_title:
            return False
        return others >= 1 or (table.ordinal is None and len(table.plan) - 1 <= 2)

    def _is_group(self, filled: Sequence[str], named: Told | None, first: int, *, has_ordinal: bool) -> bool:
        """A row that names a unit or a part of the list, not a person of whom no more is known than the name."""
        group = group_named(filled)
        if group is None:
            return False
        is_a_name = named is not None and looks_like_name(named.value or "")
        has_ordinals = self._table is not None and self._table.ordinal is not None
        if not group.has_kind and (has_ordinal or (is_a_name and not (has_ordinals and group.has_number))):
            return False
        # What stands alone under a post or a unit goes on with the row above.
        if not group.has_kind and self._names_from is not None and first > self._names_from:
            return False
        self._groups = self._groups.under(1 if group.is_deep else 0, group.text)
        self._is_over = False if group.has_kind else self._is_over
        return True

    def _open(self, line: Line, texts: tuple[str, ...], before: Line | None) -> None:
        """Learn the columns of a heading, with the rows above and beneath it that belong to it."""
        rows, numbers = [texts], [line.number]
        above = self.texts(before) if before and before.number == line.number - 1 else ()
        if any(above) and all(_is_upper(text) for text in above if text) and not is_heading(above):
            rows.insert(0, above)
            numbers.insert(0, line.number - 1)
        deep = max((bottom for top, _, bottom, _ in self._sheet.merged if top == line.number), default=0)
        while len(rows) < MOST_HEADING_ROWS and (beneath := self._lines.next_line()) is not None:
            lower = self.texts(beneath)
            columns = columns_of(rows, [self._merged(number) for number in numbers])
            is_beneath = beneath.number <= deep or is_second_heading(lower, columns)
            if is_column_numbers(lower) or not is_beneath or _is_heading_anew(lower):
                break
            rows.append(lower)
            numbers.append(beneath.number)
            next(self._lines)
        if self._table is None:
            self._groups = Group()
        self._is_over = self._after_blank = False
        columns = columns_of(rows, [self._merged(number) for number in numbers])
        columns = self._with_given_names(columns, numbers[-1]).told(self._said)
        self._take(columns, numbers[-1])
        self.heading_rows += numbers

    def _open_without_heading(self) -> None:
        """The columns a person told, or those that the contents leave no doubt about."""
        if self._said:
            self._take(Columns({}).told(self._said), 0)
            return
        columns, start = guessed([self.texts(line) for line in self._first], self._is_unit)
        if columns:
            self.is_guessed = True
            self._take(columns, 0)
            self._lines = _Lines(islice(self._lines, start, None))
        self.is_unknown = start >= 0 and not columns

    def _take(self, columns: Columns, heading: int) -> None:
        below = [line.cells for line in self._first if line.number > heading]
        width = max((len(cells) for cells in below[:LEARNT_FROM]), default=0)
        facts = {place: fact for fact, places in columns.of.items() for place in places}
        readers = {
            place: reader_of(
                fact := facts.get(place, "other"),
                columns,
                self._cells_like(fact, place, columns),
                uses_1904=self._sheet.uses_1904,
                year=self._on.year,
            )
            for place in range(max(width, *(place + 1 for place in facts)))
        }
        self._table = Table(columns, self.decoded, readers)
        women = columns.first("female")
        if women is not None and "male" not in columns.of and "gender" not in columns.of:
            marks = [self.decoded(cells[women]).text for cells in below if women < len(cells) and cells[women]]  # type: ignore[arg-type]  # empty cells are left out
            short = [text for text in marks if len(text) <= MARK and (text == "1" or not text.strip("()").isdecimal())]
            self._marks_women = self._marks_women or (bool(short) and all(is_mark(text) for text in short))
            self._table.marks_women_only = self._marks_women
        places = [place for fact in NAMES if (place := columns.first(fact)) is not None]
        self._names_from = min(places, default=None)
        if not self.heading_rows:
            self.columns = columns

    def _cells_like(self, fact: str, place: int, columns: Columns) -> list[Cell | None]:
        """The cells that show how a column is written: those of all columns of births, of the whole sheet."""
        if fact not in DATES:
            return []
        alike = [other for birth in BIRTHS for other in columns.of.get(birth, ())] if fact in BIRTHS else [place]
        return [line.cells[other] for line in self._first for other in alike if other < len(line.cells)]

    def _with_given_names(self, columns: Columns, heading: int) -> Columns:
        """A column without a heading beside that of names, which holds one word each, holds the given names."""
        name = columns.first("full_name")
        if name is None or name + 1 in columns.headings:
            return columns
        beside = [
            (self.decoded(line.cells[name]).text, self.decoded(line.cells[name + 1]).text)  # type: ignore[arg-type]  # both are filled
            for line in self._first
            if line.number > heading and len(line.cells) > name + 1 and line.cells[name] and line.cells[name + 1]
        ]
        if len(beside) < 2 or not all(_may_be_given(given) for _, given in beside):
            return columns
        rest = {fact: places for fact, places in columns.of.items() if fact != "full_name"}
        return Columns({**rest, "family": (name,), "given": (name + 1,)}, columns.figures, columns.headings)

    def _merged(self, row: int) -> dict[int, int]:
        return {
            column: left
            for top, left, bottom, right in self._sheet.merged
            if top == row and right - left < 100
            for column in range(left, right + 1)
        }


class _Lines:
    """Lines that may be looked at one ahead."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._rest = iter(lines)
        self._ahead: list[Line] = []

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self._ahead.pop() if self._ahead else next(self._rest)

    def next_line(self) -> Line | None:
        """The line that comes next, which stays the next."""
        if not self._ahead:
            self._ahead.extend(islice(self._rest, 1))
        return self._ahead[0] if self._ahead else None


def _may_be_given(text: str) -> bool:
    """One word of a name: no mark, no sex, no short form of a post."""
    return text.isalpha() and is_syllable(text) and not is_mark(text) and text.lower() not in WORDS


def _is_upper(text: str) -> bool:
    """A text that may be the upper row of a heading."""
    return fact_of(text) in {
        "dob",
        "party",
        "gender",
        "qualification",
        "full_name",
        "unit",
        "position",
        "both",
        "theory",
    }


def _is_heading_anew(texts: Sequence[str]) -> bool:
    """A heading, not the lower row "Họ và đệm", "Tên" of one."""
    return is_heading(texts) and any(fact_of(text) == "full_name" for text in texts if text)
