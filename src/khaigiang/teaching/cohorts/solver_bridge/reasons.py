"""Why somebody is in their class, and what every other class would cost or break."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from khaigiang.planning.nominations.models import Nomination
from khaigiang.solvers import allocation as solver
from khaigiang.teaching.cohorts.models import AllocationRun, Wish
from khaigiang.teaching.cohorts.queries import (
    PARTS,
    PricePart,
    Situation,
    TakingClass,
    WaitingPerson,
    placements_of,
    situation_of,
    situation_of_run,
)
from khaigiang.teaching.cohorts.solver_bridge.problem import assignment_of, problem_of
from khaigiang.teaching.cohorts.solver_bridge.proposals import price_by_part
from khaigiang.teaching.cohorts.weights import Weights

OBSTACLES: Final[dict[str, Promise]] = {
    "away": _("The person is away on class days: %(days)s."),
    "pinned": _("The committee asked for another class and no other."),
    "full": _("The class is full: it takes %(people)s people at most."),
    "empties": _("The class they leave would fall below its smallest size."),
}


SENTENCES: Final[dict[str, Promise]] = {
    "nowhere": _("This person has no class yet."),
    Wish.Kind.PINNED: _("The committee asked for this class and no other."),
    Wish.Kind.PREFERS: _("The committee prefers this class, and it was possible."),
    "alone": _("No other class is possible."),
    "dearer": _(
        "Another class would make the whole allocation cheaper: this place was chosen by hand, or things have changed."
    ),
    "equal": _("Another class would do just as well: the price of the whole allocation would stay the same."),
    "cheapest": _("This is the cheapest class: in any other, the whole allocation would cost more."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One rule that forbids a class: which rule, and the days or the number it speaks of."""

    rule: str
    days: tuple[date, ...] = ()
    people: int = 0

    @property
    def sentence(self) -> str:
        """The obstacle in the reader's words."""
        days = ", ".join(f"{day:%d/%m}" for day in self.days)
        return str(OBSTACLES[self.rule]) % {"days": days, "people": self.people}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfCommittee:
    """The places of the person's committee in a class, and how many of its people have one there."""

    places: int
    taken: int

    @property
    def sentence(self) -> str:
        """The places in the reader's words."""
        words = ngettext(
            "%(places)s place of the committee here, %(taken)s taken.",
            "%(places)s places of the committee here, %(taken)s taken.",
            self.places,
        )
        return words % {"places": self.places, "taken": self.taken}


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One class as a place for the person: what the whole allocation would cost more (below zero: less) with them there."""

    class_id: int
    name: str
    is_here: bool
    price: int | None
    why: tuple[PricePart, ...]
    obstacles: tuple[Obstacle, ...]
    places: "OfCommittee | None" = None

    @property
    def is_possible(self) -> bool:
        """Do the rules allow it?"""
        return not self.obstacles


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """Where a person is placed, every class with its price, and the one sentence that says why."""

    person: WaitingPerson
    here: int | None
    options: tuple[Option, ...]
    sentence: Promise


def why_now(nomination: Nomination) -> Reasons | None:
    """The reasons for somebody's class as everybody is placed now.

    None once they no longer wait for one, and while no class takes people.
    """
    situation = situation_of(nomination.plan)
    waits = any(person.nomination_id == nomination.pk for person in situation.people)
    if not waits or not situation.classes:
        return None
    return why(situation, Weights(), situation.placed, nomination.pk)


def why_in_run(run: AllocationRun, nomination: Nomination) -> Reasons:
    """The reasons for the class that a proposal gives somebody."""
    return why(situation_of_run(run), Weights.from_json(run.weights), placements_of(run), nomination.pk)


def why(situation: Situation, weights: Weights, placed: dict[int, int], nomination_id: int) -> Reasons:
    """The reasons for one person's class among people placed as given; the person may have no class yet."""
    person = next(one for one in situation.people if one.nomination_id == nomination_id)
    here = placed.get(nomination_id)
    problem, assignment = problem_of(situation, weights), assignment_of(placed)
    now = price_by_part(problem, assignment)
    options = tuple(
        replace(
            _option(problem, assignment, now, person, one, is_here=one.id == here),
            places=_of_committee(situation, placed, person, one),
        )
        for one in situation.classes
    )
    return Reasons(person=person, here=here, options=options, sentence=_sentence(person, here, options))


def obstacles_to(situation: Situation, weights: Weights, nomination_id: int, class_id: int) -> tuple[Obstacle, ...]:
    """The rules that forbid moving one person, as everybody is placed now, to a class."""
    reasons = why(situation, weights, situation.placed, nomination_id)
    return next(option.obstacles for option in reasons.options if option.class_id == class_id)


def _option(
    problem: solver.Problem,
    assignment: solver.Assignment,
    now: dict[str, int],
    person: WaitingPerson,
    one: TakingClass,
    *,
    is_here: bool,
) -> Option:
    from khaigiang.solvers.allocation.explain import price_of_move  # noqa: PLC0415  it counts with NumPy

    found = price_of_move(problem, assignment, str(person.nomination_id), str(one.id))
    refused = isinstance(found, solver.Refusal)
    moved = {**assignment, str(person.nomination_id): str(one.id)}
    then = now if refused or is_here else price_by_part(problem, moved)
    return Option(
        class_id=one.id,
        name=one.name,
        is_here=is_here,
        price=None if isinstance(found, solver.Refusal) else found,
        why=tuple(
            PricePart(label=label, price=then.get(part, 0) - now.get(part, 0))
            for part, label in PARTS.items()
            if then.get(part, 0) != now.get(part, 0)
        ),
        obstacles=_obstacles(found, person, one) if isinstance(found, solver.Refusal) else (),
    )


def _of_committee(
    situation: Situation, placed: dict[int, int], person: WaitingPerson, one: TakingClass
) -> OfCommittee | None:
    places = situation.places.get((person.committee_id, one.id))
    if places is None:
        return None
    own = {other.nomination_id for other in situation.people if other.committee_id == person.committee_id}
    taken = sum(class_id == one.id for nomination_id, class_id in placed.items() if nomination_id in own)
    return OfCommittee(places=places, taken=taken)


def _obstacles(refusal: solver.Refusal[solver.Demand], person: WaitingPerson, one: TakingClass) -> tuple[Obstacle, ...]:
    found: list[Obstacle] = []
    for demand in refusal.broken:
        if demand.rule == "cannot":
            found += _why_impossible(person, one)
        elif demand.rule == "max":
            found.append(Obstacle(rule="full", people=one.largest))
        else:
            found.append(Obstacle(rule="empties", people=demand.by))
    return tuple(found)


def _why_impossible(person: WaitingPerson, one: TakingClass) -> list[Obstacle]:
    missed = one.days_missed_by(person)
    found = [Obstacle(rule="away", days=tuple(missed))] if missed else []
    if person.wish == Wish.Kind.PINNED and person.wished_class not in {None, one.id}:
        found.append(Obstacle(rule="pinned"))
    return found


def _sentence(person: WaitingPerson, here: int | None, options: tuple[Option, ...]) -> Promise:
    if here is None:
        return SENTENCES["nowhere"]
    if person.wish and person.wished_class == here:
        return SENTENCES[person.wish]
    prices = [option.price for option in options if option.price is not None and not option.is_here]
    if not prices:
        return SENTENCES["alone"]
    return SENTENCES["dearer" if min(prices) < 0 else "equal" if min(prices) == 0 else "cheapest"]
