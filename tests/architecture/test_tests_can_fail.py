"""A test that cannot fail is a defect: every test asserts something, and none is switched off."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.architecture.calls import calls, dotted
from tests.architecture.source import ROOT, Module, modules, planted

ASSERTING_CALLS = ("assert_", "expect", "pytest.raises", "pytest.fail", "raises", "must_", "check_")
SWITCHED_OFF = ("pytest.mark.skip", "pytest.skip", "pytest.mark.xfail", "pytest.xfail", "unittest.skip")


def suite() -> list[Module]:
    own = [
        planted(path.read_text(encoding="utf-8"), name=_name(path)) for path in sorted((ROOT / "tests").rglob("*.py"))
    ]
    return [*own, *(module for module in modules() if module.is_test)]


def claimless(found: Iterable[Module]) -> list[str]:
    """Tests in which nothing is asserted, neither by `assert` nor by a call that asserts."""
    return [f"{module.at(test)} {test.name}" for module in found for test in _tests(module) if not _claims(test)]


def switched_off(found: Iterable[Module]) -> list[str]:
    """Tests that are skipped or expected to fail."""
    names = (
        (module, node, dotted(node))
        for module in found
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute)
    )
    return [f"{module.at(node)} {name}" for module, node, name in names if name.startswith(SWITCHED_OFF)]


def _tests(module: Module) -> Iterator[ast.FunctionDef]:
    functions = (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef))
    return (
        node
        for node in functions
        if node.name.startswith("test_") and module.name.rpartition(".")[2].startswith("test_")
    )


def _claims(test: ast.FunctionDef) -> bool:
    asserted = any(isinstance(node, ast.Assert) for node in ast.walk(test))
    return asserted or any(_asserts(dotted(call.func)) for call in calls(test))


def _asserts(callee: str) -> bool:
    return (
        "assert_" in callee
        or callee.startswith(ASSERTING_CALLS)
        or callee.rpartition(".")[2].startswith(ASSERTING_CALLS)
    )


def _name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_every_test_claims_something() -> None:
    assert claimless(suite()) == []


def test_no_test_is_switched_off() -> None:
    assert switched_off(suite()) == []


def test_a_test_without_a_claim_is_seen() -> None:
    text = """
def test_nothing(): open_plan()
def test_something():
    with pytest.raises(PlanClosed): open_plan()
def test_queries():
    with django_assert_num_queries(3): open_plan()
@pytest.mark.skip
def test_later(): assert False
"""
    module = planted(text, name="khaigiang.planning.plans.tests.test_x")

    assert claimless([module]) == [f"{module.name}:2 test_nothing"]
    assert switched_off([module]) == [f"{module.name}:7 pytest.mark.skip"]
