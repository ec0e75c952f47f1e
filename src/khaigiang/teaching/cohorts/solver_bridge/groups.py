"""Asking the solver for mixed discussion groups, and what the present ones, or a swap, are worth."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import comb
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.solvers import groups as of_one
from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.groups import rounds as solver
from khaigiang.teaching.cohorts.errors import NobodyOnTheList, NothingToSwap, PinsOverfillAGroup, TooFewForGroups
from khaigiang.teaching.cohorts.models import EnrolmentQuerySet, TrainingClass
from khaigiang.teaching.cohorts.queries import Discussion, ListRow, Seated, class_seats, discussions_of, seats_among
from khaigiang.teaching.cohorts.rules import age_band

# A group (tổ) has 8 to 15 people (practice).
SMALLEST: Final = 8
LARGEST: Final = 15
WEIGHTS: Final = {"district": 3, "sex": 2, "age": 1, "kind": 1, "post": 1}
TITLES: Final[dict[str, Promise]] = {
    "district": _("people of one committee"),
    "sex": _("women and men"),
    "age": _("age bands"),
    "kind": _("kinds of unit"),
    "post": _("posts"),
}
# Two people who meet once more weigh more than one person too many of a committee (measured in docs/solvers.md).
AGAIN: Final = 5
SECONDS_OF_ONE: Final = 3.0
SECONDS: Final = 10.0
# A second or two of search; the same people and pins get the same groups.
STEPS: Final = 6_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberOfGroups:
    """Into how many groups a class may be divided, and how many meetings of people who have met must then be."""

    groups: int
    smallest: int
    largest: int
    met_again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unevenness:
    """How many people of one trait sit in a group past its even share, or are missing from it, in all discussions."""

    label: Promise
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What the groups of a class are worth: pairs of people who meet, of how many that could; who meets again; mixing.

    `must_meet_again`: no groups of even sizes have fewer meetings of two people who have met before.
    """

    met: int
    could_meet: int
    met_again: int
    must_meet_again: int
    uneven: tuple[Unevenness, ...]

    @property
    def where(self) -> list[Unevenness]:
        """The traits that are not spread evenly."""
        return [one for one in self.uneven if one.people]

    @property
    def off(self) -> int:
        """People past an even share, or missing from it, of all traits."""
        return sum(one.people for one in self.uneven)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Two people changing groups in one discussion: how many pairs more meet again, and how much less even groups are."""

    person: ListRow
    group: int
    met_again: int
    balance: int

    @property
    def price(self) -> int:
        """Both together, in the solver's points; below zero the groups become better."""
        return AGAIN * self.met_again + self.balance

    @property
    def fewer_again(self) -> int:
        """How many pairs fewer meet again."""
        return -self.met_again

    @property
    def better_mixed(self) -> int:
        """By how many points the groups are more even."""
        return -self.balance


@dataclass(frozen=True, slots=True, kw_only=True)
class TwoSwap:
    """A swap as it is read before it is agreed to: who leaves which group of which discussion."""

    discussion: Discussion
    person: ListRow
    leaves: int
    swap: Swap


@dataclass(frozen=True, slots=True, kw_only=True)
class Seating:
    """The people of a class on a day with their seats in each discussion."""

    people: Sequence[ListRow]
    seats: Sequence[Seated]
    discussions: Sequence[Discussion]
    on: date

    @property
    def groups(self) -> int:
        """How many groups there are."""
        return max((group for _one, _discussion, group, _is_pinned in self.seats), default=0)

    @property
    def pins(self) -> dict[tuple[int, str], int]:
        """What the teacher has decided: (discussion, person) → group."""
        return {(discussion, str(one)): group for one, discussion, group, is_pinned in self.seats if is_pinned}

    def divisions(self) -> tuple[of_one.Division, ...]:
        """Discussion by discussion, who sits in which group."""
        found: list[dict[str, int]] = [{} for _discussion in self.discussions]
        for enrolment_id, discussion, group, _is_pinned in self.seats:
            found[discussion - 1][str(enrolment_id)] = group
        return tuple(found)

    def problem(self, *, groups: int | None = None, smallest: int = SMALLEST, largest: int = LARGEST) -> of_one.Problem:
        """The question of dividing these people into so many groups once."""
        return of_one.Problem(
            people=tuple(_person(person, self.on) for person in self.people),
            min_size=smallest,
            max_size=largest,
            weights=WEIGHTS,
            groups=groups,
        )

    def rounds(self, groups: int) -> solver.Rounds:
        """The question of dividing them into so many groups in each discussion, as far as nothing is pinned."""
        return solver.Rounds(problem=self.problem(groups=groups), rounds=len(self.discussions), again=AGAIN)

    def rounds_as_they_are(self) -> solver.Rounds:
        """The same with the present number of groups, of whatever size, and all that is pinned."""
        problem = self.problem(groups=self.groups, smallest=1, largest=len(self.people))
        return solver.Rounds(problem=problem, rounds=len(self.discussions), again=AGAIN, seats=self.pins)


def seating_of(training_class: TrainingClass, on: date, *, among: EnrolmentQuerySet | None = None) -> Seating:
    """Who is in a class on a day, and where they sit in each discussion of its programme; 3 statements.

    `among` narrows it to the enrolments that the reader may see.
    """
    people, seats = class_seats(training_class, on, among=among)
    discussions = discussions_of(training_class)
    held = [seat for seat in seats if seat[1] <= len(discussions)]
    return Seating(people=people, seats=held, discussions=discussions, on=on)


