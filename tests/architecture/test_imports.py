"""Promises 1 and 5: imports go downwards only, and what lies beneath all floors is pure."""

import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

from khaigiang.config.features import FLOORS
from tests.architecture.calls import imported
from tests.architecture.source import ROOT, SRC, Module, modules, planted

CONTRACTS: Mapping[str, Any] = {
    contract["id"]: contract
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
}
PRIVATE = frozenset({"urls", "admin", "views", "forms", "api", "jobs", "management"})
ABOVE_ALL_FLOORS = ["__main__", "config"]
BENEATH_ALL_FLOORS = ["lists | papers | solvers", "vietnamese"]

# For each contract one import that must break it: where it is planted, and its line.
VIOLATIONS = {
    "floors": ("registry/units/planted.py", "import khaigiang.doors.portals.apps"),
    "ground": ("ground/shared/planted.py", "import khaigiang.ground.notices.apps"),
    "registry": ("registry/units/planted_too.py", "import khaigiang.registry.mandates.apps"),
    "planning": ("planning/unlisted/__init__.py", ""),
    "teaching": ("teaching/lecturers/planted.py", "import khaigiang.teaching.attendance.apps"),
    "recognition": ("recognition/assessment/planted.py", "import khaigiang.recognition.dossiers.apps"),
    "oversight": ("oversight/coverage/planted.py", "import khaigiang.oversight.reporting.apps"),
    "doors": ("doors/portals/planted.py", "import khaigiang.doors.rehearsal.apps"),
    "inside": ("planning/plans/rules.py", "import khaigiang.planning.plans.models"),
    "pure": ("solvers/planted.py", "import django.db"),
    "bridge": ("teaching/cohorts/services.py", "import khaigiang.solvers"),
    "tests": ("planning/plans/planted.py", "import khaigiang.planning.plans.tests"),
    "circles": ("planning/plans/planted_one.py", "import khaigiang.planning.plans.planted_two"),
}
OTHER_HALVES = {"planning/plans/planted_two.py": "import khaigiang.planning.plans.planted_one"}


def foreign_private_imports(found: Iterable[Module]) -> list[str]:
    """Imports of another feature's views, forms and other edges."""
    return [
        f"{module.at(node)} {name}"
        for module in found
        for node, name in imported(module.tree)
        if _is_private_to_another(name, module)
    ]


def _is_private_to_another(name: str, importer: Module) -> bool:
    there = Module(name=name, text="")
    return name.startswith("khaigiang.") and there.part in PRIVATE and there.feature != importer.feature


def lint_imports(source: Path) -> str:
    """What import-linter says of a source tree."""
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-logo", "--no-cache", ROOT / "pyproject.toml"],
        cwd=source,
        env={"PYTHONPATH": str(source), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def report_on_planted_violations(tmp_path_factory: pytest.TempPathFactory) -> str:
    copy = tmp_path_factory.mktemp("planted") / "src"
    shutil.copytree(SRC, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "locale", "*.egg-info"))
    for path, line in [*VIOLATIONS.values(), *OTHER_HALVES.items()]:
        file = copy / "khaigiang" / path
        file.parent.mkdir(exist_ok=True)
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        file.write_text(f"{before}\n{line}\n", encoding="utf-8")
    tests_of_plans = copy / "khaigiang/planning/plans/tests/__init__.py"
    tests_of_plans.parent.mkdir(exist_ok=True)
    tests_of_plans.touch()
    return lint_imports(copy)


def test_every_import_contract_is_kept() -> None:
    report = lint_imports(SRC)

    assert ", 0 broken." in report, report


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_import_breaks_its_contract(contract: str, report_on_planted_violations: str) -> None:
    assert f"{CONTRACTS[contract]['name']} BROKEN" in report_on_planted_violations


def test_the_contracts_name_the_floors_in_the_order_of_features() -> None:
    assert CONTRACTS["floors"]["layers"] == [*ABOVE_ALL_FLOORS, *reversed(FLOORS), *BENEATH_ALL_FLOORS]


@pytest.mark.parametrize("floor", FLOORS)
def test_the_contract_of_a_floor_names_its_features_in_their_order(floor: str) -> None:
    contract = CONTRACTS[floor]

    assert contract["containers"] == [f"khaigiang.{floor}"]
    assert contract["layers"] == list(reversed(FLOORS[floor]))
    assert contract["exhaustive"] is True


def test_edges_and_forms_are_private_to_their_feature() -> None:
    assert foreign_private_imports(modules()) == []


def test_a_foreign_form_is_seen() -> None:
    text = "from khaigiang.planning.plans.forms import PlanForm\nfrom khaigiang.planning.plans import views\n"

    found = foreign_private_imports([planted(text, name="khaigiang.doors.portals.views")])

    assert [line.split()[1] for line in found] == [
        "khaigiang.planning.plans.forms.PlanForm",
        "khaigiang.planning.plans.views",
    ]
    assert foreign_private_imports([planted(text, name="khaigiang.planning.plans.urls")]) == []
