"""Lists typed off a scan or a photo: opened empty beside the picture, saved again and again until they are whole."""

import csv
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

from django.db import transaction

from khaigiang.ground.accounts.models import User
from khaigiang.ground.audit import services as audit
from khaigiang.ground.shared.dates import local_day
from khaigiang.planning.rosters.errors import LinesNotUnderstood, LinesWithoutName, NotRead, NotTyped
from khaigiang.planning.rosters.models import Roster
from khaigiang.planning.rosters.own_fields import OwnColumns
from khaigiang.planning.rosters.reading import Reading, reading_of
from khaigiang.planning.rosters.rules.typing import COLUMNS, SAID, Lines, is_same
from khaigiang.planning.rosters.services.locking import locked
from khaigiang.planning.rosters.services.proposing import Proposer
from khaigiang.planning.rosters.services.staging import keep_rows, twins_of
from khaigiang.planning.rosters.words import FIELDS

# What stands above the first line in the text that is read: the separator, the headings, an empty line.
ABOVE: Final = 3
NAMED_AT_MOST: Final = 10


def save_typed(roster: Roster, lines: Lines, *, by: User, at: datetime) -> Roster:
    """Keep what was typed, read by the rules of every list; lines that did not change keep their answers.

    Raises NotTyped, LinesWithoutName, LinesNotUnderstood, NotRead or NoLongerChecked, and then changes nothing.
    """
    if not roster.is_typed:
        raise NotTyped
    nameless = [number for number, line in lines.items() if not line.get("full_name")]
    if nameless:
        raise LinesWithoutName(lines=_some(nameless))
    if not lines:
        return _keep(roster, {}, {}, None, by=by, at=at)
    with _reading(roster, lines) as reading:
        told = {row["row"] - ABOVE: {**row, "row": row["row"] - ABOVE} for row in reading.rows()}
        lost = sorted(set(lines) - set(told))
        if lost:
            raise LinesNotUnderstood(lines=_some(lost))
        return _keep(roster, lines, told, reading, by=by, at=at)


@contextmanager
def _reading(roster: Roster, lines: Lines) -> Iterator[Reading]:
    with NamedTemporaryFile("w", encoding="utf-8", newline="") as file:
        file.write("sep=;\n")
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerows([[*(str(FIELDS[field]) for field in COLUMNS), "STT"], []])
        for number in range(1, max(lines) + 1):
            # Every line is numbered: a name alone would be taken for a signature.
            typed = [lines[number].get(field, "") for field in COLUMNS] + [str(number)] if number in lines else []
            writer.writerow(typed)
        file.flush()
        try:
            with reading_of(Path(file.name), as_of=roster.holds_on, columns={"": SAID}) as reading:
                yield reading
        except NotRead as refusal:
            raise LinesNotUnderstood(lines=_some(sorted(lines))) from refusal


@transaction.atomic
def _keep(
    roster: Roster,
    lines: Lines,
    told: Mapping[int, Mapping[str, Any]],
    reading: Reading | None,
    *,
    by: User,
    at: datetime,
) -> Roster:
    roster = locked(roster)
    kept = {row.number: row for row in roster.rows.all()}
    same = {number for number, row in kept.items() if number in lines and is_same(lines[number], row.raw)}
    roster.rows.exclude(number__in=same).delete()
    end = reading.end if reading else {"columns": [], "notices": [], "duplicates": []}
    roster.columns = end["columns"]
    roster.save(update_fields=["columns"])
    proposer = Proposer(roster, local_day(at))
    own = OwnColumns(roster.columns, roster.explained, proposer.own)
    new = [row for number, row in told.items() if number in lines and number not in same]
    if new:
        keep_rows(roster, new, twins_of(_moved_up(end["duplicates"])), proposer, own)
    after = {"lines": len(lines), "typed": len(new), "gone": len(kept) - len(same)}
    audit.record("save_typed_rows", roster, by=by, at=at, after=after)
    return roster


def _moved_up(pairs: Any) -> list[list[list[Any]]]:
    return [[[sheet, number - ABOVE] for sheet, number in pair] for pair in pairs]


def _some(numbers: list[int]) -> str:
    more = "…" if len(numbers) > NAMED_AT_MOST else ""
    return ", ".join(str(number) for number in numbers[:NAMED_AT_MOST]) + more
