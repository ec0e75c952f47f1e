"""Office lists read in a child process, with the units of the register; what is said of them, in the user's language."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from khaigiang.lists.child import read_in_child
from khaigiang.lists.grid import Refused
from khaigiang.planning.rosters.words import DOUBTS, NOTICES, REFUSALS
from khaigiang.registry.units.models import Succession, Unit


def preview_of(path: Path, *, as_of: date) -> dict[str, Any]:
    """The preview of an office list: rows with their values, doubts and repairs, or the reason it was not read."""
    with TemporaryDirectory() as folder:
        gazetteer = Path(folder) / "units.json"
        gazetteer.write_text(json.dumps(unit_rows()), encoding="utf-8")
        request = {"path": str(path.resolve()), "gazetteer": str(gazetteer), "on": as_of.isoformat()}
        try:
            *rows, end = read_in_child("preview", request)
        except Refused as refusal:
            return _preview("rejected", refusal_in_words(refusal), [], {"duplicates": [], "notices": []})
    return _preview("ok", "", [_row_in_words(row) for row in rows], end)


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
    notices = [str(NOTICES[notice["code"]]).format(detail=notice["detail"]) for notice in end["notices"]]
    return {
        "status": status,
        "message": message,
        "rows": rows,
        "duplicates": end["duplicates"],
        "notices": notices,
    }


def _row_in_words(row: dict[str, Any]) -> dict[str, Any]:
    contract = {key: value for key, value in row.items() if key not in {"raw", "more"}}
    return {**contract, "flags": [_flag_in_words(**flag) for flag in row["flags"]]}


def _flag_in_words(*, field: str | None, code: str, detail: str, **_: str) -> dict[str, str | None]:
    message = str(DOUBTS[code])
    return {"field": field, "code": code, "message": f"{message} ({detail})" if detail else message}
