"""The JSON form of a timetabling problem and of its plan; `problem.schema.json` and `plan.schema.json` describe them.

In the form every half-day, hall, lecturer, class and piece has an id of its own; the parts of a date are in the order
in which its half-days stand.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Annotated, Literal, TypeAlias

import msgspec

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.timetabling.problem import (
    ClassId,
    Cost,
    Hall,
    HallId,
    Lecturer,
    LecturerId,
    Piece,
    PieceId,
    Pin,
    Placement,
    Plan,
    Problem,
    Slot,
    TrainingClass,
    Weights,
)

HalfDayId: TypeAlias = str
Quantity: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
RuleOfForm: TypeAlias = Literal[
    "half_days", "size", "block_order", "after", "fixed", "lecturers", "features", "away", "max_per_day", "max_per_week",
    "closed", "halls",
]  # fmt: skip
Place: TypeAlias = str
"""Where a fault stands in the file, as `classes[3].pieces[2].after`."""


class HalfDayForm(msgspec.Struct, kw_only=True):
    """A half-day of the calendar; several of one date follow each other."""

    id: HalfDayId
    date: date
    part: str


class HallForm(msgspec.Struct, kw_only=True):
    """A hall, the people it seats, what it offers and when it is closed."""

    id: HallId
    size: Quantity
    features: list[str] = []
    closed: list[HalfDayId] = []


class LecturerForm(msgspec.Struct, kw_only=True):
    """A lecturer: when away, when unwilling, limits (null: none), the wanted number of pieces (null: an even share)."""

    id: LecturerId
    away: list[HalfDayId] = []
    unwanted: list[HalfDayId] = []
    max_per_day: Quantity | None = None
    max_per_week: Quantity | None = None
    fair: Quantity | None = None


class PieceForm(msgspec.Struct, kw_only=True):
    """A piece of a class: who qualifies for it (nobody: it needs none), what its hall needs, what it follows."""

    id: PieceId
    kind: str = ""
    block: Annotated[int, msgspec.Meta(ge=-1_000_000, le=1_000_000)] = 0
    lecturers: list[LecturerId] = []
    features: list[str] = []
    after: list[PieceId] = []
    fixed: HalfDayId | None = None


class ClassForm(msgspec.Struct, kw_only=True):
    """A class: how many take part, the half-days it may use, its pieces."""

    id: ClassId
    size: Quantity
    half_days: list[HalfDayId]
    pieces: list[PieceForm]


class WeightsForm(msgspec.Struct, kw_only=True):
    """What is paid for each half-day unwanted, each further hall on a date, each piece off a lecturer's number."""

    unwanted: Quantity = 0
    hall_change: Quantity = 0
    load: Quantity = 0


class ProblemForm(msgspec.Struct, kw_only=True):
    """The whole question."""

    half_days: list[HalfDayForm]
    halls: list[HallForm]
    lecturers: list[LecturerForm]
    classes: list[ClassForm]
    block_order: bool = False
    weights: WeightsForm = msgspec.field(default_factory=WeightsForm)


class PlacementForm(msgspec.Struct, kw_only=True):
    """When and where a piece is had, and by whom it is taught (null: by nobody)."""

    half_day: HalfDayId
    hall: HallId
    lecturer: LecturerId | None


class CostForm(msgspec.Struct, kw_only=True):
    """What the timetable costs, weights included."""

    total: int
    unwanted: int
    hall_change: int
    load: int


class DemandForm(msgspec.Struct, kw_only=True, rename={"class_id": "class"}, omit_defaults=True):
    """A demand of the problem, named as the form names it, with what identifies it and a sentence."""

    rule: RuleOfForm
    class_id: ClassId | None = None
    pieces: list[PieceId] | None = None
    lecturer: LecturerId | None = None
    hall: HallId | None = None
    half_day: HalfDayId | None = None
    text: str


class RelaxationForm(msgspec.Struct, kw_only=True):
    """Demands that, once dropped, leave a problem with a timetable; and what the best one then found costs."""

    drop: list[DemandForm]
    cost: int
    text: str


class PlanForm(msgspec.Struct, kw_only=True, omit_defaults=True):
    """The answer: `cost` and `bound` stand there when there is a timetable; `conflict` when none is possible."""

    status: Literal["optimal", "feasible", "infeasible", "no_plan_in_time"]
    pieces: dict[ClassId, dict[PieceId, PlacementForm]]
    seconds: float
    cost: CostForm | None = None
    bound: int | None = None
    conflict: list[DemandForm] = []
    relaxations: list[RelaxationForm] = []


def problem_of(form: ProblemForm) -> Problem:
    """The problem that a form asks; raises MalformedProblem with the place of what does not fit together."""
    for place, fault in _faults(form):
        raise MalformedProblem(place, fault)
    slots = slots_of(form)
    return Problem(
        classes=tuple(_class(one, slots, block_order=form.block_order) for one in form.classes),
        lecturers=tuple(_lecturer(one, slots) for one in form.lecturers),
        halls=tuple(
            Hall(id=one.id, capacity=one.size, features=frozenset(one.features), busy=_slots(one.closed, slots))
            for one in form.halls
        ),
        pins=tuple(
            Pin(class_id=cls.id, piece_id=piece.id, slot=slots[piece.fixed])
            for cls in form.classes
            for piece in cls.pieces
            if piece.fixed is not None
        ),
        weights=Weights(unwanted=form.weights.unwanted, hall_change=form.weights.hall_change, load=form.weights.load),
    )


