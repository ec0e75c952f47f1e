"""Demands of a timetable as sentences that an office understands."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from khaigiang.solvers.telling import called, given_up
from khaigiang.solvers.timetabling.demands import Demand, Rule
from khaigiang.solvers.timetabling.problem import ClassId, HallId, LecturerId, PieceId, Problem, Slot

PARTS: Final = ("sáng", "chiều", "tối")


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What people call classes, pieces, lecturers and halls, within a sentence; ids where nothing is said."""

    classes: Mapping[ClassId, str] = field(default_factory=dict)
    pieces: Mapping[tuple[ClassId, PieceId], str] = field(default_factory=dict)
    lecturers: Mapping[LecturerId, str] = field(default_factory=dict)
    halls: Mapping[HallId, str] = field(default_factory=dict)

    def of_class(self, demand: Demand) -> str:
        """The class of a demand."""
        return called(self.classes, demand.classes[0], "lớp")

    def of_piece(self, demand: Demand, place: int = 0) -> str:
        """One of the pieces of a demand."""
        piece_id = demand.pieces[place]
        return self.pieces.get((demand.classes[0], piece_id), f"nội dung {piece_id}")

    def of_lecturer(self, demand: Demand) -> str:
        """The lecturer of a demand."""
        return called(self.lecturers, demand.lecturer_id, "giảng viên")

    def of_hall(self, demand: Demand) -> str:
        """The hall of a demand."""
        return called(self.halls, demand.hall_id, "hội trường")


IDS: Final = Names()


def sentence(problem: Problem, demand: Demand, *, names: Names = IDS) -> str:
    """The demand as an office would say it, with the numbers the problem gives."""
    text = _SENTENCES[demand.rule](problem, demand, names)
    return text[0].upper() + text[1:]


def dropping(problem: Problem, demands: Iterable[Demand], *, names: Names = IDS) -> str:
    """What giving up these demands means, in one sentence."""
    return given_up(sentence(problem, demand, names=names) for demand in demands)


def _half_day(slot: Slot | None) -> str:
    return f"{PARTS[min(slot.part, 2)]} {slot.on:%d/%m/%Y}" if slot else "buổi đó"


def _half_days_of_the_class(problem: Problem, demand: Demand, names: Names) -> str:
    cls = next(cls for cls in problem.classes if cls.id == demand.classes[0])
    return f"{names.of_class(demand)} chỉ có {len(cls.slots)} buổi cho {len(cls.pieces)} nội dung."


def _half_days_of_the_piece(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_piece(demand)} của {names.of_class(demand)} chỉ học vào những buổi đã định cho nội dung này."


def _stages_in_order(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_class(demand)} học lần lượt từng phần của chương trình."


def _after(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_class(demand)} học {names.of_piece(demand, 1)} sau {names.of_piece(demand)}."


def _together(_: Problem, demand: Demand, names: Names) -> str:
    pieces = ", ".join(names.of_piece(demand, place) for place in range(len(demand.pieces)))
    return f"{names.of_class(demand)} học trong cùng một ngày: {pieces}."


def _qualified(problem: Problem, demand: Demand, names: Names) -> str:
    pieces = {(cls.id, piece.id): piece for cls in problem.classes for piece in cls.pieces}
    lecturers = sorted(pieces[demand.classes[0], demand.pieces[0]].lecturers)
    people = ", ".join(names.lecturers.get(one, one) for one in lecturers)
    return f"{names.of_piece(demand)} của {names.of_class(demand)} chỉ do {people} dạy được."


def _available(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_lecturer(demand)} bận {_half_day(demand.slot)}."


def _max_per_day(problem: Problem, demand: Demand, names: Names) -> str:
    limit = next(one.max_per_day for one in problem.lecturers if one.id == demand.lecturer_id)
    return f"{names.of_lecturer(demand)} dạy nhiều nhất {limit} buổi một ngày."


def _max_per_week(problem: Problem, demand: Demand, names: Names) -> str:
    limit = next(one.max_per_week for one in problem.lecturers if one.id == demand.lecturer_id)
    return f"{names.of_lecturer(demand)} dạy nhiều nhất {limit} buổi một tuần."


def _one_place_a_day(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_hall(demand)} ở quá xa để trong một ngày dạy thêm ở nơi khác."


def _halls_of_the_class(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_class(demand)} chỉ học ở những hội trường đã định cho lớp."


def _hall_large_enough(problem: Problem, demand: Demand, names: Names) -> str:
    people = next(cls.participants for cls in problem.classes if cls.id == demand.classes[0])
    return f"{names.of_class(demand)} cần hội trường đủ chỗ cho {people} người."


def _hall_features(problem: Problem, demand: Demand, names: Names) -> str:
    pieces = {(cls.id, piece.id): piece for cls in problem.classes for piece in cls.pieces}
    features = ", ".join(sorted(pieces[demand.classes[0], demand.pieces[0]].features))
    return f"{names.of_piece(demand)} của {names.of_class(demand)} cần hội trường có: {features}."


def _hall_free(_: Problem, demand: Demand, names: Names) -> str:
    return f"{names.of_hall(demand)} không dùng được {_half_day(demand.slot)}."


def _pinned(problem: Problem, demand: Demand, names: Names) -> str:
    pin = next(one for one in problem.pins if (one.class_id, one.piece_id) == (demand.classes[0], demand.pieces[0]))
    what = [
        _half_day(pin.slot) if pin.slot else "",
        called(names.halls, pin.hall_id, "hội trường") if pin.hall_id else "",
        called(names.lecturers, pin.lecturer_id, "giảng viên") if pin.lecturer_id else "",
    ]
    return f"{names.of_piece(demand)} của {names.of_class(demand)} đã định: {', '.join(filter(None, what))}."


def _the_halls(problem: Problem, _demand: Demand, _names: Names) -> str:
    return f"chỉ có {len(problem.halls)} hội trường, mỗi hội trường mỗi buổi chỉ một lớp học."


def _unsaid(_problem: Problem, demand: Demand, _names: Names) -> str:
    return f"thời khóa biểu sai quy tắc {demand.rule}."


_SENTENCES: Final[Mapping[Rule, Callable[[Problem, Demand, Names], str]]] = {
    "half_days_of_the_class": _half_days_of_the_class,
    "half_days_of_the_piece": _half_days_of_the_piece,
    "stages_in_order": _stages_in_order,
    "after": _after,
    "together": _together,
    "qualified": _qualified,
    "available": _available,
    "max_per_day": _max_per_day,
    "max_per_week": _max_per_week,
    "one_place_a_day": _one_place_a_day,
    "halls_of_the_class": _halls_of_the_class,
    "hall_large_enough": _hall_large_enough,
    "hall_features": _hall_features,
    "hall_free": _hall_free,
    "pinned": _pinned,
    "one_class_in_a_hall": _the_halls,
    "known": _unsaid,
    "every_piece_once": _unsaid,
    "one_piece_at_a_time": _unsaid,
    "one_place_at_a_time": _unsaid,
    "price": _unsaid,
}
