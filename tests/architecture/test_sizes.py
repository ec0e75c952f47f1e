"""No file outgrows a screenful of ideas; `python -m tests.architecture.sizes` prints the longest."""

from tests.architecture.sizes import (
    LONGEST_FILE,
    LONGEST_FUNCTION,
    LONGEST_VIEW,
    long_functions,
    long_modules,
    long_views,
)
from tests.architecture.source import modules, planted, product


def test_no_module_is_too_long() -> None:
    assert long_modules(modules()) == []


def test_no_function_is_too_long() -> None:
    assert long_functions(product()) == []


def test_views_are_thin() -> None:
    assert long_views(product()) == []


def test_a_long_module_function_and_view_are_seen() -> None:
    many_lines = "\n".join(f"    x{number} = {number}" for number in range(LONGEST_FILE))
    module = planted(f"def show(request):\n{many_lines}\n", name="khaigiang.planning.plans.views")

    assert long_modules([module]) == [f"{LONGEST_FILE + 1} {module.name}"]
    assert long_functions([module]) == [f"{LONGEST_FILE + 1} {module.name}:1 show()"]
    assert long_views([module]) == long_functions([module])
    assert LONGEST_VIEW < LONGEST_FUNCTION < LONGEST_FILE
