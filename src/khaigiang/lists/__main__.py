"""The child process: one request line on standard input, answers as JSON lines on standard output.

The request names a `job` and a `path`. Every answer but the last is the job's own; the last is `{"end": "done"}`, or
`{"end": "refused", "code": …, "details": {…}}`.
"""

import gc
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, Final, TypeAlias

import orjson

from khaigiang.lists.files.opening import open_book
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.gazetteer import Gazetteer
from khaigiang.lists.grid import Line, Refused
from khaigiang.lists.limits import MEMORY, SECONDS, confine
from khaigiang.lists.preview import Preview

Request: TypeAlias = Mapping[str, Any]
Job: TypeAlias = Callable[[Request], Iterator[dict[str, Any]]]


def grid(request: Request) -> Iterator[dict[str, Any]]:
    """The sheets of a file and their lines, as text."""
    book = open_book(Path(request["path"]))
    yield {"kind": book.kind, "notices": list(book.notices)}
    for sheet in book.sheets:
        yield {
            "sheet": sheet.name,
            "is_hidden": sheet.is_hidden,
            "hidden_columns": sorted(sheet.hidden_columns),
            "merged": list(sheet.merged),
        }
        yield from (_line(line) for line in sheet.lines)


def preview(request: Request) -> Iterator[dict[str, Any]]:
    """The people of a list on the day `on`, with the units of the file `gazetteer`; then what holds of the whole list.

    `columns` may say of a sheet's columns what they hold: `{sheet: {letters: fact}}`, with "" for a file without sheets
    and for a column that is not to be read.
    """
    on = date.fromisoformat(request["on"])
    units = json.loads(Path(request["gazetteer"]).read_text(encoding="utf-8"))
    read = Preview(open_book(Path(request["path"])), Gazetteer(units, on), on, request.get("columns"))
    yield from read.rows()
    yield read.end()


# A pipe holds so much; to wake the parent for every few rows takes both of them longer.
AT_ONCE: Final = 65_536
JOBS: Final[Mapping[str, Job]] = {"grid": grid, "preview": preview}


def main() -> None:
    """Do one job, within limits."""
    request = json.loads(sys.stdin.readline())
    job = JOBS[request["job"]]
    with open(sys.stdout.fileno(), "wb", buffering=AT_ONCE, closefd=False) as answers:
        _do(job, request, answers)


def _do(job: Job, request: Request, answers: BinaryIO) -> None:
    # Nothing here makes circles; looking for them would take a tenth of the time.
    gc.disable()
    confine(memory=request.get("memory", MEMORY), seconds=request.get("seconds", SECONDS))
    try:
        for answer in job(request):
            _write(answers, answer)
        _write(answers, {"end": "done"})
    except Refused as refusal:
        _write(answers, {"end": "refused", "code": refusal.code, "details": refusal.details})
    except MemoryError:
        _write(answers, {"end": "refused", "code": Reason.TOO_MUCH_MEMORY, "details": {}})
    # A panic of a reader written in Rust is no Exception.
    except BaseException:  # noqa: BLE001  # whatever broke down, the sender reads a sentence
        _write(answers, {"end": "refused", "code": Reason.CRASHED, "details": {}})


def _line(line: Line) -> dict[str, Any]:
    values = [None if cell is None or cell.value is None else str(cell.value) for cell in line.cells]
    return {"line": line.number, "is_hidden": line.is_hidden, "values": values}


def _write(answers: BinaryIO, answer: Mapping[str, Any]) -> None:
    answers.write(orjson.dumps(answer, option=orjson.OPT_APPEND_NEWLINE))


if __name__ == "__main__":
    main()
