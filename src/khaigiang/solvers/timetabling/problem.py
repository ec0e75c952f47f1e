"""The items of a programme to be placed in the half-days of classes: the question, and the timetable that answers it."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.proof import Status
from khaigiang.solvers.sound import refuse_doubles, refuse_negative, refuse_unknown

ClassId: TypeAlias = str
ItemId: TypeAlias = str
LecturerId: TypeAlias = str
HallId: TypeAlias = str
Half: TypeAlias = Literal["morning", "afternoon", "evening"]
Kind: TypeAlias = Literal["opening", "topic", "discussion", "closing"]

HALVES: Final[tuple[Half, ...]] = ("morning", "afternoon", "evening")


@dataclass(frozen=True, slots=True)
class Slot:
    """One half-day."""

    on: date
    half: Half

    @property
    def moment(self) -> tuple[date, int]:
        """What half-days are sorted by."""
        return self.on, HALVES.index(self.half)

    @property
    def week(self) -> tuple[int, int]:
        """The ISO year and week."""
        year, week, _ = self.on.isocalendar()
        return year, week


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingClass:
    """One class: the half-days it may use, earliest first, how many take part, and the halls it may sit in."""

    id: ClassId
    slots: tuple[Slot, ...]
    participants: int
    halls: frozenset[HallId]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One piece of the programme, a half-day long; `lecturers` qualify for it (empty: it needs none)."""

    id: ItemId
    kind: Kind
    block: int = 0
    order: int = 0
    lecturers: frozenset[LecturerId] = frozenset()

    @property
    def stage(self) -> tuple[int, int, int]:
        """Its rank in every class: opening, then each block's topics and its discussions, then closing."""
        match self.kind:
            case "opening":
                return 0, 0, 0
            case "topic":
                return 1, self.block, 0
            case "discussion":
                return 1, self.block, 1
            case "closing":
                return 2, 0, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lecturer:
    """Who teaches: at most so many half-days a day and an ISO week (None: no limit).

    `prefers` is the half of the day they like (None: either). `fair` is the number of half-days that is their share of
    all classes together (None: an even share).
    """

    id: LecturerId
    unavailable: frozenset[Slot] = frozenset()
    max_per_day: int | None = None
    max_per_week: int | None = None
    prefers: Half | None = None
    fair: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A hall, the people it seats, and the half-days it is taken by others."""

    id: HallId
    capacity: int
    busy: frozenset[Slot] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where and with whom one class has one item."""

    class_id: ClassId
    item_id: ItemId
    slot: Slot
    hall_id: HallId
    lecturer_id: LecturerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What is already decided of one item of one class; None is left to the solver."""

    class_id: ClassId
    item_id: ItemId
    slot: Slot | None = None
    hall_id: HallId | None = None
    lecturer_id: LecturerId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Prices, whole numbers ≥ 0: of a pair of topics out of order, a change of hall, a half-day off a lecturer's share,
    a day a lecturer has to come, a half-day in the half a lecturer does not prefer."""

    order: int = 1
    hall_change: int = 1
    load: int = 1
    travel: int = 1
    half: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """All that decides when, where and by whom each class has each item. Raises MalformedProblem."""

    classes: tuple[TrainingClass, ...]
    items: tuple[Item, ...]
    lecturers: tuple[Lecturer, ...]
    halls: tuple[Hall, ...]
    pins: tuple[Pin, ...] = ()
    weights: Weights = Weights()

    def __post_init__(self) -> None:
        """Refuse what no rule could read."""
        _refuse_doubles(self)
        _refuse_unknown_ids(self)
        _refuse_impossible_quantities(self)
        for cls in self.classes:
            if any(later.moment <= earlier.moment for earlier, later in pairwise(cls.slots)):
                where = f"class {cls.id!r}, slots"
                raise MalformedProblem(where, "they do not stand in the order of time, each once")

    @property
    def taught(self) -> tuple[Item, ...]:
        """The items that need a lecturer."""
        return tuple(item for item in self.items if item.lecturers)

    def share_of(self, lecturer: Lecturer) -> tuple[int, int]:
        """The fewest and the most half-days that are a lecturer's fair share of all classes together.

        Those who name no number share what is taught evenly among everybody who qualifies for anything.
        """
        if lecturer.fair is not None:
            return lecturer.fair, lecturer.fair
        qualified = frozenset[LecturerId]().union(*(item.lecturers for item in self.items))
        if lecturer.id not in qualified:
            return 0, 0
        low, rest = divmod(len(self.taught) * len(self.classes), len(qualified))
        return low, low + (rest > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a timetable costs, by part; each part already carries its weight."""

    order: int
    hall_change: int
    load: int
    travel: int
    half: int

    @property
    def total(self) -> int:
        """All parts together: what the solver minimises."""
        return self.order + self.hall_change + self.load + self.travel + self.half


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
    refuse_doubles("items", [item.id for item in problem.items])
    refuse_doubles("lecturers", [lecturer.id for lecturer in problem.lecturers])
    refuse_doubles("halls", [hall.id for hall in problem.halls])
    refuse_doubles("pins", [f"{pin.class_id}, {pin.item_id}" for pin in problem.pins])


def _refuse_unknown_ids(problem: Problem) -> None:
    halls = {hall.id for hall in problem.halls}
    lecturers = {lecturer.id for lecturer in problem.lecturers}
    for cls in problem.classes:
        refuse_unknown(f"class {cls.id!r}, halls", cls.halls, halls)
    for item in problem.items:
        refuse_unknown(f"item {item.id!r}, lecturers", item.lecturers, lecturers)
    refuse_unknown("pins, classes", [pin.class_id for pin in problem.pins], {cls.id for cls in problem.classes})
    refuse_unknown("pins, items", [pin.item_id for pin in problem.pins], {item.id for item in problem.items})
    refuse_unknown("pins, halls", [pin.hall_id for pin in problem.pins if pin.hall_id is not None], halls)
    refuse_unknown(
        "pins, lecturers", [pin.lecturer_id for pin in problem.pins if pin.lecturer_id is not None], lecturers
    )


def _refuse_impossible_quantities(problem: Problem) -> None:
    weights = problem.weights
    refuse_negative("weights", [weights.order, weights.hall_change, weights.load, weights.travel, weights.half])
    refuse_negative("classes, participants", [cls.participants for cls in problem.classes])
    refuse_negative("halls, capacity", [hall.capacity for hall in problem.halls])
    for lecturer in problem.lecturers:
        limits = (lecturer.max_per_day, lecturer.max_per_week, lecturer.fair)
        refuse_negative(f"lecturer {lecturer.id!r}", [limit for limit in limits if limit is not None])
