"""Asking the solver for a timetable."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass

from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.progress import Watch, unwatched
from khaigiang.teaching.curriculum.rules import by_half_day
from khaigiang.teaching.curriculum.states import ItemKind
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.errors import (
    DaysMissing,
    NobodyMayTeach,
    NobodyMayTeachBoth,
    NoClassesChosen,
    NoHalfDayLongEnough,
    NoHallFits,
    NoHallOffers,
    NothingToTeach,
    NoTimetableExists,
    NoTimetableInTime,
    ProgrammesDiffer,
    TooFewHalfDays,
)
from khaigiang.teaching.timetable.hours import timed
from khaigiang.teaching.timetable.queries.situation import ClassToTime, ItemToTeach, Situation
from khaigiang.teaching.timetable.solver_bridge.problem import (
    half_days_for,
    half_of,
    halls_for,
    input_hash,
    may_teach,
    problem_of,
    weights_for,
)
from khaigiang.teaching.timetable.solver_bridge.standing import with_standing

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
    situation: Situation,
    *,
    seconds: float,
    seed: int,
    asked: Collection[str] = (),
    keeps_standing: bool = False,
    watch: Watch = unwatched,
) -> Proposal:
    """The cheapest timetable of the classes together; `asked` as `weights_for` reads it.

    Where it `keeps_standing`, every session stays exactly as it stands; raises PieceCannotStay where a rule forbids that.

    Raises what `refuse_what_cannot_be` raises, NoTimetableExists or NoTimetableInTime.
    """
    from khaigiang.solvers.timetabling.solve import solve  # noqa: PLC0415  OR-Tools is slow to load, seldom needed

    refuse_what_cannot_be(situation)
    weights = weights_for(asked)
    problem = problem_of(situation, weights)
    if keeps_standing:
        problem = with_standing(problem, situation)
    try:
        plan = solve(problem, seconds=seconds, seed=seed, watch=watch)
    except NoPlanExists as none:
        raise NoTimetableExists from none
    except NoPlanInTime as late:
        raise NoTimetableInTime(seconds=f"{seconds:g}") from late
    classes = {str(one.id): one for one in situation.classes}
    half_days = {str(together[0].id): together for together in by_half_day(situation.items)}
    drafts = [
        draft
        for placement in _in_order(plan)
        for draft in sessions_of_placement(placement, classes[placement.class_id], half_days[placement.piece_id])
    ]
    standing = {draft.key: draft for one in situation.classes for draft in one.sessions} if keeps_standing else {}
    return Proposal(
        drafts=tuple(standing.get(draft.key, draft) for draft in drafts),
        status=plan.status,
        cost=asdict(plan.cost) | {"total": plan.cost.total},
        weights=asdict(weights),
        bound=plan.bound,
        seconds=plan.seconds,
        input_hash=input_hash(situation),
    )


def refuse_what_cannot_be(situation: Situation) -> None:
    """Refuse a search for which something is still missing.

    Raises NoClassesChosen, ProgrammesDiffer, NothingToTeach, NobodyMayTeach, NobodyMayTeachBoth, DaysMissing,
    TooFewHalfDays, NoHalfDayLongEnough, NoHallFits or NoHallOffers.
    """
    if not situation.classes:
        raise NoClassesChosen
    if len({one.version_id for one in situation.classes}) > 1:
        raise ProgrammesDiffer
    if not situation.items:
        raise NothingToTeach
    untaught = [item for item in situation.items if item.kind == ItemKind.TOPIC and not item.lecturer_ids]
    if untaught:
        raise NobodyMayTeach(items=_named(untaught))
    for together in by_half_day(situation.items):
        if any(item.lecturer_ids for item in together) and not may_teach(together):
            raise NobodyMayTeachBoth(items=_named(together))
    for one in situation.classes:
        _refuse_class(one, situation)


def _refuse_class(one: ClassToTime, situation: Situation) -> None:
    if not one.days:
        raise DaysMissing(training_class=one.name)
    half_days = by_half_day(situation.items)
    if len(one.slots) < len(half_days):
        raise TooFewHalfDays(training_class=one.name, have=len(one.slots), need=len(half_days))
    for together in half_days:
        if not half_days_for(one, together):
            raise NoHalfDayLongEnough(training_class=one.name, items=_named(together))
    if not halls_for(one, situation.halls):
        raise NoHallFits(training_class=one.name, people=one.people)
    for item in situation.items:
        if not any(set(item.needs) <= set(hall.features) for hall in halls_for(one, situation.halls)):
            raise NoHallOffers(item=item.title, training_class=one.name, needs=", ".join(item.needs))


def _named(items: Sequence[ItemToTeach]) -> str:
    more = " …" if len(items) > NAMED_IN_A_REFUSAL else ""
    return ", ".join(f"“{item.title}”" for item in items[:NAMED_IN_A_REFUSAL]) + more


def _in_order(plan: solver.Plan) -> list[solver.Placement]:
    return sorted(plan.placements, key=lambda placement: (int(placement.class_id), placement.slot))


def sessions_of_placement(
    placement: solver.Placement, one: ClassToTime, together: Sequence[ItemToTeach]
) -> Iterator[Draft]:
    """The sessions of one half-day, one after another; a ceremony has no lecturer."""
    half_day = half_of(placement.slot)
    stretches = timed(one.hours_of((placement.slot.on, half_day)), [item.minutes for item in together])
    for item, (starts_at, ends_at) in zip(together, stretches, strict=True):
        yield Draft(
            class_id=one.id,
            item_id=item.id,
            on=placement.slot.on,
            half_day=half_day,
            starts_at=starts_at,
            ends_at=ends_at,
            hall_id=int(placement.hall_id),
            lecturer_id=int(placement.lecturer_id) if placement.lecturer_id and item.lecturer_ids else None,
        )
