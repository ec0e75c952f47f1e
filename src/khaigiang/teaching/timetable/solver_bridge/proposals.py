"""Asking the solver for a timetable."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import date, time

from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    DaysMissing,
    NobodyMayTeach,
    NoClassesChosen,
    NoHallFits,
    NoHallOffers,
    NothingToTeach,
    NoTimetableExists,
    NoTimetableInTime,
    ProgrammesDiffer,
    TooFewHalfDays,
)
from khaigiang.teaching.timetable.queries.situation import TAUGHT_HALVES, ClassToTime, Situation
from khaigiang.teaching.timetable.solver_bridge.problem import half_of, halls_for, input_hash, problem_of, weights_for

NAMED_IN_A_REFUSAL = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A timetable of some classes, its price by part, and what is proven: nothing costs less than `bound`."""

    drafts: tuple[Draft, ...]
    status: str
    cost: dict[str, int]
    weights: dict[str, int]
    bound: int
    seconds: float
    input_hash: str


def propose(
    situation: Situation, *, seconds: float, seed: int, asked: Collection[str] = (), watch: Watch = unwatched
) -> Proposal:
    """The cheapest timetable of the classes together; `asked` as `weights_for` reads it.

    Raises NoClassesChosen, ProgrammesDiffer, NothingToTeach, NobodyMayTeach, DaysMissing, TooFewHalfDays, NoHallFits,
    NoTimetableExists or NoTimetableInTime.
    """
    from khaigiang.solvers.timetabling.solve import solve  # noqa: PLC0415  OR-Tools is slow to load, seldom needed

    refuse_what_cannot_be(situation)
    weights = weights_for(asked)
    try:
        plan = solve(problem_of(situation, weights), seconds=seconds, seed=seed, watch=watch)
    except NoPlanExists as none:
        raise NoTimetableExists from none
    except NoPlanInTime as late:
        raise NoTimetableInTime(seconds=f"{seconds:g}") from late
    classes = {str(one.id): one for one in situation.classes}
    return Proposal(
        drafts=tuple(_draft(placement, classes[placement.class_id]) for placement in _in_order(plan)),
        status=plan.status,
        cost=asdict(plan.cost) | {"total": plan.cost.total},
        weights=asdict(weights),
        bound=plan.bound,
        seconds=plan.seconds,
        input_hash=input_hash(situation),
    )


def refuse_what_cannot_be(situation: Situation) -> None:
    """Refuse a search for which something is still missing.

    Raises NoClassesChosen, ProgrammesDiffer, NothingToTeach, NobodyMayTeach, DaysMissing, TooFewHalfDays or NoHallFits.
    """
    if not situation.classes:
        raise NoClassesChosen
    if len({one.version_id for one in situation.classes}) > 1:
        raise ProgrammesDiffer
    if not situation.items:
        raise NothingToTeach
    untaught = [item.title for item in situation.items if item.kind == ItemKind.TOPIC and not item.lecturer_ids]
    if untaught:
        more = " …" if len(untaught) > NAMED_IN_A_REFUSAL else ""
        raise NobodyMayTeach(items=", ".join(f"“{title}”" for title in untaught[:NAMED_IN_A_REFUSAL]) + more)
    for one in situation.classes:
        _refuse_class(one, situation)


def _refuse_class(one: ClassToTime, situation: Situation) -> None:
    if not one.days:
        raise DaysMissing(training_class=one.name)
    if len(one.slots) < len(situation.items):
        raise TooFewHalfDays(training_class=one.name, have=len(one.slots), need=len(situation.items))
    if not halls_for(one, situation.halls):
        raise NoHallFits(training_class=one.name, people=one.people)
    for item in situation.items:
        if not any(set(item.needs) <= set(hall.features) for hall in halls_for(one, situation.halls)):
            raise NoHallOffers(item=item.title, training_class=one.name, needs=", ".join(item.needs))


def _in_order(plan: solver.Plan) -> list[solver.Placement]:
    return sorted(plan.placements, key=lambda placement: (int(placement.class_id), placement.slot))


def _draft(placement: solver.Placement, one: ClassToTime) -> Draft:
    starts_at, ends_at = _hours(one, half_of(placement.slot))
    on: date = placement.slot.on
    return Draft(
        class_id=one.id,
        item_id=int(placement.piece_id),
        on=on,
        half_day=half_of(placement.slot),
        starts_at=starts_at,
        ends_at=ends_at,
        hall_id=int(placement.hall_id),
        lecturer_id=int(placement.lecturer_id) if placement.lecturer_id else None,
    )


def _hours(one: ClassToTime, half: str) -> tuple[time, time]:
    place = TAUGHT_HALVES.index(half) * 2
    return time.fromisoformat(one.hours[place]), time.fromisoformat(one.hours[place + 1])
