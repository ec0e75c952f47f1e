"""The cells of one column, each text read once: what is told again, as most facts of a list are, is known already."""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

from khaigiang.lists.grid import Cell, Held, letters
from khaigiang.lists.values.numbers import as_digits
from khaigiang.lists.values.reading import ERRORS, NOTHING, Reading, is_dash, is_ditto, says_none
from khaigiang.vietnamese.encodings import Decoded, has_lost_letters, is_plain

Read: TypeAlias = Callable[[object, str], Reading]
# Whether a text is in Unicode and its own value, with nothing to be said of it: asked before it is read.
IsSure: TypeAlias = Callable[[str], object]

# So many different cells of a column are kept; a list of 100,000 rows takes no more memory than one of 30,000.
REMEMBERED: Final = 24_000
# Hardly anything in these is told twice.
DISTINCT: Final = frozenset({"ordinal", "full_name", "cccd", "phone"})
# A stroke of "as above" stands for the cell over it in these.
DITTO: Final = frozenset(
    {"unit", "district", "body", "position", "both", "gender", "ethnicity", "theory", "qualification"}
)
# A text that begins with one of these may be a stroke, a sign for "as above", or an error of the spreadsheet.
SIGNS: Final = frozenset("-_./\\\"'(#?=+")
# Words for "none" are an answer where there may be none.
MAY_BE_NONE: Final = frozenset(
    {"phone", "cccd", "party", "party_official", "party_probation", "party_both", "theory", "note", "position"}
)


class Told(NamedTuple):
    """One cell read: its text in Unicode, its value, codes of doubts, repairs with the text they began from."""

    text: str
    value: str | None
    flags: tuple[str, ...]
    repairs: tuple[tuple[str, str], ...]
    beside: tuple[tuple[str, str], ...]
    raw: list[list[str]]  # letters of the column and the text as it stood
    is_ditto: bool = False
    is_typed: bool = False  # a number of the file, which keeps no zeros in front
    is_plain: bool = False  # a value, and nothing to be said of it


class Column:
    """One column under its heading."""

    def __init__(
        self, place: int, fact: str, decode: Callable[[Cell], Decoded], read: Read, is_sure: IsSure | None = None
    ) -> None:
        self.place, self.fact, self._is_sure = place, fact, is_sure
        self._letters = letters(place)
        self._decode, self._read = decode, read
        self.may_repeat, self._may_be_none = fact in DITTO, fact in MAY_BE_NONE
        self.known: dict[Held, Told] = {}  # stays empty where hardly anything is told twice

    def learn(self, cell: Held) -> Told:
        """A cell read for the first time."""
        value, font, _ = (cell, "", False) if isinstance(cell, str) else cell
        if self._is_sure and isinstance(value, str) and not font and self._is_sure(value):
            return _plain(value, value, self._letters)
        if self.fact == "ordinal" and isinstance(value, int):
            return _plain(str(value), None, self._letters)
        if isinstance(value, str) and not font and is_plain(value) and value[0] not in SIGNS:
            found = self._unicode(value)
        else:
            found = self._told(Cell(cell) if isinstance(cell, str) else cell)
        # True equals 1, and is another cell.
        if self.fact not in DISTINCT and not isinstance(value, bool):
            if len(self.known) >= REMEMBERED:
                self.known.clear()
            self.known[cell] = found
        return found

    def _unicode(self, text: str) -> Told:
        """A text that needs no decoding."""
        raw = [[self._letters, text]]
        if self._may_be_none and says_none(text):
            return Told("", None, (), (), (), raw)
        if self.may_repeat and is_ditto(text):
            return Told(text, None, (), (), (), raw, is_ditto=True)
        value, flags, repairs, beside = self._read(text, text)
        if value is not None and not (flags or repairs or beside):
            return _plain(text, value, self._letters)
        return Told(text, value, flags, tuple([(rule, text) for rule in repairs]), beside, raw)

    def _told(self, cell: Cell) -> Told:
        decoded = self._decode(cell)
        raw = [[self._letters, _as_it_stood(cell)]]
        text = decoded.text
        if cell.is_uncomputed or text in ERRORS:
            return Told("" if cell.is_uncomputed else text, None, ("not_computed",), (), (), raw)
        if is_dash(text) or (self._may_be_none and says_none(text)):
            return Told("", None, (), (), (), raw)
        if self.may_repeat and is_ditto(text):
            return Told(text, None, (), (), (), raw, is_ditto=True)
        reading = self._read(cell.value, text) if text else NOTHING
        is_doubtful = decoded.is_doubtful or has_lost_letters(text)
        flags = ("text_encoding", *reading.flags) if is_doubtful else reading.flags
        repairs = tuple((rule, text) for rule in reading.repairs)
        if decoded.encoding and not is_doubtful:
            repairs = ((f"decoded_{decoded.encoding}", str(cell.value)), *repairs)
        is_typed = isinstance(cell.value, int | float)
        is_plain = reading.value is not None and not (flags or repairs or reading.beside)
        return Told(text, reading.value, flags, repairs, reading.beside, raw, is_typed=is_typed, is_plain=is_plain)


def _plain(text: str, value: str | None, column: str) -> Told:
    """A cell of which nothing is to be said; as most are such, it is made without names."""
    return tuple.__new__(Told, (text, value, (), (), (), [[column, text]], False, False, True))


def _as_it_stood(cell: Cell) -> str:
    if isinstance(cell.value, str):
        return cell.value
    return "" if cell.value is None else as_digits(cell.value)
