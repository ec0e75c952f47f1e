"""Reading the Markdown of this repository."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.architecture.source import ROOT

LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")


def text_of(name: str) -> str:
    """A document by its path in the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


def rows_of(text: str) -> Iterator[list[str]]:
    """Cells of every table row of a document, heads and rules left out."""
    lines = text.splitlines()
    for number, line in enumerate(lines):
        is_row = line.startswith("|") and not set(line) <= set("|-: ")
        is_head = (
            number + 1 < len(lines) and lines[number + 1].startswith("|") and set(lines[number + 1]) <= set("|-: ")
        )
        if is_row and not is_head:
            yield [cell.strip() for cell in line.strip("|").split("|")]


@cache
def tracked_files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, as paths from its root."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (Path(name) for name in listed.stdout.split("\0") if name)
    return tuple(path for path in paths if (ROOT / path).is_file())


def broken_links(name: str, text: str) -> list[str]:
    """Links of a document to files that are not there."""
    folder = (ROOT / name).parent
    return [target for target in LINK.findall(text) if "://" not in target and not (folder / target).exists()]
