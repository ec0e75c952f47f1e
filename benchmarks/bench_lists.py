"""Office lists in the child process: what full checking costs beside the bare reader, and how much memory it takes."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, Final

import xlsxwriter

from benchmarks.frame import Ratio
from khaigiang.lists.tests.nasty.people import invented, units

ON: Final = date(2023, 5, 24)
HEADING: Final = (
    "STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "SĐT", "Chức vụ", "Đơn vị", "Quận/huyện", "Ngày vào Đảng",
    "Trình độ LLCT", "Ghi chú",
)  # fmt: skip
ENOUGH: Final = {"memory": 900_000_000, "seconds": 600}
# A process of its own tells its own peak of memory.
MEASURED: Final = """
import json, resource, subprocess, sys
done = subprocess.run([sys.executable, "-I", "-X", "utf8", "-m", "khaigiang.lists"], stdin=sys.stdin, capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
lines = done.stdout.splitlines()
print(json.dumps({"rows": len(lines) - 2, "end": json.loads(lines[-1])["end"],
                  "seconds": used.ru_utime + used.ru_stime, "mb": used.ru_maxrss / 1024}))
"""
BARE: Final = """
import sys, time
from python_calamine import CalamineWorkbook
began = time.process_time()
cells = sum(len(row) for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows())
print(time.process_time() - began)
"""


def measure_lists() -> list[Ratio]:
    """A list of 579 rows, and 100,000 rows of twelve columns beside python-calamine walking the same file."""
    with tempfile.TemporaryDirectory() as folder:
        small, middle, large = (made(Path(folder) / f"{rows}.xlsx", rows) for rows in (579, 10_000, 100_000))
        told = {path.stem: preview(path) for path in (small, middle)}
        # In turns, and the best of each: a busy machine slows whichever works longer.
        turns = [(preview(large), bare_seconds(large)) for _ in range(3)]
    told[large.stem] = min((one for one, _ in turns), key=lambda one: one["seconds"])
    bare = min(seconds for _, seconds in turns)
    for rows, one in told.items():
        sys.stderr.write(f"  {rows} rows: {one['seconds']:.2f} s of processor, {one['mb']:.0f} MB\n")
        assert (one["rows"], one["end"]) == (int(rows), "done"), one
    return [
        Ratio(what="seconds for a list of 579 rows", beside="10 s", ours=told["579"]["seconds"], yardstick=10, goal=1),
        Ratio(what="memory for a list of 579 rows", beside="300 MB", ours=told["579"]["mb"], yardstick=300, goal=1),
        Ratio(
            what="100,000 rows × 12, checked",
            beside="bare reader",
            ours=told["100000"]["seconds"],
            yardstick=bare,
            goal=3,
        ),
        Ratio(what="memory for 100,000 rows", beside="300 MB", ours=told["100000"]["mb"], yardstick=300, goal=1),
        Ratio(
            what="memory for 100,000 rows",
            beside="10,000 rows",
            ours=told["100000"]["mb"],
            yardstick=told["10000"]["mb"],
        ),
    ]


def made(path: Path, rows: int) -> Path:
    """A workbook of invented people, neatly written."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Danh sách")
    sheet.write_row(0, 0, HEADING)
    for number, row in enumerate(people(rows), 1):
        sheet.write_row(number, 0, [number, *row])
    book.close()
    return path


def people(rows: int) -> Iterator[list[Any]]:
    """Their facts as texts."""
    random = Random(1)  # noqa: S311  # invented people, no secrets
    for _ in range(rows):
        person = invented(random, ON)
        yield [
            person.name,
            "Nam" if person.sex == "M" else "Nữ",
            f"{person.born:%d/%m/%Y}",
            person.cccd,
            person.phone,
            person.post,
            person.unit.name,
            person.district,
            f"{person.admitted:%d/%m/%Y}",
            random.choice(("Sơ cấp", "Trung cấp", "Cao cấp")),
            "Đi học" if random.random() < 0.1 else "",
        ]


def preview(path: Path) -> dict[str, Any]:
    """What the child used to read a list."""
    gazetteer = path.with_suffix(".json")
    gazetteer.write_text(json.dumps(units()), encoding="utf-8")
    request = {"job": "preview", "path": str(path), "gazetteer": str(gazetteer), "on": ON.isoformat(), **ENOUGH}
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], input=json.dumps(request) + "\n", capture_output=True, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def bare_seconds(path: Path) -> float:
    """Seconds of processor that python-calamine takes to walk the cells."""
    done = subprocess.run([sys.executable, "-c", BARE, str(path)], capture_output=True, text=True, check=True)
    return float(done.stdout)
