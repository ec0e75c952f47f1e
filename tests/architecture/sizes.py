"""How long modules and functions are."""

import ast
import statistics
from collections.abc import Iterable, Iterator
from typing import Final

from tests.architecture.source import Module, product

LONGEST_FILE: Final = 500
LONGEST_FUNCTION: Final = 60
# Promised are 15 lines; the rest is room for decorators and a signature broken over lines.
LONGEST_VIEW: Final = 20
SHOWN: Final = 10


def long_modules(found: Iterable[Module], *, limit: int = LONGEST_FILE) -> list[str]:
    """Modules of more lines than the limit, longest first."""
    sized = sorted(((len(module.text.splitlines()), module.name) for module in found), reverse=True)
    return [f"{lines} {name}" for lines, name in sized if lines > limit]


def long_functions(found: Iterable[Module], *, limit: int = LONGEST_FUNCTION) -> list[str]:
    """Functions of more lines than the limit, longest first."""
    sized = sorted(
        ((lines(function), f"{module.at(function)} {function.name}()") for module, function in functions(found)),
        reverse=True,
    )
    return [f"{count} {name}" for count, name in sized if count > limit]


def long_views(found: Iterable[Module]) -> list[str]:
    """Functions of views that do more than one thing, by their length."""
    return long_functions((module for module in found if module.part == "views"), limit=LONGEST_VIEW)


def functions(found: Iterable[Module]) -> Iterator[tuple[Module, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Every function with its module."""
    for module in found:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield module, node


def lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function from `def` to its end, its docstring left out."""
    docstring = function.body[0] if ast.get_docstring(function) else None
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    return whole - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


def main() -> None:
    """Print the longest modules and functions of the product, and where nine of ten end."""
    found = product()
    lengths = [lines(function) for _, function in functions(found)]
    sizes = [len(module.text.splitlines()) for module in found if module.tree.body]
    for title, values in (("functions", lengths), ("modules", sizes)):
        print(
            f"{title}: {len(values)}, median {statistics.median(values):.0f}, p90 {statistics.quantiles(values, n=10)[-1]:.0f}"
        )
    for line in (*long_modules(found, limit=0)[:SHOWN], *long_functions(found, limit=0)[:SHOWN]):
        print(f"  {line}")


if __name__ == "__main__":
    main()
