"""Random numbers inside the kernels: xorshift, 64 bits of state, three shifts a throw."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.compiled import woven

# One number that every throw replaces; never 0.
Dice: TypeAlias = NDArray[np.uint64]

_13, _7, _17, _32 = np.uint64(13), np.uint64(7), np.uint64(17), np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


def dice_of(seed: int) -> Dice:
    """Dice that fall the same way for the same seed."""
    state = np.random.SeedSequence(abs(seed)).generate_state(1, np.uint64) | np.uint64(1)
    return np.asarray(state, np.uint64)


@woven
def throw(dice: Dice) -> np.uint64:
    """Sixty-four random bits (Marsaglia 2003)."""
    state = dice[0]
    state ^= state << _13
    state ^= state >> _7
    state ^= state << _17
    dice[0] = state
    return np.uint64(state)


@woven
def below(bits: np.uint64, limit: int) -> int:
    """One of 0 … limit − 1, from the lower 32 of random bits."""
    return int(np.int64((bits & _LOW) * np.uint64(limit) >> _32))
