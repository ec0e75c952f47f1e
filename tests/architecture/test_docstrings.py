"""A module opens by saying what it holds; what others call says what it does."""

import ast
from collections.abc import Iterable

from tests.architecture.calls import public_functions
from tests.architecture.source import PURE, Module, planted, product

EXPLAINED_PARTS = frozenset({"services", "solver_bridge", "queries", "access", "rules"})


def modules_without_a_sentence(found: Iterable[Module]) -> list[str]:
    """Modules with content and no docstring."""
    return [module.name for module in found if module.tree.body and ast.get_docstring(module.tree) is None]


def unexplained_functions(found: Iterable[Module]) -> list[str]:
    """Public functions of services, queries, access, rules, solvers and papers without a docstring."""
    return [
        f"{module.at(function)} {function.name}()"
        for module in found
        if module.part in EXPLAINED_PARTS or module.feature in PURE
        for function in public_functions(module.tree)
        if ast.get_docstring(function) is None and not _explains_itself(function)
    ]


def _explains_itself(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """A property of a row is named by a noun, as its fields are."""
    return any(isinstance(decorator, ast.Name) and decorator.id == "property" for decorator in function.decorator_list)


def test_every_module_opens_with_a_sentence() -> None:
    assert modules_without_a_sentence(product()) == []


def test_every_public_function_says_what_it_does() -> None:
    assert unexplained_functions(product()) == []


def test_silence_is_seen() -> None:
    module = planted(
        "def close(plan):\n    return 1\ndef _inner():\n    return 2\n", name="khaigiang.planning.plans.services.x"
    )

    assert modules_without_a_sentence([module]) == [module.name]
    assert unexplained_functions([module]) == [f"{module.name}:1 close()"]
