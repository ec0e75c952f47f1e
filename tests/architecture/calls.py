"""Reading calls out of a syntax tree."""

import ast
from collections.abc import Iterator


def dotted(node: ast.expr) -> str:
    """`Plan.objects.filter` for the callee of `Plan.objects.filter(...)`; calls on the way are left out of the name."""
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}".lstrip(".")
    if isinstance(node, ast.Call):
        return dotted(node.func)
    return node.id if isinstance(node, ast.Name) else ""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call below a node."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def method(call: ast.Call) -> str:
    """The last name of what is called: `filter`."""
    return dotted(call.func).rpartition(".")[2]


def imported(tree: ast.AST) -> Iterator[tuple[ast.stmt, str]]:
    """Every imported name in full, with its statement: `typing.cast` for `from typing import cast`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def public_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Functions of a module, and methods of its public classes, that others may call."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(ast.Module(body=node.body, type_ignores=[]))
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_"):
            yield node
