"""What a correction workbook that came back changes, read by the rules of every list, and what of it is not understood."""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.utils.translation import gettext as _

from khaigiang.planning.rosters.errors import NotRead
from khaigiang.planning.rosters.models import Roster, RosterDoubt, RosterRow
from khaigiang.planning.rosters.queries.came_back import Pair, as_compared, came_back
from khaigiang.planning.rosters.queries.correction import (
    WHOLE_ROW,
    candidate_labels,
    headings,
    labels_of,
    open_doubts_by_row,
    sheet_columns,
)
from khaigiang.planning.rosters.reading import reading_of
from khaigiang.planning.rosters.rules.answers import NEVER_EMPTY, choices_for, takes_value
from khaigiang.planning.rosters.rules.workbooks import OwnColumn, by_field, free_letters, lines_for_reading
from khaigiang.planning.rosters.states import Choice
from khaigiang.planning.rosters.words import DOUBTS, FIELDS, OF_MATCHING
from khaigiang.registry.officials.models import Post
from khaigiang.registry.units.models import Unit
from khaigiang.vietnamese.names import fold

# What stands above the first row in the text that is read: the separator, the headings, an empty line.
ABOVE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that came back: for a field its new value, for a question its answer."""

    row: int
    place: str
    name: str
    label: str
    old: str
    new: str
    field: str
    code: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What came back and is not understood, or cannot be taken in."""

    row: int
    place: str
    name: str
    label: str
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A row of the list that did not come back."""

    row: int
    place: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """All that a workbook says."""

    changes: tuple[Change, ...]
    unread: tuple[Unread, ...]
    missing: tuple[Missing, ...]
    keyless: tuple[int, ...]

    @property
    def digest(self) -> str:
        """A fingerprint of the changes: what is taken in is what was looked at."""
        return hashlib.sha256(repr(self.changes).encode()).hexdigest()


def returned(roster: Roster, path: Path, labels: Mapping[str, str]) -> Returned:
    """Read what came back; `labels` names the units of the day by their uid.

    Raises what `came_back` raises.
    """
    came = came_back(roster, path)
    reader = _Reader(roster, labels)
    reader.read(came.pairs)
    return Returned(
        changes=tuple(reader.changes),
        unread=tuple(reader.unread),
        missing=tuple(Missing(row=row.pk, place=place_in_words(row), name=_name(row)) for row in came.missing),
        keyless=came.keyless,
    )


def place_in_words(row: RosterRow) -> str:
    """Where a row stands in the list of its sender."""
    return f"{row.sheet} · {row.number}" if row.sheet else str(row.number)


class _Reader:
    """The changes of many rows, with one reading of each sheet."""

    def __init__(self, roster: Roster, labels: Mapping[str, str]) -> None:
        self.changes: list[Change] = []
        self.unread: list[Unread] = []
        self._roster = roster
        self._uid_of = {as_compared(label): uid for uid, label in labels.items()}
        self._doubts = open_doubts_by_row(roster)
        self._headings = headings()
        self._columns = sheet_columns(roster)
        self._whole = labels_of(WHOLE_ROW)
        people = candidate_labels(roster, (one for doubts in self._doubts.values() for one in doubts))
        self._people = {as_compared(label): str(key) for key, label in people.items()}
        self._known = _doubts_known(roster)
        self._values = _Values(roster)

    def read(self, pairs: Iterable[Pair]) -> None:
        """Every row: its cells, its answers, then what is said of all of it."""
        by_sheet: dict[str, list[Pair]] = defaultdict(list)
        for pair in pairs:
            by_sheet[pair.row.sheet].append(pair)
        for sheet, here in by_sheet.items():
            told = self._told(sheet, [pair for pair in here if pair.changed or self._added(pair)])
            for pair in here:
                touched = self._cells(pair, told[pair.row.pk]) if pair.row.pk in told else set[str]()
                touched |= self._answers(pair)
                self._whole_row(pair, touched)

    def _told(self, sheet: str, pairs: Sequence[Pair]) -> dict[int, Mapping[str, Any]]:
        """What the reader of lists says of the rows as they stand now; nothing of a row in which it sees no person."""
        if not pairs:
            return {}
        lines, said = lines_for_reading(self._columns[sheet], [self._texts(pair) for pair in pairs])
        with NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
            file.write("sep=;\n")
            csv.writer(file, delimiter=";", lineterminator="\n").writerows(lines)
            file.flush()
            found = {row["row"]: row for row in _rows_told(Path(file.name), self._roster, said)}
        return {pair.row.pk: found.get(number, {}) for number, pair in enumerate(pairs, ABOVE + 1)}

    def _added(self, pair: Pair) -> dict[str, str]:
        """What stands in the columns that the sender's list did not have, by field."""
        texts = {field: pair.line.texts.get(as_compared(named), "") for field, named in self._headings.added.items()}
        return {field: text for field, text in texts.items() if text}

    def _texts(self, pair: Pair) -> dict[str, str]:
        """A row as it stands now, by letters; the district of a group stands beside its units as before."""
        columns = self._columns[pair.row.sheet]
        free = free_letters(columns)
        texts = dict(pair.sent) | dict(pair.own)
        if "district" in free and "unit" not in by_field(pair.changed, columns):
            texts[free["district"]] = pair.row.values.get("district", "")
        return texts | {free[field]: text for field, text in self._added(pair).items() if field in free}

    def _cells(self, pair: Pair, told: Mapping[str, Any]) -> set[str]:
        """The fields whose cells changed."""
        columns = self._columns[pair.row.sheet]
        now = by_field(dict(pair.sent) | dict(pair.own), columns) | {f: [t] for f, t in self._added(pair).items()}
        touched = {field for column in columns if column.letters in pair.changed for field in column.fields}
        touched |= set(self._added(pair))
        if "district" in touched:
            touched.add("unit")
        self._unknown_columns(pair, columns)
        doubt = self._new_doubt(pair, told, touched)
        for field in sorted(touched):
            self._field(pair, field, " ".join(now.get(field, ())), told, doubt)
        return touched

    def _field(self, pair: Pair, field: str, text: str, told: Mapping[str, Any], doubt: str) -> None:
        own_doubt = next((_sentence(flag) for flag in told.get("flags", ()) if flag["field"] == field), "")
        uid = self._uid_of.get(text) if field == "unit" else None
        value = uid or self._values.of(field, told, pair.row)
        if text and not told:
            self._not_read(pair, field, text, _("No person can be read from the row any more."))
        elif uid:
            self._change(pair, field, text, uid)
        elif own_doubt or (doubt and text):
            self._not_read(pair, field, text, own_doubt or doubt)
        elif value:
            self._change(pair, field, text, value)
        elif text:
            self._not_read(
                pair, field, text, str(OF_MATCHING["post_unknown"]) if field == "position" else _("It cannot be read.")
            )
        elif field in NEVER_EMPTY:
            self._not_read(pair, field, text, _("It may not be empty."))
        elif field in pair.row.values:
            self._change(pair, field, text, Choice.EMPTY)

    def _new_doubt(self, pair: Pair, told: Mapping[str, Any], touched: set[str]) -> str:
        """A doubt that the changes raise about something else of the row: then none of them is taken in unseen."""
        known = self._known[pair.row.pk]
        raised = (
            flag
            for flag in told.get("flags", ())
            if flag["field"] not in touched and (flag["field"] or "", flag["code"]) not in known
        )
        return next((f"{FIELDS.get(flag['field'], '')}: {_sentence(flag)}" for flag in raised), "")

    def _unknown_columns(self, pair: Pair, columns: Iterable[OwnColumn]) -> None:
        for column in columns:
            if column.letters in pair.changed and not column.fields:
                why = _("Nothing is taken over from this column.")
                self._say(pair, column.heading, pair.changed[column.letters], why)

    def _answers(self, pair: Pair) -> set[str]:
        """Answers to questions, and the fields they are about."""
        answered = set[str]()
        for heading, (field, code) in self._headings.asked.items():
            text = pair.line.texts.get(as_compared(heading), "")
            if not text:
                continue
            asked = any((doubt.field, doubt.code) == (field, code) for doubt in self._doubts[pair.row.pk])
            choices = labels_of(choices_for(field, code, has_value=False))
            answer = choices.get(text) or (self._people.get(text) if code == "person_unsure" else None)
            if not asked:
                self._say(pair, heading, text, _("It is no longer asked."))
            elif not answer:
                self._say(pair, heading, text, _("It is none of the answers of the cell's list."))
            else:
                self._change(pair, field, text, answer, code=code, label=heading)
                answered.add(field)
        return answered

    def _whole_row(self, pair: Pair, touched: set[str]) -> None:
        text = pair.line.texts.get(as_compared(self._headings.whole), "")
        if not text:
            return
        answer = self._whole.get(text)
        open_doubts = [doubt for doubt in self._doubts[pair.row.pk] if doubt.field not in touched or not doubt.field]
        if answer is None:
            self._say(pair, self._headings.whole, text, _("It is none of the answers of the cell's list."))
            return
        taken = [doubt for doubt in open_doubts if answer in _choices_of(doubt, pair.row)]
        for doubt in taken[: 1 if answer == Choice.LEAVE_OUT else None]:
            label = str(FIELDS.get(doubt.field, "")) or self._headings.whole
            self._change(pair, doubt.field, text, answer, code=doubt.code, label=label)
        if not taken:
            self._say(pair, self._headings.whole, text, _("Nothing that is still asked can be answered by it."))

    def _change(self, pair: Pair, field: str, text: str, answer: str, *, code: str = "", label: str = "") -> None:
        waits = [doubt for doubt in self._doubts[pair.row.pk] if doubt.field == field and not code]
        if not waits and not code and answer == _value_now(pair.row, field):
            return
        old = " | ".join(cell[1] for cell in pair.row.raw.get(field, ())) if not code else ""
        self.changes.append(
            Change(
                row=pair.row.pk,
                place=place_in_words(pair.row),
                name=_name(pair.row),
                label=label or str(FIELDS[field]),
                old=old,
                new=text,
                field=field,
                code=code or _settled_by(waits, answer, pair.row),
                answer=answer,
            )
        )

    def _not_read(self, pair: Pair, field: str, text: str, why: str) -> None:
        self._say(pair, str(FIELDS[field]), text, why)

    def _say(self, pair: Pair, label: str, text: str, why: str) -> None:
        row = pair.row
        self.unread.append(
            Unread(row=row.pk, place=place_in_words(row), name=_name(row), label=label, text=text, why=why)
        )