def plan_form(form: ProblemForm, plan: Plan, *, seconds: float) -> PlanForm:
    """A timetable in the form's own ids; `seconds` are those of the whole process."""
    ids = {slot: id_ for id_, slot in slots_of(form).items()}
    pieces: dict[ClassId, dict[PieceId, PlacementForm]] = {cls.id: {} for cls in form.classes}
    for one in plan.placements:
        placed = PlacementForm(half_day=ids[one.slot], hall=one.hall_id, lecturer=one.lecturer_id)
        pieces[one.class_id][one.piece_id] = placed
    return PlanForm(
        status=plan.status, pieces=pieces, cost=_cost(plan.cost), bound=plan.bound, seconds=round(seconds, 3)
    )


def placements_of(form: ProblemForm, plan: PlanForm) -> tuple[Placement, ...]:
    """The placements that a plan's file holds; raises KeyError for a half-day the problem does not know."""
    slots = slots_of(form)
    return tuple(
        Placement(
            class_id=class_id, piece_id=piece_id, slot=slots[one.half_day], hall_id=one.hall, lecturer_id=one.lecturer
        )
        for class_id, placed in plan.pieces.items()
        for piece_id, one in placed.items()
    )


def slots_of(form: ProblemForm) -> dict[HalfDayId, Slot]:
    """Each half-day by its id; its part is its place among those of its date."""
    seen: Counter[date] = Counter()
    slots: dict[HalfDayId, Slot] = {}
    for one in form.half_days:
        slots[one.id] = Slot(one.date, seen[one.date])
        seen[one.date] += 1
    return slots


def _class(form: ClassForm, slots: Mapping[HalfDayId, Slot], *, block_order: bool) -> TrainingClass:
    return TrainingClass(
        id=form.id,
        pieces=tuple(_piece(one, block_order=block_order) for one in form.pieces),
        slots=tuple(sorted(slots[id_] for id_ in form.half_days)),
        participants=form.size,
    )


def _piece(form: PieceForm, *, block_order: bool) -> Piece:
    return Piece(
        id=form.id,
        lecturers=frozenset(form.lecturers),
        stage=form.block if block_order else 0,
        after=frozenset(form.after),
        features=frozenset(form.features),
    )


def _lecturer(form: LecturerForm, slots: Mapping[HalfDayId, Slot]) -> Lecturer:
    return Lecturer(
        id=form.id,
        unavailable=_slots(form.away, slots),
        unwanted=_slots(form.unwanted, slots),
        max_per_day=form.max_per_day,
        max_per_week=form.max_per_week,
        fair=form.fair,
    )


def _slots(ids: Iterable[HalfDayId], slots: Mapping[HalfDayId, Slot]) -> frozenset[Slot]:
    return frozenset(slots[id_] for id_ in ids)


def _cost(cost: Cost) -> CostForm:
    return CostForm(total=cost.total, unwanted=cost.unwanted, hall_change=cost.hall_change, load=cost.load)


def _faults(form: ProblemForm) -> Iterator[tuple[Place, str]]:
    half_days = [one.id for one in form.half_days]
    lecturers = {one.id for one in form.lecturers}
    yield from _doubles("half_days", half_days)
    yield from _doubles("halls", [one.id for one in form.halls])
    yield from _doubles("lecturers", [one.id for one in form.lecturers])
    yield from _doubles("classes", [one.id for one in form.classes])
    for number, (earlier, later) in enumerate(pairwise(form.half_days), start=1):
        if later.date < earlier.date:
            yield f"half_days[{number}].date", f"{later.date} đứng sau {earlier.date}; các buổi phải theo thứ tự ngày"
    for number, hall in enumerate(form.halls):
        yield from _strangers(f"halls[{number}].closed", hall.closed, half_days, "buổi")
    for number, lecturer in enumerate(form.lecturers):
        yield from _strangers(f"lecturers[{number}].away", lecturer.away, half_days, "buổi")
        yield from _strangers(f"lecturers[{number}].unwanted", lecturer.unwanted, half_days, "buổi")
    for number, cls in enumerate(form.classes):
        yield from _faults_of_class(f"classes[{number}]", cls, half_days, lecturers)


def _faults_of_class(
    place: Place, form: ClassForm, half_days: Sequence[HalfDayId], lecturers: set[LecturerId]
) -> Iterator[tuple[Place, str]]:
    pieces = [piece.id for piece in form.pieces]
    yield from _doubles(f"{place}.half_days", form.half_days)
    yield from _doubles(f"{place}.pieces", pieces)
    yield from _strangers(f"{place}.half_days", form.half_days, half_days, "buổi")
    for number, piece in enumerate(form.pieces):
        here = f"{place}.pieces[{number}]"
        yield from _strangers(f"{here}.lecturers", piece.lecturers, lecturers, "giảng viên")
        yield from _strangers(f"{here}.after", piece.after, pieces, "nội dung")
        if piece.id in piece.after:
            yield f"{here}.after", f"nội dung {piece.id!r} không thể học sau chính nó"
        if piece.fixed is not None:
            yield from _strangers(f"{here}.fixed", [piece.fixed], half_days, "buổi")


def _doubles(place: Place, ids: Sequence[str]) -> Iterator[tuple[Place, str]]:
    if len(set(ids)) < len(ids):
        for id_, times in Counter(ids).items():
            if times > 1:
                yield place, f"mã {id_!r} đứng {times} lần"


def _strangers(place: Place, ids: Iterable[str], known: Iterable[str], what: str) -> Iterator[tuple[Place, str]]:
    for id_ in sorted(set(ids).difference(known)):
        yield place, f"không có {what} {id_!r}"
