"""Why no timetable fits: demands that contradict each other, and what could be given up, each with its price."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khaigiang.ground.shared.known_days import day_in_words
from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.contradictions import explained
from khaigiang.solvers.time_limit import never
from khaigiang.solvers.timetabling.texts import sentence
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
from khaigiang.teaching.timetable.models import TimetableRun
from khaigiang.teaching.timetable.queries.names import names_of
from khaigiang.teaching.timetable.queries.situation import ClassToTime, LecturerToAsk, Situation, situation_of
from khaigiang.teaching.timetable.rules import monday_of
from khaigiang.teaching.timetable.solver_bridge.demands import Cause, Demand, Teller, kept, names_for_the_solver
from khaigiang.teaching.timetable.solver_bridge.problem import problem_of, taken_near, weights_for

# A worker that is silent for much longer is taken for dead.
SECONDS: Final = 30
SECONDS_FOR_WAYS_OUT: Final = 60

# What the office does itself, by a click.
STEPS: Final[dict[str, Promise]] = {
    "max_per_day": _("%(lecturer)s may teach %(day)s half-days a day instead of %(per_day)s."),
    "max_per_week": _("%(lecturer)s may teach %(week)s half-days a week instead of %(per_week)s."),
    "limits": _("%(lecturer)s may teach %(day)s half-days a day and %(week)s a week."),
    "days": _("%(class)s also meets on %(days)s."),
    "hall": _("%(class)s sits in %(hall)s instead of %(halls)s."),
    "any_hall": _("%(class)s sits in any hall of its school that seats it, instead of only %(halls)s."),
}
# What somebody else has to agree to: what changes, and who is asked.
ASKED: Final[dict[str, tuple[Promise, Promise]]] = {
    "half_days_of_the_class": (
        _("%(class)s meets on further days."),
        _("The days of %(class)s are settled: change them by a decision, then start the search again."),
    ),
    "stages_in_order": (
        _("%(class)s leaves the order of the programme."),
        _("The programme sets its order: ask those who approved it, or set %(class)s by hand."),
    ),
    "qualified": (
        _("Somebody else teaches “%(item)s” of %(class)s."),
        _("Ask those who keep the programme to name another lecturer for “%(item)s”, then start the search again."),
    ),
    "away": (
        _("%(lecturer)s comes all the same: %(when)s."),
        _("Ask %(lecturer)s. If they can come, take their days away back, then start the search again."),
    ),
    "taught": (
        _("Another class does without %(lecturer)s: %(when)s."),
        _("Move the sessions of the other class first, then start the search again."),
    ),
    "halls_of_the_class": (
        _("%(class)s sits in another hall than %(halls)s."),
        _("No other hall of its school seats %(class)s: find one, or make the class smaller."),
    ),
    "hall_large_enough": (
        _("%(class)s sits in a hall with fewer than %(people_in_class)s seats."),
        _("Find a larger hall for %(class)s, or make the class smaller."),
    ),
    "closed": (
        _("%(hall)s is open all the same: %(when)s."),
        _(
            "Ask whoever looks after %(hall)s. If it can be had, take its closed days back, then start the search again."
        ),
    ),
    "booked": (
        _("Another class leaves %(hall)s: %(when)s."),
        _("Move the sessions of the other class first, then start the search again."),
    ),
    "meeting": (
        _("The meeting leaves %(hall)s: %(when)s."),
        _("Ask whoever looks after %(hall)s to move the booking, then start the search again."),
    ),
    "opening": (
        _("%(class)s opens later than in its first half-day."),
        _("Set the opening of %(class)s by hand, or change its days."),
    ),
    "closing": (
        _("%(class)s closes before its last half-day."),
        _("Set the closing of %(class)s by hand, or change its days."),
    ),
}
ASK_SOMEBODY: Final = _("The office cannot change this itself: ask those who decide it, then start the search again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change of a way out: limits of a lecturer, days or the hall of a class; or what somebody else decides."""

    cause: Cause
    sentence: str
    links: tuple[Link, ...]
    ask: str = ""
    limits: tuple[int, int] | None = None
    days: tuple[date, ...] = ()
    changes_hall: bool = False
    hall_id: int | None = None
    concerned: tuple[Somebody, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """What contradicts each other, and the cheapest ways out."""

    opening: str
    demands: tuple[Demand, ...]
    ways_out: tuple[WayOut[Step], ...]


def find_contradiction(
    situation: Situation,
    *,
    asked: Collection[str] = (),
    seconds: float = SECONDS,
    tell: Tell = unheard,
    is_stopped: Callable[[], bool] = never,
) -> dict[str, Any]:
    """What contradicts each other and the cheapest ways out, as they are kept with a run; empty when time ran out.

    What was `asked` of the run counts in their prices. `tell` hears what contradicts each other as soon as it is known; once `is_stopped`, no more ways out are looked for.
    """
    from khaigiang.solvers.timetabling.conflict import smallest_conflict  # noqa: PLC0415  OR-Tools is slow to load
    from khaigiang.solvers.timetabling.relaxations import cheapest_relaxations  # noqa: PLC0415  as above

    problem, teller = problem_of(situation, weights_for(asked)), Teller(situation=situation, names=names_of(situation))
    names = names_for_the_solver(situation, teller.names)

    def demands(conflict: Iterable[solver.Demand]) -> list[dict[str, Any]]:
        return [kept(demand, said=sentence(problem, demand, names=names)) for demand in conflict]

    found = explained(
        problem,
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
            "taken": _taken(situation, way.drop, way.plan.placements),
        }
        for way in found.ways_out
    ]
    return kept_contradiction(
        demands(found.demands), ways_to_tell(ways, lambda way: not any(step.ask for step in _steps(teller, way)))
    )


