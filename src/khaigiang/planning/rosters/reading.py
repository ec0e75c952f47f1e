"""Office lists read in a child process, with the units of the register; what is said of them, in the user's language."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import Any

from khaigiang.lists.child import read_in_child
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.grid import Refused
from khaigiang.planning.rosters.errors import IsAScan, NotRead
from khaigiang.planning.rosters.words import DOUBTS, NOTICES, REFUSALS
from khaigiang.registry.units.models import Succession, Unit

# What the child tells for staging; the contract of docs/lists.md has no place for it.
BEYOND = frozenset({"raw", "more"})


class Reading:
    """A list read whole and laid down beside memory: its rows one after another, then what holds of all of it."""

    def __init__(self, answers: Iterator[dict[str, Any]], spool: Any) -> None:
        self.count = 0
        self.end: dict[str, Any] = {}
        self._spool = spool
        for answer in answers:
            if "values" in answer:
                spool.write(json.dumps(answer) + "\n")
                self.count += 1
            else:
                self.end = answer

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows as the child told them."""
        self._spool.seek(0)
        return (json.loads(line) for line in self._spool)


@contextmanager
def reading_of(path: Path, *, as_of: date, columns: Mapping[str, Any] | None = None) -> Iterator[Reading]:
    """The list in a file, with columns as a person said them (sheet → {letters: fact}); raises NotRead."""
    with TemporaryFile("w+", encoding="utf-8") as spool:
        try:
            reading = Reading(_answers(path, as_of, columns or {}), spool)
        except Refused as refusal:
            kind = IsAScan if refusal.code == Reason.SCAN else NotRead
            raise kind(reason=refusal_in_words(refusal)) from refusal
        yield reading


def preview_of(path: Path, *, as_of: date) -> dict[str, Any]:
    """The preview of an office list: rows with their values, doubts and repairs, or the reason it was not read."""
    try:
        *rows, end = _answers(path, as_of, {})
    except Refused as refusal:
        return _preview("rejected", refusal_in_words(refusal), [], {"duplicates": [], "notices": []})
    return _preview("ok", "", [_row_in_words(row) for row in rows], end)


def grid_of(path: Path) -> Iterator[dict[str, Any]]:
    """The sheets of a file and their lines as text, whatever they mean; raises NotRead."""
    try:
        yield from read_in_child("grid", {"path": str(path.resolve())})
    except Refused as refusal:
        raise NotRead(reason=refusal_in_words(refusal)) from refusal


def notice_in_words(notice: Mapping[str, str]) -> str:
    """What is to be known of a whole list, in the user's language."""
    return str(NOTICES[notice["code"]]).format(detail=notice["detail"])


def _answers(path: Path, as_of: date, columns: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        gazetteer = Path(folder) / "units.json"
        gazetteer.write_text(json.dumps(unit_rows()), encoding="utf-8")
        request = {
            "path": str(path.resolve()),
            "gazetteer": str(gazetteer),
            "on": as_of.isoformat(),
            "columns": columns,
        }
        yield from read_in_child("preview", request)


def unit_rows() -> list[list[str]]:
    """The facts of all units, as the reader of lists takes them (`khaigiang.lists.gazetteer.UnitFact`)."""
    became: dict[int, list[str]] = defaultdict(list)
    for predecessor, successor in Succession.objects.order_by("-is_default", "pk").values_list(
        "predecessor_id", "successor__name"
    ):
        became[predecessor].append(successor)
    return [
        [
            unit.uid,
            unit.code,
            unit.name,
            unit.short_name,
            unit.kind,
            unit.level,
            unit.parent.uid if unit.parent else "",
            unit.valid_from.isoformat(),
            unit.valid_until.isoformat() if unit.valid_until else "",
            ", ".join(became[unit.pk]),
        ]
        for unit in Unit.objects.select_related("parent").order_by("pk")
    ]


def refusal_in_words(refusal: Refused) -> str:
    """Why a file was not read, in the user's language."""
    return str(REFUSALS[refusal.code]).format(detail=refusal.details.get("detail", ""))


def _preview(status: str, message: str, rows: list[dict[str, Any]], end: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "status": status,
        "message": message,
        "rows": rows,
        "duplicates": end["duplicates"],
        "notices": [notice_in_words(notice) for notice in end["notices"]],
    }


def _row_in_words(row: dict[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if name not in BEYOND}
    return {**told, "flags": [_flag_in_words(**flag) for flag in row["flags"]]}


def _flag_in_words(*, field: str | None, code: str, detail: str, **_: str) -> dict[str, str | None]:
    message = str(DOUBTS[code])
    return {"field": field, "code": code, "message": f"{message} ({detail})" if detail else message}
