"""How marks become a mean and a band: pure arithmetic on a dated rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class Obstacle(StrEnum):
    """Why there is no passing band."""

    PART_MISSING = "part_missing"
    TOO_MUCH_ABSENCE = "too_much_absence"
    NO_BAND_REACHED = "no_band_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component of the mark with its weight in percent; `value` is None while the mark is missing."""

    name: str
    weight: int
    value: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BandRule:
    """A band by its minima for the mean and for the worst part."""

    code: str
    name: str
    min_mean: Decimal
    min_part: Decimal
    passes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Half-days away, of how many, and how many percent the rule bears."""

    half_days: int
    of: int
    limit_percent: int

    @property
    def is_too_much(self) -> bool:
        return self.half_days * 100 > self.limit_percent * self.of


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A better band, and what was missing for it: points of the mean, and the part that stood too low."""

    band: BandRule
    mean_short: Decimal
    part_short: Decimal
    part_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the rule makes of one trainee's marks, and why."""

    band: BandRule | None
    mean: Decimal | None
    worst: Part | None
    obstacle: Obstacle | None
    better: tuple[Step, ...]
    parts: tuple[Part, ...]
    absence: Absence

    @property
    def passed(self) -> bool:
        return self.obstacle is None


def weighted_mean(parts: Sequence[Part]) -> Decimal | None:
    """The mean by weights, half-up to two decimals; None while a mark is missing.

    Bands are judged on this rounded mean, because it is the figure that the decision prints.
    """
    if not parts or any(part.value is None for part in parts):
        return None
    total = sum((part.value * part.weight for part in parts if part.value is not None), Decimal())
    return (total / sum(part.weight for part in parts)).quantize(CENT, rounding=ROUND_HALF_UP)


def judge(parts: Sequence[Part], *, bands: Sequence[BandRule], absence: Absence) -> Judgement:
    """The highest band whose minima for the mean and for the worst part both hold (`bands` best first).

    A missing part, absence above the limit, or a band that does not pass leaves the trainee without success.
    Absence above the limit gives the failing band whatever the marks, and no mark would have changed it.
    """
    parts = tuple(parts)
    mean = weighted_mean(parts)
    if mean is None:
        return _without_mean(parts, absence)
    worst = min(parts, key=lambda part: part.value or Decimal())
    band = _band(bands, mean, worst, absence)
    return Judgement(
        band=band,
        mean=mean,
        worst=worst,
        obstacle=_obstacle(band, absence),
        better=() if absence.is_too_much else _better(bands, band, mean, worst),
        parts=parts,
        absence=absence,
    )


def _without_mean(parts: tuple[Part, ...], absence: Absence) -> Judgement:
    return Judgement(
        band=None, mean=None, worst=None, obstacle=Obstacle.PART_MISSING, better=(), parts=parts, absence=absence
    )


def _band(bands: Sequence[BandRule], mean: Decimal, worst: Part, absence: Absence) -> BandRule | None:
    if absence.is_too_much:
        return next((band for band in bands if not band.passes), None)
    return next((band for band in bands if _reaches(band, mean, worst)), None)


def _reaches(band: BandRule, mean: Decimal, worst: Part) -> bool:
    return mean >= band.min_mean and (worst.value or Decimal()) >= band.min_part


def _obstacle(band: BandRule | None, absence: Absence) -> Obstacle | None:
    if absence.is_too_much:
        return Obstacle.TOO_MUCH_ABSENCE
    return None if band is not None and band.passes else Obstacle.NO_BAND_REACHED


def _better(bands: Sequence[BandRule], reached: BandRule | None, mean: Decimal, worst: Part) -> tuple[Step, ...]:
    above = bands[: bands.index(reached)] if reached is not None else [band for band in bands if band.passes]
    return tuple(
        Step(
            band=band,
            mean_short=max(band.min_mean - mean, Decimal()),
            part_short=max(band.min_part - (worst.value or Decimal()), Decimal()),
            part_name=worst.name,
        )
        for band in reversed(above)
    )