class _Values:
    """What the reader understood, as answers to doubts are given."""

    def __init__(self, roster: Roster) -> None:
        self._units = {(unit.code, unit.name): unit for unit in Unit.objects.on(roster.holds_on)}
        self._posts: dict[tuple[str, str], str] = {}
        for pk, title, short, level in Post.objects.order_by("pk").values_list(
            "pk", "title", "short_title", "unit_level"
        ):
            self._posts[fold(short), level] = self._posts[fold(title), level] = str(pk)

    def of(self, field: str, told: Mapping[str, Any], row: RosterRow) -> str:
        """The value of a field; nothing where it is not known."""
        values = {**told.get("values", {}), **told.get("more", {})}
        if field == "unit":
            unit = self._unit(values)
            return unit.uid if unit else ""
        if field == "position":
            unit = self._unit(values) or row.unit
            return self._posts.get((fold(values.get("position", "")), unit.level), "") if unit else ""
        value = values.get(field, "")
        return value if isinstance(value, str) else ""

    def _unit(self, values: Mapping[str, str]) -> Unit | None:
        return self._units.get((values.get("unit_code", ""), values.get("unit", "")))


def _rows_told(path: Path, roster: Roster, said: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    try:
        with reading_of(path, as_of=roster.holds_on, columns={"": said}) as reading:
            yield from reading.rows()
    except NotRead:
        # Not one of the changed rows is a person's any more: each is told as not understood.
        return


def _doubts_known(roster: Roster) -> dict[int, set[tuple[str, str]]]:
    """Every doubt of each row, answered or not: what was asked before is not raised by a change."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for row, field, code in RosterDoubt.objects.filter(row__roster=roster).values_list("row_id", "field", "code"):
        found[row].add((field, code))
    return found


def _choices_of(doubt: RosterDoubt, row: RosterRow) -> tuple[Choice, ...]:
    return choices_for(doubt.field, doubt.code, has_value=bool(row.values.get(doubt.field)))


def _settled_by(waits: Sequence[RosterDoubt], answer: str, row: RosterRow) -> str:
    """The doubt that an answer settles; nothing where it corrects what nobody doubted."""
    if answer not in set(Choice.values):
        return next((doubt.code for doubt in waits if takes_value(doubt.field, doubt.code)), "")
    return next((doubt.code for doubt in waits if answer in _choices_of(doubt, row)), "")


def _value_now(row: RosterRow, field: str) -> str:
    """What the list is taken to say, as answers to doubts are given."""
    if field == "unit":
        return row.unit.uid if row.unit else ""
    return str(row.post_id or "") if field == "position" else str(row.values.get(field, ""))


def _sentence(flag: Mapping[str, str]) -> str:
    said = str(DOUBTS[flag["code"]])
    return f"{said} ({flag['detail']})" if flag["detail"] else said


def _name(row: RosterRow) -> str:
    return str(row.values.get("full_name", ""))
