"""Between the rows of a timetable and the pure solver that mends it."""

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from khaigiang.solvers import timetabling as solver
from khaigiang.solvers.errors import NoPlanExists, NoPlanInTime
from khaigiang.solvers.timetabling.repairs import Accident as Mishap
from khaigiang.solvers.timetabling.repairs import Way
from khaigiang.teaching.repairs.rules import Accident, Slot
from khaigiang.teaching.repairs.states import AccidentKind, RepairWay
from khaigiang.teaching.repairs.ways import FoundWay, Moved
from khaigiang.teaching.timetable.drafts import Draft
from khaigiang.teaching.timetable.queries.situation import ClassToTime, Situation
from khaigiang.teaching.timetable.solver_bridge.problem import half_of, placements_of, problem_of, slot_of

# Each way is searched beside the others; the page is waited for.
SECONDS: Final = 4.0
SEED: Final = 0
WAYS: Final[Mapping[RepairWay, Way]] = {
    RepairWay.INSTEAD: "instead",
    RepairWay.SWAP: "swap",
    RepairWay.POSTPONE: "postpone",
    RepairWay.ANY: "any",
}


def ways_out(
    situation: Situation, accident: Accident, *, since: Slot, further_days: Sequence[date], seconds: float = SECONDS
) -> list[FoundWay]:
    """The ways to mend the timetable of these classes, the one that touches the fewest people first; none may be left.

    The classes may meet on the further days too. Somebody else at the same time, a change of places and a later time
    are each looked for; anything at all only where none of them is known to touch the fewest.
    """
    search = partial(_searched, situation, accident, since, tuple(further_days), seconds)
    with ThreadPoolExecutor() as pool:
        tried = pool.map(search, (RepairWay.INSTEAD, RepairWay.SWAP, RepairWay.POSTPONE))
        found = [one for one in tried if one is not None]
    # Whatever else one does, a class finds another half-day or hall: all who take part in it.
    smallest = min((one.people for one in situation.classes), default=0)
    fewest = next((one.people for one in found if one.people == one.bound <= smallest), None)
    if fewest is None:
        other = search(RepairWay.ANY)
        fewest = other.bound if other else 0
        if other is not None and all(other.people < one.people for one in found):
            found.append(other)
    return sorted((replace(one, is_proven=one.people <= fewest) for one in found), key=lambda one: one.people)


def _searched(
    situation: Situation,
    accident: Accident,
    since: Slot,
    further_days: tuple[date, ...],
    seconds: float,
    way: RepairWay,
) -> FoundWay | None:
    from khaigiang.solvers.timetabling.repairs.repair import repair  # noqa: PLC0415  OR-Tools is slow to load, seldom needed

    before = _before(situation)
    problem = problem_of(_with_more_room(situation, accident, further_days))
    try:
        found = repair(
            replace(problem, pins=()),
            before,
            _accident(situation, accident),
            way=WAYS[way],
            since=slot_of(since),
            knows=[str(accident.lecturer_id)] if accident.lecturer_id else [],
            seconds=seconds,
            seed=SEED,
        )
    except (NoPlanExists, NoPlanInTime):
        return None
    return FoundWay(
        way=way,
        people=found.people,
        bound=found.bound,
        moved=tuple(_moved(one) for one in found.moved),
    )


def _before(situation: Situation) -> list[solver.Placement]:
    """One piece for each half-day of a class: what somebody teaches there, before what nobody has to."""
    return placements_of((draft for one in situation.classes for draft in heads_of(one)), situation)


def heads_of(one: ClassToTime) -> Iterable[Draft]:
    """The session of each half-day that whatever else is in it goes along with."""
    sessions = sorted(one.sessions, key=lambda draft: (draft.lecturer_id is None, draft.starts_at))
    return {(draft.on, draft.half_day): draft for draft in reversed(sessions)}.values()


def _with_more_room(situation: Situation, accident: Accident, further_days: tuple[date, ...]) -> Situation:
    """The classes meet on further days too; where a hall is lost or too small, they sit in any of their school."""
    frees_halls = accident.kind in {AccidentKind.HALL, AccidentKind.GROUP}
    return replace(
        situation,
        classes=tuple(
            replace(
                one,
                days=tuple(sorted({*one.days, *further_days})),
                hall_id=None if frees_halls else one.hall_id,
            )
            for one in situation.classes
        ),
    )


def _accident(situation: Situation, accident: Accident) -> Mishap:
    taken = frozenset(slot_of(slot) for slot in accident.half_days)
    match accident.kind:
        case AccidentKind.LECTURER:
            return Mishap(lecturers={str(accident.lecturer_id): taken})
        case AccidentKind.HALL:
            return Mishap(halls={str(accident.hall_id): taken})
        case AccidentKind.NOBODY_MEETS:
            return Mishap(half_days=taken)
        case _:
            people = {one.id: one.people for one in situation.classes}
            return Mishap(participants={str(accident.class_id): people[accident.class_id or 0] + accident.joined})


def _moved(one: solver.Placement) -> Moved:
    return Moved(
        class_id=int(one.class_id),
        item_id=int(one.piece_id),
        on=one.slot.on,
        half_day=half_of(one.slot),
        hall_id=int(one.hall_id),
        lecturer_id=int(one.lecturer_id) if one.lecturer_id else None,
    )
