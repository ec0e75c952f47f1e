"""The closed lists of what a preview may say stand in the documentation, word for word."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from khaigiang.lists.codes import FLAGS, NOTICES, REPAIRS

TOLD = Path(__file__).parents[4] / "docs/lists.md"


def told_under(title: str) -> dict[str, str]:
    """The codes of one section, with their sentences."""
    section = TOLD.read_text(encoding="utf-8").partition(f"## {title}\n")[2].partition("\n## ")[0]
    return dict(re.findall(r"^\* `(\w+)` — (.+)$", section, re.MULTILINE))


@pytest.mark.parametrize(("title", "codes"), [("Doubts", FLAGS), ("Repairs", REPAIRS), ("Notices", NOTICES)])
def test_every_code_is_documented_and_no_other(title: str, codes: Mapping[str, str]) -> None:
    assert told_under(title) == codes
