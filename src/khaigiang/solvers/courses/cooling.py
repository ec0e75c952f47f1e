"""How the temperature falls while the time is spent: by what a quick trial tells of the university."""

from dataclasses import dataclass
from statistics import fmean
from typing import Final

import numpy as np

# The trial cools quickly from HOT to COOL, and tells how far the price fell between them.
TRIAL: Final = 0.05
HOT: Final = 2.0
COOL: Final = 0.4

# Above TURN a timetable finds its shape, below it fills the gaps; at COLDEST one in four thousand of the steps that
# cost 1 is taken.
TURN: Final = 0.8
COLDEST: Final = 0.12

# Where the price hardly falls below TURN (comp05, comp12: courses with few open periods) shapes differ for good, and
# most of the time belongs to finding one; elsewhere to the gaps. Stiffness, hottest temperature, share above TURN.
LOOSE: Final = (0.65, 2.0, 0.33)
STIFF: Final = (0.8, 3.0, 0.67)


@dataclass(frozen=True, slots=True)
class Cooling:
    """From `hottest` to TURN in a share of the time, from there to COLDEST in the rest."""

    hottest: float
    share_above: float

    def at(self, share: float) -> float:
        """The temperature when so much of the time is spent; each share of either part cools by the same factor."""
        if share < self.share_above:
            return _between(self.hottest, TURN, share / self.share_above)
        return _between(TURN, COLDEST, (share - self.share_above) / (1 - self.share_above))


class Trial:
    """The quick cooling at first, and the prices on its way."""

    def __init__(self) -> None:
        self._warm: list[int] = []
        self._cool: list[int] = []

    def at(self, share: float, *, price: int) -> float:
        """The temperature when so much of the trial's time is spent and the timetable has come to that price."""
        temperature = _between(HOT, COOL, share)
        if TURN * 1.25 < temperature < TURN * 1.75:
            self._warm.append(price)
        if temperature < COOL * 1.25:
            self._cool.append(price)
        return temperature

    def cooling(self) -> Cooling:
        """What suits a university whose price fell as it did in the trial."""
        known = self._warm and self._cool
        stiffness = fmean(self._cool) / max(1.0, fmean(self._warm)) if known else 0.0
        where, hottest, share_above = zip(LOOSE, STIFF, strict=True)
        return Cooling(
            hottest=float(np.interp(stiffness, where, hottest)),
            share_above=float(np.interp(stiffness, where, share_above)),
        )


def _between(hot: float, cold: float, share: float) -> float:
    return float(hot * (cold / hot) ** share)