def with_seats(seating: Seating, seats: Sequence[Seated]) -> Seating:
    """The same people in other seats, as far as they are still in the class."""
    there = {person.enrolment_id for person in seating.people}
    return replace(seating, seats=seats_among(seats, there))


def numbers_of_groups(training_class: TrainingClass, seating: Seating) -> list[NumberOfGroups]:
    """Into how many groups a class may be divided, the best first: where the fewest meet again, then of middling size.

    Raises NobodyOnTheList or TooFewForGroups.
    """
    if not seating.people:
        raise NobodyOnTheList(training_class=training_class)
    numbers = seating.problem().numbers_of_groups()
    if not numbers:
        raise TooFewForGroups(people=len(seating.people), smallest=SMALLEST, largest=LARGEST)
    found = [_number(seating, groups) for groups in numbers]
    return sorted(found, key=lambda one: (one.met_again, abs(one.smallest + one.largest - SMALLEST - LARGEST)))


def find_groups(training_class: TrainingClass, seating: Seating, groups: int | None) -> list[Seated]:
    """A seat for everybody in each discussion: mixed, with few who meet again, and all that is pinned where it is.

    `groups`: into so many, or as many as is best. Raises NobodyOnTheList, TooFewForGroups, PinsOverfillAGroup.
    """
    possible = numbers_of_groups(training_class, seating)
    chosen = next((one.groups for one in possible if one.groups == groups), possible[0].groups)
    pins = seating.pins
    if any(group > chosen for group in pins.values()):
        raise PinsOverfillAGroup
    try:
        divisions = _solved(replace(seating.rounds(chosen), seats=pins))
    except NoPlanExists as none:
        raise PinsOverfillAGroup from none
    return [
        (int(one), number, group, (number, one) in pins)
        for number, division in enumerate(divisions, start=1)
        for one, group in division.items()
    ]


def figures_of(seating: Seating) -> Figures | None:
    """What these seats are worth; None where nobody sits in a group."""
    if not seating.seats:
        return None
    rounds, divisions = seating.rounds_as_they_are(), seating.divisions()
    met = solver.meetings(divisions)
    sizes = [Counter(division.values()).values() for division in divisions]
    meetings = sum(comb(size, 2) for one in sizes for size in one)
    # The bound is that of even groups: where somebody was moved alone, only all meetings bound the pairs that meet.
    is_even = all(max(one) - min(one) <= 1 for one in sizes if one)
    again = solver.fewest_met_again(rounds) if is_even else 0
    costs = [of_one.cost(rounds.problem, division).by_trait for division in divisions]
    return Figures(
        met=len(met),
        could_meet=min(meetings - again, comb(len(seating.people), 2)),
        met_again=sum(times > 1 for times in met.values()),
        must_meet_again=again,
        uneven=tuple(
            Unevenness(label=TITLES[trait], people=sum(cost[trait] for cost in costs) // weight)
            for trait, weight in WEIGHTS.items()
        ),
    )


def swaps_with(seating: Seating, enrolment_id: int, discussion: int) -> list[Swap]:
    """With whom somebody could change groups in one discussion, the best first; nobody pinned is among them."""
    divisions = seating.divisions()
    if not discussion or str(enrolment_id) not in divisions[discussion - 1]:
        return []
    growths = solver.growth_of_each_trade(seating.rounds_as_they_are(), divisions, discussion, str(enrolment_id))
    people = {str(person.enrolment_id): person for person in seating.people}
    found = [
        Swap(
            person=people[other],
            group=divisions[discussion - 1][other],
            met_again=growth.again // AGAIN,
            balance=growth.balance,
        )
        for other, growth in growths.items()
        if not isinstance(growth, solver.Refusal)
    ]
    return sorted(found, key=lambda one: (one.price, one.group))


def swap_between(seating: Seating, enrolment_id: int, other_id: int, discussion: int) -> TwoSwap:
    """What it does that two people change groups in a discussion.

    Raises NothingToSwap where they sit in one group, one of them in none, or one is pinned.
    """
    swaps = swaps_with(seating, enrolment_id, discussion) if discussion <= len(seating.discussions) else []
    swap = next((one for one in swaps if one.person.enrolment_id == other_id), None)
    if swap is None:
        raise NothingToSwap
    return TwoSwap(
        discussion=seating.discussions[discussion - 1],
        person=next(person for person in seating.people if person.enrolment_id == enrolment_id),
        leaves=seating.divisions()[discussion - 1][str(enrolment_id)],
        swap=swap,
    )


def _number(seating: Seating, groups: int) -> NumberOfGroups:
    rounds = seating.rounds(groups)
    sizes = rounds.problem.sizes()
    return NumberOfGroups(
        groups=groups, smallest=min(sizes), largest=max(sizes), met_again=solver.fewest_met_again(rounds)
    )


def _solved(rounds: solver.Rounds) -> Sequence[of_one.Division]:
    if rounds.rounds == 1 and not rounds.seats:
        from khaigiang.solvers.groups.solve import solve as solve_one  # noqa: PLC0415  OR-Tools is slow to load

        return [solve_one(rounds.problem, seconds=SECONDS_OF_ONE).division]
    from khaigiang.solvers.groups.rounds.solve import solve  # noqa: PLC0415  so are the search kernels

    return solve(rounds, seconds=SECONDS, steps=STEPS).divisions


def _person(person: ListRow, on: date) -> of_one.Person:
    return of_one.Person(
        id=str(person.enrolment_id),
        district=str(person.committee_id),
        traits={
            "sex": "F" if person.is_woman else "M",
            "age": age_band(person.born_on, on),
            "kind": person.unit_kind,
            "post": person.post,
        },
    )
