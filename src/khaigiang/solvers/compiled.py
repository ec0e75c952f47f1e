"""Search kernels in the machine's own code: compiled by numba at their first call, kept beside the source for the next."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer")


def compiled(kernel: Callable[Arguments, Answer]) -> Callable[Arguments, Answer]:
    """The same function, compiled; it knows numbers and arrays alone, and lets other threads run meanwhile."""
    made: Callable[Arguments, Answer] = numba.njit(cache=True, nogil=True, error_model="numpy")(kernel)
    return made
