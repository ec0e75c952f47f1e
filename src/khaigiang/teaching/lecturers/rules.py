"""When a lecturer can teach: what is known of them, half-day by half-day, and which word counts."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

CAN: Final = "can"
RATHER_NOT: Final = "rather_not"
CANNOT: Final = "cannot"
WEEK: Final = timedelta(days=7)

Slot = tuple[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """Days on which somebody is away; with a half-day, only that half of each of them."""

    first_day: date
    last_day: date
    half_day: str = ""
    reason: str = ""

    def holds(self, on: date, half_day: str) -> bool:
        """Does a half-day lie in it?"""
        return self.first_day <= on <= self.last_day and self.half_day in ("", half_day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """What is known of when somebody can teach.

    `rather_not` and `cannot` are half-days of every week ("1-morning"), `said` what was said of single half-days
    ("2023-03-15 morning"), which counts before everything else.
    """

    rather_not: tuple[str, ...] = ()
    cannot: tuple[str, ...] = ()
    away: tuple[Away, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict, hash=False)


def weekly_half_day(weekday: int, half_day: str) -> str:
    """A half-day of every week, from Monday (1): "1-morning"."""
    return f"{weekday}-{half_day}"


def half_day_code(on: date, half_day: str) -> str:
    """One half-day as it is written in forms and kept: "2023-03-15 morning"."""
    return f"{on.isoformat()} {half_day}"


def half_day_of_code(code: str) -> Slot:
    """The half-day behind its code; raises ValueError when it is none."""
    day, _space, half_day = code.partition(" ")
    if half_day not in ("morning", "afternoon", "evening"):
        refusal = f"not a half-day: {code}"
        raise ValueError(refusal)
    return date.fromisoformat(day), half_day


def availability(times: Times, on: date, half_day: str) -> str:
    """CAN, RATHER_NOT or CANNOT: what was said of the half-day itself, then days away, then the pattern of the week."""
    said = times.said.get(half_day_code(on, half_day))
    if said is not None:
        return said
    weekly = weekly_half_day(on.isoweekday(), half_day)
    if weekly in times.cannot or any(away.holds(on, half_day) for away in times.away):
        return CANNOT
    return RATHER_NOT if weekly in times.rather_not else CAN


def why_not(times: Times, on: date, half_day: str) -> str:
    """The reason noted for a half-day in which somebody cannot teach; empty when none was given."""
    return next((away.reason for away in times.away if away.holds(on, half_day)), "")


def repeated(slots: Iterable[Slot], *, until: date | None) -> list[Slot]:
    """Half-days and the same ones of every week after, up to and with a day; without one, once."""
    found: set[Slot] = set()
    for on, half_day in slots:
        found.add((on, half_day))
        while until is not None and (on := on + WEEK) <= until:
            found.add((on, half_day))
    return sorted(found)


def days_to_write(slots: Collection[Slot], verdict: str, *, bare: Times) -> dict[str, str]:
    """What must be kept of these half-days so that the verdict counts; empty where the rest says the same already.

    `bare` is what is known without what was said of single half-days.
    """
    return {
        half_day_code(on, half_day): "" if availability(bare, on, half_day) == verdict else verdict
        for on, half_day in slots
    }
