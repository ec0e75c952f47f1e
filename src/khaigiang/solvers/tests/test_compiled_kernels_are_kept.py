"""A kernel is compiled once for all processes, anew after any of its sources changed, and always where none is kept."""

import subprocess
import sys
from os import environ
from pathlib import Path

import pytest

KERNEL = """
from khaigiang.solvers.compiled import compiled
from planted.price import PRICE, twice

@compiled
def dear(count: int) -> int:
    return twice(count) * PRICE
"""
PRICE = """
from khaigiang.solvers.compiled import compiled

PRICE = {price}

@compiled
def twice(count: int) -> int:
    return {twice}
"""
ASK = "from planted.kernel import dear; print(dear(7), sum(dear.stats.cache_hits.values()))"


class Kernels:
    """A package of two modules with kernels, and a folder that keeps what is compiled."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "planted"
        self.package.mkdir()
        (self.package / "__init__.py").touch()
        (self.package / "kernel.py").write_text(KERNEL, encoding="ascii")
        self.kept_in, self.of_the_user = folder / "kept", folder / "of-the-user"
        self.write()

    def write(self, *, price: int = 10, twice: str = "count + count") -> None:
        (self.package / "price.py").write_text(PRICE.format(price=price, twice=twice), encoding="ascii")

    def answer(self) -> str:
        """What a process of its own prints: the answer of the kernel, and 1 where it was kept, 0 where compiled."""
        places = {"NUMBA_CACHE_DIR": str(self.kept_in), "XDG_CACHE_HOME": str(self.of_the_user)}
        return subprocess.run(
            [sys.executable, "-c", ASK],
            cwd=self.package.parent,
            env={**environ, **places},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        ).stdout.strip()


@pytest.fixture
def kernels(tmp_path: Path) -> Kernels:
    return Kernels(tmp_path)


def test_the_next_process_finds_what_was_compiled(kernels: Kernels) -> None:
    assert [kernels.answer(), kernels.answer()] == ["140 0", "140 1"]


def test_a_changed_number_or_function_of_another_module_is_never_answered_from_what_is_kept(kernels: Kernels) -> None:
    before = kernels.answer()
    kernels.write(price=11)
    dearer = kernels.answer()
    kernels.write(price=11, twice="count * 3")

    assert [before, dearer, kernels.answer()] == ["140 0", "154 0", "231 0"]


def test_no_kernel_of_timetables_is_left_uncompiled_when_all_are_warmed() -> None:
    # In a process of its own, whose loading alone may take longer than a short limit.
    ask = "from khaigiang.solvers.timetabling.warm import warm; warm(); " + (
        "from khaigiang.solvers.timetabling.annealing import anneal; print(len(anneal.signatures))"
    )

    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout == "1\n"


def test_where_the_first_folder_cannot_be_written_the_users_own_keeps_it(kernels: Kernels) -> None:
    kernels.kept_in = Path("/dev/null/kept")

    assert kernels.answer() == "140 0"
    assert list(kernels.of_the_user.rglob("*.nbi"))


def test_where_no_folder_can_be_written_every_process_compiles(kernels: Kernels) -> None:
    kernels.kept_in = kernels.of_the_user = Path("/dev/null/kept")

    assert [kernels.answer(), kernels.answer()] == ["140 0", "140 0"]
