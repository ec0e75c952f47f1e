"""Search kernels in the machine's own code: compiled by numba at their first call, and kept for the next process.

What is kept stands under the digest of all sources that the kernel was made from, so that none outlives a change:
numba itself looks at the kernel's own file alone.
"""

import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from os import environ
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, Final, ParamSpec, TypeVar

import numba

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")

BESIDE_THE_SOURCE: Final = Path(__file__).parent / "__pycache__" / "kernels"
# numba reads its settings (NUMBA_CACHE_DIR is one) into this module once, and looks there afterwards.
OF_NUMBA: Final = vars(numba.config)
IMPORT: Final = re.compile(r"^from ([\w.]+) import (\([^)]*\)|.*)", re.MULTILINE)


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same function, compiled; it knows numbers and arrays alone, and lets other threads run meanwhile.

    Where no folder can be written it is compiled anew in every process.
    """
    return _made(kernel)


def tight(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same for a kernel that makes no arrays (nor slices), only works in those it is given.

    Nobody counts then who holds which array: a kernel of many small functions, each handed a dozen arrays, ran three
    times as fast, and was compiled in a sixth of the time.
    """
    return _made(kernel, _nrt=False)


def inner(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """A part of a `tight` kernel that kernels alone call.

    Python cannot: taking dozens of arrays from such a call would be longer to compile than many a part itself.
    """
    return _made(kernel, _nrt=False, no_cpython_wrapper=True)


def woven(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """A small `inner` part, woven into whatever calls it, so that the call costs nothing."""
    return _made(kernel, _nrt=False, no_cpython_wrapper=True, forceinline=True)


def _made(kernel: Callable[Arguments, Answer], **options: Any) -> Callable[Arguments, Answer]:
    folder = kept_in()
    with _numba_keeping_in(folder / _digest(kernel.__module__) if folder else None):
        # Nobody hands a kernel to C: one way in less to compile.
        options["no_cfunc_wrapper"] = True
        made: Callable[Arguments, Answer] = numba.njit(cache=bool(folder), nogil=True, error_model="numpy", **options)(
            kernel
        )
    return made


@cache
def kept_in() -> Path | None:
    """The folder that keeps compiled kernels: the one beside the source, else the user's own; None without either."""
    of_the_user = Path(environ.get("XDG_CACHE_HOME") or "~/.cache")
    for folder in (Path(OF_NUMBA["CACHE_DIR"] or BESIDE_THE_SOURCE), of_the_user / "khaigiang" / "kernels"):
        if _can_be_written(folder):
            return folder
    return None


def _can_be_written(folder: Path) -> bool:
    try:
        folder.expanduser().mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder.expanduser()):
            return True
    except (OSError, RuntimeError):  # a user without a home is a RuntimeError
        return False


@contextmanager
def _numba_keeping_in(folder: Path | None) -> Iterator[None]:
    before = OF_NUMBA["CACHE_DIR"]
    OF_NUMBA["CACHE_DIR"] = str(folder.expanduser()) if folder else ""
    try:
        yield
    finally:
        OF_NUMBA["CACHE_DIR"] = before


def _digest(module: str) -> str:
    sources: dict[str, bytes] = {}
    _gather(module, sources)
    return sha256(b"".join(sources[name] for name in sorted(sources))).hexdigest()[:16]


def _gather(module: str, sources: dict[str, bytes]) -> None:
    sources[module] = _source(module)
    for name, imported in IMPORT.findall(sources[module].decode()):
        for candidate in (name, *(f"{name}.{word}" for word in re.findall(r"\w+", imported))):
            of_ours = candidate.partition(".")[0] == module.partition(".")[0]
            if of_ours and candidate in sys.modules and candidate not in sources:
                _gather(candidate, sources)


@cache
def _source(module: str) -> bytes:
    return Path(sys.modules[module].__file__ or "").read_bytes()
