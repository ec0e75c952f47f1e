"""Arithmetic of classes: even shares, balance by trait, days away, age bands, codes."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from khaigiang.ground.shared.dates import working_days
from khaigiang.planning.plans.rules import spread_in_proportion
from khaigiang.registry.officials.rules import age_on

Quarter = tuple[int, int]

# The age bands in which reports of the corps count (practice).
AGE_BANDS: Final = ((35, "under_35"), (45, "35_to_44"), (55, "45_to_54"))
OLDEST_BAND: Final = "from_55"
AGE_UNKNOWN: Final = "age_unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many people of one value sit in one class, beside the even share that the solver prices."""

    count: int
    low: int
    high: int

    @property
    def off(self) -> int:
        """People missing from the even share (below zero) or past it."""
        return min(0, self.count - self.low) + max(0, self.count - self.high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One value of a trait: everybody of it, and the share of each class in the order of the classes."""

    value: str
    total: int
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One accepted person without a place, with all that decides on their turn; the classes possible, the best first."""

    id: int
    committee_id: int
    has_waited: bool
    letter_on: date | None
    sent_at: datetime | None
    classes: tuple[int, ...] = ()
    quarter: Quarter | None = None

    @property
    def turn(self) -> tuple[bool, date, float, int]:
        """Who was deferred or taken off a list before first-timers, then by date of letter, hour of sending, id."""
        sent = self.sent_at.timestamp() if self.sent_at else float("inf")
        return not self.has_waited, self.letter_on or date.max, sent, self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Places of committees by quarter that are still free, where the plan lets nobody be above them."""

    free: Counter[tuple[int, Quarter]]
    quarters: Mapping[int, Quarter]

    def has_place(self, person: Waiting, class_id: int) -> bool:
        """May a person come in the quarter of a class? Who waits for that quarter is counted in it already."""
        quarter = self.quarters[class_id]
        return quarter == person.quarter or self.free[person.committee_id, quarter] > 0

    def take(self, person: Waiting, class_id: int) -> None:
        """Count a person in the quarter of a class, and no more in the quarter for which they waited."""
        if self.quarters[class_id] != person.quarter:
            self.free[person.committee_id, self.quarters[class_id]] -= 1
            if person.quarter:
                self.free[person.committee_id, person.quarter] += 1


def places_given(
    people: Iterable[Waiting], free: Mapping[int, int], allowed: Mapping[int, int], room: Room | None = None
) -> dict[int, int]:
    """Who gets a place in which class, each in turn the first class possible that has one.

    `free`: class → free places; `allowed`: committee → people it may still have in classes; `room`: what a committee
    may have in a quarter. Who finds nothing keeps their turn, and the next one is asked.
    """
    given: dict[int, int] = {}
    seats, places = Counter(free), Counter(allowed)
    for person in sorted(people, key=lambda one: one.turn):
        possible = (one for one in person.classes if seats[one] > 0 and (room is None or room.has_place(person, one)))
        found = next(possible, None)
        if found is not None and places[person.committee_id] > 0:
            given[person.id] = found
            seats[found] -= 1
            places[person.committee_id] -= 1
            if room is not None:
                room.take(person, found)
    return given


def class_code(plan_code: str, number: int) -> str:
    """The code of a class: "BD-PBT-03"."""
    return f"{plan_code}-{number:02d}"


def even_shares(total: int, count: int) -> list[int]:
    """A total split into shares that differ by one at most, the larger first."""
    share, rest = divmod(total, count)
    return [share + (place < rest) for place in range(count)]


def size_bounds(wanted: int) -> tuple[int, int]:
    """The smallest and largest size proposed for a class: a fifth fewer and a fifth more than wanted."""
    return wanted * 4 // 5, -(-wanted * 6 // 5)


def one_after_another(first: date, *, classes: int, days: int, holidays: frozenset[date]) -> list[list[date]]:
    """The working days of classes that follow each other, each beginning on the working day after the last one's end."""
    in_a_row = working_days(first, classes * days, holidays=holidays)
    return [in_a_row[place * days : (place + 1) * days] for place in range(classes)]


def age_band(born_on: str, on: date) -> str:
    """The band of a person's age on a day."""
    if not born_on:
        return AGE_UNKNOWN
    age = age_on(born_on, on)
    return next((band for below, band in AGE_BANDS if age < below), OLDEST_BAND)


def days_away(days: Iterable[date], absences: Iterable[tuple[date, date]]) -> list[date]:
    """The class days that fall within periods given by their first and last day."""
    periods = list(absences)
    return [day for day in days if any(first <= day <= last for first, last in periods)]


def tallies(
    values: Mapping[int, str], placed: Mapping[int, int], wanted: Mapping[int, int], *, order: Sequence[str] = ()
) -> list[Tally]:
    """Counts by value and class beside the even shares, in the order given, else by value.

    `values`: person → value; `placed`: person → class; `wanted`: class → wanted size. With n people of a value, s
    wanted places of a class and S of all classes, the even share is ⌊n·s / S⌋ … ⌈n·s / S⌉, as in docs/solvers.md.
    """
    everywhere = Counter(values.values())
    here = Counter((value, placed[person]) for person, value in values.items() if person in placed)
    places = sum(wanted.values())
    ordered = [value for value in order if value in everywhere] or sorted(everywhere)
    return [
        Tally(
            value=value,
            total=everywhere[value],
            shares=tuple(
                Share(
                    count=here[value, class_id],
                    low=everywhere[value] * size // places,
                    high=-(-everywhere[value] * size // places),
                )
                for class_id, size in wanted.items()
            ),
        )
        for value in ordered
    ]


def groups_for_newcomer(discussions: Mapping[int, Mapping[int, frozenset[int]]]) -> dict[int, int]:
    """The group that a newcomer joins in each discussion: where they meet the fewest again, of equals the smallest.

    `discussions`: discussion → group → its members. A group that has two people more than the smallest takes nobody.
    """
    joined: dict[int, int] = {}
    met: set[int] = set()
    for discussion in sorted(discussions):
        members = discussions[discussion]
        most = min(map(len, members.values())) + 1
        taking = [group for group in members if len(members[group]) <= most]
        joined[discussion] = min(taking, key=lambda group: (len(members[group] & met), len(members[group]), group))
        met |= members[joined[discussion]]
    return joined


def groups_in_words(groups: Sequence[int]) -> str:
    """Somebody's groups, discussion by discussion ("3, 7, 1"); one number where it is the same in all."""
    return ", ".join(map(str, groups if len(set(groups)) > 1 else groups[:1]))


def places_over_classes(
    places: Mapping[int, int], named: Mapping[int, Sequence[int]], sizes: Sequence[int]
) -> dict[int, list[int]]:
    """Each committee's places over classes in proportion to the classes' sizes, whole numbers, so that all sums close.

    A place for whom a committee has named already stays where they are named; the rest goes by what the classes still
    want. A committee adds up to its places (to those named, where these are more), a class to its part of what is
    spread, rounded down or up.
    """
    taken = [sum(counts[place] for counts in named.values()) for place in range(len(sizes))]
    wanted = [max(0, size - count) for size, count in zip(sizes, taken, strict=True)]
    targets = wanted if any(wanted) else sizes if any(sizes) else [1] * len(sizes)
    rest = {committee: max(0, count - sum(named[committee])) for committee, count in places.items()}
    spread = spread_in_proportion(rest, targets) if targets else {committee: [] for committee in places}
    return {
        committee: [held + more for held, more in zip(named[committee], counts, strict=True)]
        for committee, counts in spread.items()
    }
