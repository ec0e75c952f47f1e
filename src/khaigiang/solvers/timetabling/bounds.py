"""What no timetable can cost less than: lecturers' wishes and fair shares, as a flow of lessons to them.

Everything else (halls, classes in one half-day, order beyond the windows of pieces) is left out, so that the flow costs
no more than any timetable. Lesson → lecturer in a half-day (what is unwanted is paid) → their date → their week → the
lecturer (each piece off the share is paid).
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import Final, TypeAlias

from ortools.graph.python import min_cost_flow

from khaigiang.solvers.errors import NoPlanExists
from khaigiang.solvers.timetabling.problem import Engagement, Lecturer, LecturerId, Piece, Problem, Slot
from khaigiang.solvers.timetabling.windows import pins_by_class, windows

# Lessons that the same people can teach in the same half-days.
Alike: TypeAlias = tuple[frozenset[LecturerId], tuple[Slot, ...]]

# A flow with more arcs takes longer than what it proves is worth; half-days are then left out of it.
MOST_ARCS: Final = 400_000


def bound(problem: Problem) -> int:
    """Nothing costs less. Raises NoPlanExists where not even the flow has room for every lesson."""
    lessons = _lessons(problem)
    total = sum(lessons.values())
    by_half_day = sum(len(lecturers) * len(slots) for lecturers, slots in lessons) <= MOST_ARCS
    flow = _Flow()
    for number, ((lecturers, slots), count) in enumerate(lessons.items()):
        flow.supply(number, count)
        for lecturer_id in sorted(lecturers):
            if by_half_day:
                for slot in slots:
                    flow.arc(number, (lecturer_id, slot), 1, 0)
            else:
                flow.arc(number, lecturer_id, count, 0)
    flow.supply("taught", -total)
    shares = problem.shares()
    for lecturer in problem.lecturers:
        if by_half_day:
            _come_and_go(flow, lecturer, problem.weights.unwanted)
        _share(flow, lecturer.id, shares[lecturer.id], total, problem.weights.load)
    # Every arc to "taught" is a price too high, so that none lies below zero.
    return flow.cost() + problem.weights.load * (sum(low for low, _ in shares.values()) - total)


def refuse_too_few_halls(problem: Problem) -> None:
    """Raise NoPlanExists where classes do not find, in as many half-days as they have pieces, halls that seat them.

    A flow of pieces to halls in half-days: what a piece needs of its hall, who teaches and in which order is left out.
    """
    seats = {cls.id: problem.halls_for(cls, Piece(id="any")) for cls in problem.classes}
    if sum(len(seats[cls.id]) * len(cls.slots) for cls in problem.classes) > MOST_ARCS:
        return
    flow = _Flow()
    for cls in problem.classes:
        flow.supply(cls.id, len(cls.pieces))
        for slot in cls.slots:
            flow.arc(cls.id, (cls.id, slot), 1, 0)
            for hall in seats[cls.id]:
                if slot not in hall.busy:
                    flow.arc((cls.id, slot), ("hall", hall.id, slot), 1, 0)
    for node in list(flow.nodes):
        if isinstance(node, tuple) and node[0] == "hall" and len(node) == 3:
            flow.arc(node, "seated", 1, 0)
    flow.supply("seated", -sum(len(cls.pieces) for cls in problem.classes))
    flow.cost()


def _lessons(problem: Problem) -> Counter[Alike]:
    pins = pins_by_class(problem)
    lessons: Counter[Alike] = Counter()
    for cls in problem.classes:
        own = pins.get(cls.id, [])
        teachers = {pin.piece_id: pin.lecturer_id for pin in own if pin.lecturer_id is not None}
        for piece, window in windows(cls, own).items():
            if piece.lecturers:
                by = frozenset({teachers[piece.id]}) if piece.id in teachers else piece.lecturers
                lessons[by, window] += 1
    return lessons


def _come_and_go(flow: "_Flow", lecturer: Lecturer, unwanted: int) -> None:
    """From each half-day of a lecturer to their date, their week and themselves, within what they accept."""
    slots = [key[1] for key in list(flow.nodes) if isinstance(key, tuple) and key[0] == lecturer.id]
    for slot in slots:
        if slot not in lecturer.unavailable:
            price = unwanted if slot in lecturer.unwanted else 0
            flow.arc((lecturer.id, slot), (lecturer.id, slot.on), 1, price)
    for on, week in {slot.on: slot.week for slot in slots}.items():
        most_a_day = _left(lecturer.max_per_day, lecturer.engaged_on(on), len(slots))
        flow.arc((lecturer.id, on), (lecturer.id, week), most_a_day, 0)
    for week in dict.fromkeys(slot.week for slot in slots):
        most_a_week = _left(lecturer.max_per_week, lecturer.engaged_in(week), len(slots))
        flow.arc((lecturer.id, week), lecturer.id, most_a_week, 0)


def _left(limit: int | None, engaged: Sequence[Engagement], most: int) -> int:
    return most if limit is None else max(0, limit - len(engaged))


def _share(flow: "_Flow", lecturer_id: LecturerId, share: tuple[int, int], total: int, price: int) -> None:
    low, high = share
    for most, paid in ((low, 0), (high - low, price), (total, 2 * price)):
        flow.arc(lecturer_id, "taught", most, paid)


class _Flow:
    """A flow of least cost, its nodes called by what they stand for."""

    def __init__(self) -> None:
        self.nodes: dict[Hashable, int] = {}
        self.flow = min_cost_flow.SimpleMinCostFlow()

    def node(self, name: Hashable) -> int:
        return self.nodes.setdefault(name, len(self.nodes))

    def supply(self, name: Hashable, count: int) -> None:
        self.flow.set_node_supply(self.node(name), count)

    def arc(self, tail: Hashable, head: Hashable, most: int, price: int) -> None:
        self.flow.add_arc_with_capacity_and_unit_cost(self.node(tail), self.node(head), most, price)

    def cost(self) -> int:
        if self.flow.solve() != self.flow.OPTIMAL:
            raise NoPlanExists
        return int(self.flow.optimal_cost())
