"""The rows of a correction workbook that came back, each known by its key; whatever was sorted, moved or deleted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khaigiang.papers.plain import clean_text
from khaigiang.planning.rosters.errors import KeyNotOurs, KeyTwice, NotACorrection, OfAnotherList, RowsMixedUp
from khaigiang.planning.rosters.keys import Place, is_of, places_by_key
from khaigiang.planning.rosters.models import Roster, RosterRow
from khaigiang.planning.rosters.queries.correction import headings, sheet_columns
from khaigiang.planning.rosters.reading import grid_of
from khaigiang.planning.rosters.rules.workbooks import OwnColumn, text_in
from khaigiang.vietnamese.names import tidy


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it came: where it stands now, its key, its texts by heading."""

    number: int
    key: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A row of the list with what came back for it: its own columns by letters, everything else by heading."""

    row: RosterRow
    line: Line
    sent: Mapping[str, str]
    own: Mapping[str, str]

    @property
    def changed(self) -> dict[str, str]:
        """The sender's own cells that hold something else than was sent, by letters."""
        return {letters: text for letters, text in self.own.items() if text != self.sent[letters]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CameBack:
    """All of a workbook: rows with their keys, rows of the list that are missing, rows without a key."""

    pairs: tuple[Pair, ...]
    missing: tuple[RosterRow, ...]
    keyless: tuple[int, ...]


def came_back(roster: Roster, path: Path) -> CameBack:
    """Lay a workbook beside its list.

    Raises NotRead, NotACorrection, OfAnotherList, KeyNotOurs, KeyTwice or RowsMixedUp.
    """
    lines = list(_lines(path))
    with_key = [line for line in lines if line.key]
    rows = {(row.sheet, row.number): row for row in roster.rows.select_related("unit").order_by("pk")}
    found = _by_place(roster, with_key, rows)
    columns = sheet_columns(roster)
    sent = {place: _sent(row, columns[row.sheet]) for place, row in rows.items()}
    pairs = tuple(
        Pair(row=rows[place], line=line, sent=sent[place], own=_own(line, columns[place[0]]))
        for place, line in found.items()
    )
    _require_whole_rows(pairs, sent)
    return CameBack(
        pairs=pairs,
        missing=tuple(row for place, row in rows.items() if place not in found and not row.is_left_out),
        keyless=tuple(line.number for line in lines if not line.key),
    )


def as_compared(text: str) -> str:
    """A text as it survives being written to a workbook and saved by a stranger's program."""
    return tidy(clean_text(text))


def _lines(path: Path) -> Iterator[Line]:
    """Rows beneath the heading of keys, of all sheets that have one."""
    key_heading, found = headings().key, False
    head: list[str] = []
    for answer in grid_of(path):
        if "sheet" in answer:
            head = []
        if "values" not in answer:
            continue
        texts = [as_compared(text or "") for text in answer["values"]]
        if key_heading in texts:
            head, found = texts, True
        elif head and any(texts):
            yield _line(answer, head, texts, key_heading)
    if not found:
        raise NotACorrection(heading=key_heading)


def _line(answer: Mapping[str, Any], head: Sequence[str], texts: Sequence[str], key_heading: str) -> Line:
    told = {heading: text for heading, text in zip(head, texts, strict=False) if heading}
    missing = {heading: "" for heading in head if heading}
    return Line(answer["line"], told.pop(key_heading, ""), missing | told)


def _by_place(roster: Roster, lines: Iterable[Line], places: Iterable[Place]) -> dict[Place, Line]:
    known = places_by_key(roster, places)
    found: dict[Place, Line] = {}
    for line in lines:
        if line.key not in known:
            raise KeyNotOurs(row=line.number) if is_of(roster, line.key) else OfAnotherList
        place = known[line.key]
        if place in found:
            raise KeyTwice(first=found[place].number, second=line.number)
        found[place] = line
    return found


def _sent(row: RosterRow, columns: Iterable[OwnColumn]) -> dict[str, str]:
    other = row.values.get("other", {})
    return {column.letters: as_compared(text_in(column, row.raw, other)) for column in columns}


def _own(line: Line, columns: Iterable[OwnColumn]) -> dict[str, str]:
    """What stands now in the sender's columns; a column that was deleted says nothing."""
    named = {column.letters: as_compared(column.heading) for column in columns}
    return {letters: line.texts[heading] for letters, heading in named.items() if heading in line.texts}


def _require_whole_rows(pairs: Iterable[Pair], sent: Mapping[Place, Mapping[str, str]]) -> None:
    """Refuse a workbook in which a row stands beside the key of another: every cell would be a change."""
    owner = {tuple(sorted(texts.items())): place for place, texts in sent.items() if any(texts.values())}
    moved = {(pair.row.sheet, pair.row.number): pair for pair in pairs if pair.changed}
    for place, pair in moved.items():
        # Who corrects a row into the likeness of another leaves that one as it is.
        belongs = owner.get(tuple(sorted(pair.own.items())), place)
        if belongs != place and belongs in moved:
            raise RowsMixedUp(row=pair.line.number)