def contradiction_of(run: TimetableRun) -> Contradiction | None:
    """Why a run found nothing, with the names and numbers of today; None where it is not known."""
    if not run.contradiction:
        return None
    situation = situation_of(run.class_ids)
    teller = Teller(situation=situation, names=names_of(situation))
    opening = _("%(classes)s classes are set together, each with the %(items)s items of its programme.")
    return Contradiction(
        opening=str(opening) % {"classes": len(situation.classes), "items": len(situation.items)},
        demands=tuple(teller.demand(cause) for cause in teller.causes(run.contradiction["demands"])),
        ways_out=tuple(
            WayOut(number=number, price=way["price"], steps=tuple(_steps(teller, way)))
            for number, way in enumerate(run.contradiction["ways_out"], start=1)
        ),
    )


def _taken(
    situation: Situation, drop: Iterable[solver.Demand], placements: Sequence[solver.Placement]
) -> dict[str, Any]:
    """What the timetable without these demands takes of what they limited."""
    classes = {int(demand.classes[0]) for demand in drop if demand.classes}
    lecturers = {int(demand.lecturer_id) for demand in drop if demand.lecturer_id}
    halls: defaultdict[str, set[int]] = defaultdict(set)
    days: defaultdict[str, set[str]] = defaultdict(set)
    for one in placements:
        if int(one.class_id) in classes:
            halls[one.class_id].add(int(one.hall_id))
            days[one.class_id].add(one.slot.on.isoformat())
    own = {str(one.id): {on.isoformat() for on in one.days} for one in situation.classes}
    return {
        "halls": {class_id: sorted(found) for class_id, found in halls.items()},
        "days": {class_id: sorted(found - own[class_id]) for class_id, found in days.items()},
        "limits": {str(one.id): _most(one, placements) for one in situation.lecturers if one.id in lecturers},
    }


def _most(one: LecturerToAsk, placements: Sequence[solver.Placement]) -> list[int]:
    """The most half-days that somebody teaches on a day and in a week, other classes counted where these teach too."""
    taught = [placement.slot.on for placement in placements if placement.lecturer_id == str(one.id)]
    by_day, by_week = Counter(taught), Counter(monday_of(on) for on in taught)
    return [
        max((count + taken_near(one, on)[0] for on, count in by_day.items()), default=0),
        max((count + taken_near(one, monday)[1] for monday, count in by_week.items()), default=0),
    ]


def _steps(teller: Teller, way: Mapping[str, Any]) -> Iterable[Step]:
    """Limits of one lecturer are one step, whichever of them are given up."""
    seen: set[int] = set()
    for cause in teller.causes(way["drop"]):
        if cause.rule in {"max_per_day", "max_per_week", "full"}:
            if cause.lecturer_id not in seen:
                yield _limits(teller, cause, way["taken"]["limits"][str(cause.lecturer_id)])
            seen.add(cause.lecturer_id)
        else:
            yield _of_a_class(teller, cause, way["taken"]) or _asked(teller, cause)


def _limits(teller: Teller, cause: Cause, most: Sequence[int]) -> Step:
    one = teller.lecturer(cause.lecturer_id)
    day = max(one.max_per_day, most[0])
    week = max(one.max_per_week, most[1], day)
    changed = "max_per_week" if day == one.max_per_day else "max_per_day" if week == one.max_per_week else "limits"
    said = teller.sentence(STEPS[changed], cause, day=day, week=week)
    return Step(cause=cause, sentence=said, links=teller.links(cause), limits=(day, week))


def _of_a_class(teller: Teller, cause: Cause, taken: Mapping[str, Any]) -> Step | None:
    """Days or halls that the office gives a class by a click; None where it cannot."""
    if cause.rule == "half_days_of_the_class":
        days = tuple(date.fromisoformat(day) for day in taken["days"].get(str(cause.class_id), ()))
        return _days(teller, cause, days)
    if cause.rule == "halls_of_the_class":
        return _hall(teller, cause, taken["halls"].get(str(cause.class_id), ()))
    return None


def _days(teller: Teller, cause: Cause, days: tuple[date, ...]) -> Step | None:
    """Further days between the first and the last of the class: those two may stand in its decision."""
    one = teller.class_(cause.class_id)
    if not days or not all(one.days[0] < day < one.days[-1] for day in days):
        return None
    said = teller.sentence(STEPS["days"], cause, days=", ".join(day_in_words(day) for day in days))
    return Step(cause=cause, sentence=said, links=teller.links(cause), days=days)


def _hall(teller: Teller, cause: Cause, used: Sequence[int]) -> Step | None:
    one = teller.class_(cause.class_id)
    if len(used) == 1 and used[0] in teller.names.halls:
        said = teller.sentence(STEPS["hall"], cause, hall=teller.names.halls[used[0]])
        return Step(cause=cause, sentence=said, links=teller.links(cause), changes_hall=True, hall_id=used[0])
    if one.hall_id is not None and _are_of_the_school(teller, one, used):
        said = teller.sentence(STEPS["any_hall"], cause)
        return Step(cause=cause, sentence=said, links=teller.links(cause), changes_hall=True)
    return None


def _are_of_the_school(teller: Teller, one: ClassToTime, used: Sequence[int]) -> bool:
    seating = {hall.id for hall in teller.situation.halls if hall.school_id == one.school_id}
    return bool(used) and seating.issuperset(used)


def _asked(teller: Teller, cause: Cause) -> Step:
    changes, ask = ASKED.get(cause.rule, (None, ASK_SOMEBODY))
    return Step(
        cause=cause,
        sentence=teller.sentence(changes, cause),
        links=teller.links(cause),
        ask=teller.sentence(ask, cause),
    )
