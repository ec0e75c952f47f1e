"""The child gives its answers or its reason, and may use nothing of this machine but one file."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from khaigiang.lists.child import read_in_child
from khaigiang.lists.files.refusing import Reason
from khaigiang.lists.grid import Refused
from khaigiang.lists.tests import makers

ATTEMPTS: Mapping[str, str] = {
    "write a file": "open(sys.argv[1], 'w')",
    "remove a file": "os.remove(sys.argv[1])",
    "start a process": "subprocess.run(['true'])",
    "fork": "os.fork() or os._exit(0)",
    "open a connection": "socket.socket()",
    "ask for a name": "socket.getaddrinfo('localhost', 80)",
    "call the system": "ctypes.CDLL(None)",
}
PROGRAM = "import ctypes, os, socket, subprocess, sys\nfrom khaigiang.lists.limits import confine\n"


def run(program: str, path: Path) -> str:
    """The last line that a program says on either way out."""
    path.write_text("Lan", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM + program, path], capture_output=True, text=True, check=False, timeout=60
    )
    return (done.stdout + done.stderr).strip().splitlines()[-1]


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_confined_process_may_not(tmp_path: Path, attempt: str) -> None:
    told = run(f"confine()\n{ATTEMPTS[attempt]}\nprint('done')", tmp_path / "a")

    assert told.startswith("PermissionError: A reader of lists may not do this: ")


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_a_process_that_is_not_confined_may(tmp_path: Path, attempt: str) -> None:
    assert run(f"{ATTEMPTS[attempt]}\nprint('done')", tmp_path / "a") == "done"


def test_a_confined_process_reads_and_prints(tmp_path: Path) -> None:
    assert run("confine()\nprint(open(sys.argv[1]).read())", tmp_path / "a") == "Lan"


@pytest.mark.parametrize(("megabytes", "told"), [(250, "done"), (350, "MemoryError")])
def test_memory_ends_at_300_megabytes_more(tmp_path: Path, megabytes: int, told: str) -> None:
    assert run(f"confine()\nheld = bytearray({megabytes}_000_000)\nprint('done')", tmp_path / "a") == told


def test_a_list_is_read_in_the_child_as_here(tmp_path: Path) -> None:
    path = makers.xlsx(tmp_path / "a.xlsx", [["Họ và tên", None, "Năm sinh"], ["Lan", None, 1980]])

    assert list(read_in_child("grid", {"path": str(path)})) == [
        {"kind": "xlsx", "notices": []},
        {"sheet": "Danh sách", "is_hidden": False, "hidden_columns": [], "merged": []},
        {"line": 1, "is_hidden": False, "values": ["Họ và tên", None, "Năm sinh"]},
        {"line": 2, "is_hidden": False, "values": ["Lan", None, "1980"]},
    ]


def test_the_reason_of_a_refusal_comes_back_with_what_it_names(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", {"path": str(makers.written(tmp_path / "a.xls", b"Rar!"))}))

    assert (refusal.value.code, refusal.value.details) == (Reason.NOT_A_WORKBOOK, {"detail": "RAR"})


def test_a_list_that_needs_more_memory_than_allowed_is_refused_and_read_with_enough(tmp_path: Path) -> None:
    rows = [[f"Nguyễn Thị Lan {row}-{column}" for column in range(10)] for row in range(10_000)]
    request = {"path": str(makers.xlsx(tmp_path / "a.xlsx", rows))}

    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", request, memory=5_000_000))

    assert refusal.value.code == Reason.TOO_MUCH_MEMORY
    assert len(list(read_in_child("grid", request))) == 10_002


def test_a_page_that_needs_more_memory_than_allowed_is_refused_and_read_with_enough(tmp_path: Path) -> None:
    page = b"<table>" + b"<tr><td>1<td>Lan<td>1980<td>x<td>y" * 50_000
    request = {"path": str(makers.written(tmp_path / "a.xls", page))}

    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", request, memory=40_000_000))

    assert refusal.value.code == Reason.TOO_MUCH_MEMORY
    assert len(list(read_in_child("grid", request))) == 50_002


def test_a_child_that_waits_for_ever_is_ended(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.xlsx")

    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", {"path": str(tmp_path / "a.xlsx")}, seconds=1))

    assert refusal.value.code == Reason.TOO_SLOW


def test_a_child_that_works_too_long_is_ended(tmp_path: Path) -> None:
    path = makers.written(tmp_path / "a.xls", b"<table>" + b"<tr><td>Lan<td>1980<td>x" * 400_000)

    with pytest.raises(Refused) as refusal:
        # So much memory that the time is used up before.
        list(read_in_child("grid", {"path": str(path)}, memory=4_000_000_000, seconds=1))

    assert refusal.value.code == Reason.TOO_SLOW


def test_a_child_that_breaks_down_is_a_refusal() -> None:
    with pytest.raises(Refused) as refusal:
        list(read_in_child("grid", {"path": "/nowhere/a.xlsx"}))

    assert refusal.value.code == Reason.CRASHED
