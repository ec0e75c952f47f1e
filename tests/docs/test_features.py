"""docs/features.md tells the truth: every id is there, and what is called built names tests that exist."""

import ast
import re
from collections.abc import Iterable
from pathlib import Path

from tests.architecture.source import ROOT
from tests.docs.pages import rows_of, text_of

# How many ids each chapter of the feature list has; ids are stable and never used again.
CHAPTERS = {
    "A": 9,
    "B": 6,
    "C": 4,
    "D": 5,
    "E": 2,
    "F": 8,
    "G": 10,
    "H": 8,
    "I": 2,
    "J": 6,
    "K": 7,
    "L": 2,
    "M": 8,
    "N": 3,
}
IDS = [f"{letter}{number}" for letter, count in CHAPTERS.items() for number in range(1, count + 1)]
STATES = {"built", "thin", "not built"}
PROOF = re.compile(r"`([\w/.-]+\.py)::(\w+)`")
COLUMNS = 5


def rows() -> dict[str, list[str]]:
    """Id → capability, state, where, proofs."""
    return {cells[0]: cells[1:] for cells in rows_of(text_of("docs/features.md"))}


def missing_proofs(proofs: Iterable[tuple[str, str]], *, root: Path = ROOT) -> list[str]:
    """Tests that are named and do not exist."""
    return [f"{path}::{test}" for path, test in proofs if test not in _tests_of(root / path)]


def _tests_of(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_id_stands_in_the_list_once_and_in_order() -> None:
    assert [cells[0] for cells in rows_of(text_of("docs/features.md"))] == IDS


def test_every_row_says_how_far_it_is() -> None:
    assert {row: cells for row, cells in rows().items() if len(cells) != COLUMNS - 1 or cells[1] not in STATES} == {}


def test_what_is_built_says_where_and_is_proved() -> None:
    unproved = [
        row
        for row, (_, state, where, proofs) in rows().items()
        if state != "not built" and not (where and PROOF.search(proofs))
    ]

    assert unproved == []


def test_what_is_not_built_claims_nothing() -> None:
    assert [
        row for row, (_, state, where, proofs) in rows().items() if state == "not built" and (where or proofs)
    ] == []


def test_every_proof_exists() -> None:
    assert missing_proofs(PROOF.findall(text_of("docs/features.md"))) == []


def test_a_proof_that_does_not_exist_is_seen(tmp_path: Path) -> None:
    (tmp_path / "test_x.py").write_text("def test_it_holds() -> None: ...\n", encoding="utf-8")

    proofs = PROOF.findall("`test_x.py::test_it_holds` `test_x.py::test_it_flies` `gone.py::test_it_holds`")

    assert missing_proofs(proofs, root=tmp_path) == ["test_x.py::test_it_flies", "gone.py::test_it_holds"]
