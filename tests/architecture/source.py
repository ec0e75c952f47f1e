"""The product's source as the guards read it: modules with their place in the house, and templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from khaigiang.config.features import FLOORS

ROOT: Final = Path(__file__).resolve().parents[2]
SRC: Final = ROOT / "src"
FEATURES: Final = tuple(f"{floor}.{feature}" for floor, features in FLOORS.items() for feature in features)
PURE: Final = frozenset({"solvers", "papers", "lists", "vietnamese"})


@dataclass(frozen=True)
class Module:
    """One Python file: its dotted name and its text."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The file as a syntax tree."""
        return ast.parse(self.text)

    @property
    def steps(self) -> tuple[str, ...]:
        """The name after `khaigiang`."""
        return tuple(self.name.split(".")[1:])

    @property
    def feature(self) -> str:
        """`planning.plans` for a module of a feature, else the first step (`config`, `solvers`)."""
        if self.steps and self.steps[0] in FLOORS:
            return ".".join(self.steps[:2])
        return self.steps[0] if self.steps else ""

    @property
    def part(self) -> str:
        """Which file of the feature's table it belongs to (`services`, `views`, …); "" outside features."""
        return self.steps[2] if len(self.steps) > 2 and self.steps[0] in FLOORS else ""

    @property
    def is_test(self) -> bool:
        """Does it lie in a folder of tests?"""
        return "tests" in self.steps

    def at(self, node: ast.AST) -> str:
        """Where a node stands, for a message."""
        return f"{self.name}:{getattr(node, 'lineno', 0)}"


@dataclass(frozen=True, slots=True)
class Template:
    """One template: where it lies below src, and its text."""

    path: str
    text: str


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the product but the migrations, tests included."""
    return tuple(_modules())


def product() -> tuple[Module, ...]:
    """Every module of the product itself."""
    return tuple(module for module in modules() if not module.is_test)


def planted(text: str, *, name: str) -> Module:
    """A module that never was, to show that a guard sees what it should."""
    return Module(name=name, text=text)


@cache
def templates() -> tuple[Template, ...]:
    """Every template of the product, those of tests excepted."""
    paths = (path for path in sorted(SRC.rglob("*.html")) if "tests" not in path.parts)
    return tuple(Template(str(path.relative_to(SRC)), path.read_text(encoding="utf-8")) for path in paths)


def _modules() -> Iterator[Module]:
    for path in sorted(SRC.rglob("*.py")):
        steps = path.relative_to(SRC).with_suffix("").parts
        if "migrations" in steps:
            continue
        name = ".".join(steps[:-1] if steps[-1] == "__init__" else steps)
        yield Module(name=name, text=path.read_text(encoding="utf-8"))
