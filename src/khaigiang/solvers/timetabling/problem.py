"""The pieces of programmes to be placed in the half-days of classes: the question, and the timetable that answers it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.proof import Status
from khaigiang.solvers.sound import refuse_doubles, refuse_negative, refuse_unknown

ClassId: TypeAlias = str
PieceId: TypeAlias = str
LecturerId: TypeAlias = str
HallId: TypeAlias = str
Feature: TypeAlias = str


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One half-day: a date, and which part of it (0 the morning, 1 the afternoon, 2 the evening). Sorted by time."""

    on: date
    part: int = 0

    @property
    def week(self) -> tuple[int, int]:
        """The ISO year and week."""
        year, week, _ = self.on.isocalendar()
        return year, week


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One piece of a class's programme, a half-day long; `lecturers` qualify for it (empty: it needs none).

    Every piece of a lower `stage` comes before every piece of a higher one. Within a stage, pieces should come by
    `order` (None: wherever). `after` are pieces it must follow; `slots` the half-days it may have (None: any of the
    class's); `features` what its hall must have.
    """

    id: PieceId
    lecturers: frozenset[LecturerId] = frozenset()
    stage: int = 0
    order: int | None = None
    after: frozenset[PieceId] = frozenset()
    features: frozenset[Feature] = frozenset()
    slots: frozenset[Slot] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingClass:
    """One class: its programme, the half-days it may use, earliest first, how many take part, where it may sit.

    `halls` None: in any. The pieces of each list in `together` have the same date.
    """

    id: ClassId
    pieces: tuple[Piece, ...]
    slots: tuple[Slot, ...]
    participants: int
    halls: frozenset[HallId] | None = None
    together: tuple[frozenset[PieceId], ...] = ()

    @property
    def most_a_day(self) -> int:
        """The pieces of a date when they are spread evenly over the dates of the class."""
        return -(-len(self.pieces) // max(1, len({slot.on for slot in self.slots})))


@dataclass(frozen=True, slots=True, kw_only=True)
class Engagement:
    """A half-day that somebody teaches elsewhere, whatever the timetable; its place (None: near to all)."""

    slot: Slot
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecturer:
    """Who teaches: at most so many half-days a day and an ISO week (None: no limit).

    `unwanted` are half-days they can come but would rather not. `fair` is the number of half-days that is their share
    of all classes together (None: an even share). What they are `engaged` in counts in a day and a week, and for its
    place; that they cannot come then is said by `unavailable`.
    """

    id: LecturerId
    unavailable: frozenset[Slot] = frozenset()
    unwanted: frozenset[Slot] = frozenset()
    max_per_day: int | None = None
    max_per_week: int | None = None
    fair: int | None = None
    engaged: frozenset[Engagement] = frozenset()

    def engaged_on(self, on: date) -> list[Engagement]:
        """What they teach elsewhere on a date."""
        return [one for one in self.engaged if one.slot.on == on]

    def engaged_in(self, week: tuple[int, int]) -> list[Engagement]:
        """What they teach elsewhere in an ISO week."""
        return [one for one in self.engaged if one.slot.week == week]

    def places_on(self, on: date) -> set[str]:
        """Where they are on a date in any case; one place at most, if nobody has sent them to two."""
        return {one.place for one in self.engaged_on(on) if one.place is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A hall, the people it seats, what it offers, and the half-days it is taken by others or closed.

    Nobody can teach on one date in halls of two places; a hall without a place is near to all.
    """

    id: HallId
    capacity: int
    features: frozenset[Feature] = frozenset()
    busy: frozenset[Slot] = frozenset()
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where and with whom one class has one piece."""

    class_id: ClassId
    piece_id: PieceId
    slot: Slot
    hall_id: HallId
    lecturer_id: LecturerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What is already decided of one piece of one class; None is left to the solver."""

    class_id: ClassId
    piece_id: PieceId
    slot: Slot | None = None
    hall_id: HallId | None = None
    lecturer_id: LecturerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Prices, whole numbers ≥ 0, each time that: a lecturer teaches in a half-day they would rather not (`unwanted`);
    a class has another hall on one date (`hall_change`); a half-day lies off a lecturer's share (`load`); two pieces
    stand against their order (`order`); a lecturer comes on a date on which they are not engaged (`travel`); a class has a piece more on a date than
    an even spread gives (`spread`); a piece is not when, where and by whom it was published (`moved`)."""

    unwanted: int = 1
    hall_change: int = 1
    load: int = 1
    order: int = 0
    travel: int = 0
    spread: int = 0
    moved: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that decides when, where and by whom each class has each piece. Raises MalformedProblem.

    `published` is an earlier timetable, or part of one, from which as little as possible should move.
    """

    classes: tuple[TrainingClass, ...]
    lecturers: tuple[Lecturer, ...]
    halls: tuple[Hall, ...]
    pins: tuple[Pin, ...] = ()
    published: tuple[Placement, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        """Refuse what no rule could read."""
        _refuse_doubles(self)
        _refuse_unknown_ids(self)
        _refuse_impossible_quantities(self)
        for cls in self.classes:
            if any(later <= earlier for earlier, later in pairwise(cls.slots)):
                where = f"class {cls.id!r}, slots"
                raise MalformedProblem(where, "they do not stand in the order of time, each once")

    def shares(self) -> dict[LecturerId, tuple[int, int]]:
        """The fewest and the most half-days that are each lecturer's fair share of all classes together.

        Those who name no number share what is taught evenly among everybody who qualifies for anything.
        """
        taught = [piece.lecturers for cls in self.classes for piece in cls.pieces if piece.lecturers]
        qualified = frozenset[LecturerId]().union(*taught)
        low, rest = divmod(len(taught), max(1, len(qualified)))
        even = (low, low + (rest > 0))
        return {
            one.id: (one.fair, one.fair) if one.fair is not None else even if one.id in qualified else (0, 0)
            for one in self.lecturers
        }

    def halls_for(self, cls: TrainingClass, piece: Piece) -> tuple[Hall, ...]:
        """The halls a class may have a piece in: allowed, large enough and furnished; whether open is not asked."""
        return tuple(
            hall
            for hall in self.halls
            if (cls.halls is None or hall.id in cls.halls)
            and hall.capacity >= cls.participants
            and piece.features <= hall.features
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a timetable costs, by part; each part already carries its weight."""

    unwanted: int = 0
    hall_change: int = 0
    load: int = 0
    order: int = 0
    travel: int = 0
    spread: int = 0
    moved: int = 0

    @property
    def total(self) -> int:
        """All parts together: what the solver minimises."""
        return self.unwanted + self.hall_change + self.load + self.order + self.travel + self.spread + self.moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """When, where and by whom; what it costs; and `bound`: no timetable at all can cost less than that."""

    status: Status
    placements: tuple[Placement, ...]
    cost: Cost
    bound: int
    seconds: float


def _refuse_doubles(problem: Problem) -> None:
    refuse_doubles("classes", [cls.id for cls in problem.classes])
    for cls in problem.classes:
        refuse_doubles(f"class {cls.id!r}, pieces", [piece.id for piece in cls.pieces])
    refuse_doubles("lecturers", [lecturer.id for lecturer in problem.lecturers])
    refuse_doubles("halls", [hall.id for hall in problem.halls])
    refuse_doubles("pins", [f"{pin.class_id}, {pin.piece_id}" for pin in problem.pins])
    refuse_doubles("published", [f"{one.class_id}, {one.piece_id}" for one in problem.published])


def _refuse_unknown_ids(problem: Problem) -> None:
    halls = {hall.id for hall in problem.halls}
    lecturers = {lecturer.id for lecturer in problem.lecturers}
    pieces: dict[ClassId, set[PieceId]] = {}
    for cls in problem.classes:
        pieces[cls.id] = {piece.id for piece in cls.pieces}
        refuse_unknown(f"class {cls.id!r}, halls", cls.halls or (), halls)
        for piece in cls.pieces:
            where = f"class {cls.id!r}, piece {piece.id!r}"
            refuse_unknown(f"{where}, lecturers", piece.lecturers, lecturers)
            refuse_unknown(f"{where}, after", piece.after, pieces[cls.id] - {piece.id})
        for pieces_of_one_day in cls.together:
            refuse_unknown(f"class {cls.id!r}, together", pieces_of_one_day, pieces[cls.id])
    for pin in problem.pins:
        refuse_unknown("pins, classes", [pin.class_id], pieces)
        refuse_unknown("pins, pieces", [pin.piece_id], pieces[pin.class_id])
        refuse_unknown("pins, halls", [pin.hall_id] if pin.hall_id is not None else [], halls)
        refuse_unknown("pins, lecturers", [pin.lecturer_id] if pin.lecturer_id is not None else [], lecturers)


def _refuse_impossible_quantities(problem: Problem) -> None:
    weights = problem.weights
    prices = [weights.unwanted, weights.hall_change, weights.load, weights.order, weights.travel]
    refuse_negative("weights", [*prices, weights.spread, weights.moved])
    refuse_negative("classes, participants", [cls.participants for cls in problem.classes])
    refuse_negative("halls, capacity", [hall.capacity for hall in problem.halls])
    for lecturer in problem.lecturers:
        limits = (lecturer.max_per_day, lecturer.max_per_week, lecturer.fair)
        refuse_negative(f"lecturer {lecturer.id!r}", [limit for limit in limits if limit is not None])
