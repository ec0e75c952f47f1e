"""Why no allocation fits: demands that contradict each other, and what could be given up, each with its price."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.solvers import allocation as solver
from khaigiang.solvers.contradictions import explained
from khaigiang.solvers.time_limit import never
from khaigiang.teaching.cohorts.models import AllocationRun, Wish
from khaigiang.teaching.cohorts.queries import Situation, TakingClass, WaitingPerson, situation_of
from khaigiang.teaching.cohorts.queries.waiting import Away
from khaigiang.teaching.cohorts.solver_bridge.problem import problem_of
from khaigiang.teaching.cohorts.weights import Weights
from khaigiang.teaching.runs.contradictions import (
    LOOKED_AT,
    Link,
    Somebody,
    Tell,
    WayOut,
    kept_contradiction,
    unheard,
    ways_to_tell,
)

# A worker that is silent for much longer is taken for dead.
SECONDS: Final = 10
SECONDS_FOR_WAYS_OUT: Final = 40

SENTENCES: Final[dict[str, Promise]] = {
    "max": _("%(class)s takes %(number)s people at most."),
    "min": _("%(class)s must have %(number)s people at least."),
}
STEPS: Final[dict[str, Promise]] = {
    "max": _("%(class)s takes %(number)s people instead of %(now)s."),
    "min": _("%(class)s may begin with %(number)s people instead of %(now)s."),
    "pinned": _("The committee's “only this class” becomes “rather this class”."),
    "away": _(
        "These people change their days away, so that they can attend %(class)s. Their committees must be asked."
    ),
}
AWAY: Final = _("Away from %(first)s to %(last)s: %(reason)s.")
ASK: Final = _("Only the committees can change days away: ask those named here, then start the search again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People whom the same cause keeps from the same classes: they are away, or their committee wants another class."""

    cause: str
    classes: tuple[str, ...]
    people: tuple[WaitingPerson, ...]
    links: tuple[Link, ...] = ()

    @property
    def sentence(self) -> str:
        """The demand in the reader's words."""
        count = len(self.people)
        if self.cause == "away":
            said = ngettext(
                "%(count)s person is away on days of %(classes)s.",
                "%(count)s people are away on days of %(classes)s.",
                count,
            )
        else:
            said = ngettext(
                "The committee asked for another class and no other, so %(count)s person may not attend %(classes)s.",
                "The committees asked for another class and no other, so %(count)s people may not attend %(classes)s.",
                count,
            )
        return said % {"count": count, "classes": ", ".join(self.classes)}

    @property
    def concerned(self) -> list[Somebody]:
        """Each of them, with days away or else where the wish is kept."""
        return [_somebody(person) for person in self.people]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """The smallest or the largest size of one class."""

    rule: str
    class_id: int
    name: str
    number: int
    concerned: tuple[Somebody, ...] = ()

    @property
    def sentence(self) -> str:
        """The demand in the reader's words."""
        return str(SENTENCES[self.rule]) % {"class": self.name, "number": self.number}

    @property
    def links(self) -> list[Link]:
        """Where the sizes are changed."""
        return [Link(url_name="cohorts:edit", id=self.class_id, label=_("Change the sizes"), about=self.name)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of a way out: of a class's sizes, of wishes, or of days away that only a committee can change."""

    rule: str
    class_id: int = 0
    name: str = ""
    now: int = 0
    number: int = 0
    people: tuple[WaitingPerson, ...] = ()
    links: tuple[Link, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in the reader's words."""
        return str(STEPS[self.rule]) % {"class": self.name, "now": self.now, "number": self.number}

    @property
    def concerned(self) -> list[Somebody]:
        """Those whose wishes or days away change."""
        return [_somebody(person) for person in self.people]

    @property
    def ask(self) -> str:
        """Days away are the committees' to change."""
        return str(ASK) if self.rule == "away" else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What contradicts each other, and the cheapest ways out."""

    waiting: int
    bounds: tuple[Bound, ...]
    people: tuple[People, ...]
    ways_out: tuple[WayOut[Step], ...]

    @property
    def opening(self) -> str:
        """What is always asked."""
        return str(_("%(people)s people wait, and each is to have one class.")) % {
            "people": number_format(self.waiting)
        }

    @property
    def demands(self) -> list[Bound | People]:
        """What contradicts each other, classes first."""
        return [*self.bounds, *self.people]


def find_contradiction(
    situation: Situation,
    weights: Weights,
    *,
    seconds: float = SECONDS,
    tell: Tell = unheard,
    is_stopped: Callable[[], bool] = never,
) -> dict[str, Any]:
    """What contradicts each other and the cheapest ways out, as they are kept with a run; empty when time ran out.

    `tell` hears what contradicts each other as soon as it is known; once `is_stopped`, no more ways out are looked for.
    """
    from khaigiang.solvers.allocation.conflict import smallest_conflict  # noqa: PLC0415  OR-Tools is slow to load
    from khaigiang.solvers.allocation.relaxations import cheapest_relaxations  # noqa: PLC0415  as above

    def demands(conflict: Iterable[solver.Demand]) -> list[dict[str, Any]]:
        return [_kept(demand) for demand in conflict]

    found = explained(
        problem_of(situation, weights),
        smallest_conflict,
        cheapest_relaxations,
        seconds=seconds,
        for_ways_out=SECONDS_FOR_WAYS_OUT,
        most=LOOKED_AT,
        tell=lambda conflict: tell(kept_contradiction(demands(conflict))),
        is_stopped=is_stopped,
    )
    ways = [
        {
            "drop": demands(way.drop),
            "price": way.plan.cost.total,
            "sizes": dict(Counter(way.plan.assignment.values())),
        }
        for way in found.ways_out
    ]
    return kept_contradiction(
        demands(found.demands), ways_to_tell(ways, lambda way: not any(step.ask for step in _steps(way, situation)))
    )


def contradiction_of(run: AllocationRun) -> Contradiction | None:
    """Why a run found nothing, with the names of today; None where it is not known. Four statements."""
    if not run.contradiction:
        return None
    situation = situation_of(run.plan)
    demands = run.contradiction["demands"]
    return Contradiction(
        waiting=len(situation.people),
        bounds=tuple(_bounds(demands, situation)),
        people=tuple(_barred(demands, situation)),
        ways_out=tuple(
            WayOut(number=number, price=way["price"], steps=tuple(_steps(way, situation)))
            for number, way in enumerate(run.contradiction["ways_out"], start=1)
        ),
    )


def _kept(demand: solver.Demand) -> dict[str, Any]:
    return {
        "rule": demand.rule,
        "class": int(demand.class_id or 0),
        "people": [int(person_id) for person_id in demand.people],
    }


def _bounds(demands: Iterable[Mapping[str, Any]], situation: Situation) -> Iterable[Bound]:
    classes = {one.id: one for one in situation.classes}
    for demand in demands:
        one = classes.get(demand["class"])
        if one is not None and demand["rule"] in SENTENCES:
            yield Bound(rule=demand["rule"], class_id=one.id, name=one.name, number=_number(one, demand["rule"]))


def _number(one: TakingClass, rule: str) -> int:
    return one.largest if rule == "max" else one.smallest


def _barred(demands: Iterable[Mapping[str, Any]], situation: Situation) -> Iterable[People]:
    """People who cannot attend the same classes for the same cause stand together."""
    classes = {one.id: one for one in situation.classes}
    people = {one.nomination_id: one for one in situation.people}
    barred: defaultdict[tuple[int, str], list[TakingClass]] = defaultdict(list)
    for demand in demands:
        if demand["rule"] == "cannot" and demand["people"][0] in people and demand["class"] in classes:
            one = classes[demand["class"]]
            barred[demand["people"][0], _cause(people[demand["people"][0]], one)].append(one)
    alike: defaultdict[tuple[str, tuple[str, ...]], list[WaitingPerson]] = defaultdict(list)
    for (person_id, cause), found in barred.items():
        alike[cause, tuple(one.name for one in found)].append(people[person_id])
    for (cause, names), together in alike.items():
        yield People(cause=cause, classes=names, people=tuple(together))


def _cause(person: WaitingPerson, one: TakingClass) -> str:
    """Days away weigh more: a wish could be given up, and they would still be away."""
    return "away" if one.days_missed_by(person) or person.wish != Wish.Kind.PINNED else "pinned"


def _steps(way: Mapping[str, Any], situation: Situation) -> Iterable[Step]:
    for bound in _bounds(way["drop"], situation):
        number = way["sizes"].get(str(bound.class_id), 0)
        yield Step(rule=bound.rule, class_id=bound.class_id, name=bound.name, now=bound.number, number=number)
    for barred in _barred(way["drop"], situation):
        yield Step(rule=barred.cause, name=", ".join(barred.classes), people=barred.people)


def _somebody(person: WaitingPerson) -> Somebody:
    wish = Link(url_name="cohorts:placement", id=person.nomination_id, label=_("Wish"), about=person.name)
    return Somebody(
        name=person.name,
        about=f"{person.unit} · {person.committee}",
        page=Link(url_name="nominations:nomination", id=person.nomination_id, label=_("Person"), about=person.name),
        notes=tuple(_away(away) for away in person.away),
        links=() if person.away else (wish,),
    )


def _away(away: Away) -> str:
    days = {"first": day_in_words(away.first_day), "last": day_in_words(away.last_day)}
    return str(AWAY) % {**days, "reason": away.reason}
