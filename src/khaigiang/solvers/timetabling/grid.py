"""The variables of the exact model: which piece, which lecturer and which hall a class has in a half-day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from ortools.sat.python import cp_model

from khaigiang.solvers.timetabling.problem import (
    ClassId,
    HallId,
    LecturerId,
    Piece,
    PieceId,
    Problem,
    Slot,
    TrainingClass,
)
from khaigiang.solvers.timetabling.windows import pins_by_class, windows

Choice: TypeAlias = cp_model.IntVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One true-or-false variable for every choice that the order of pieces leaves open.

    `at`: the class has the piece in that half-day; `teaches`: and this lecturer teaches it; `sits`: the class sits in
    that hall then. `at`, `sits` and `lessons` also come gathered by class, piece and lecturer.
    """

    problem: Problem
    when: Mapping[tuple[ClassId, PieceId], Mapping[Slot, Choice]]
    teaches: Mapping[tuple[ClassId, PieceId, Slot, LecturerId], Choice]
    sits: Mapping[tuple[ClassId, Slot], Mapping[HallId, Choice]]
    what: Mapping[tuple[ClassId, Slot], list[tuple[Piece, Choice]]]
    lessons: Mapping[LecturerId, Mapping[Slot, list[tuple[ClassId, Choice]]]]

    def pieces(self) -> list[tuple[TrainingClass, Piece]]:
        """Every piece with its class, in the order of the problem."""
        return [(cls, piece) for cls in self.problem.classes for piece in cls.pieces]


def draw_up(model: cp_model.CpModel, problem: Problem) -> Grid:
    """Add the variables of every class."""
    when: dict[tuple[ClassId, PieceId], dict[Slot, Choice]] = {}
    teaches: dict[tuple[ClassId, PieceId, Slot, LecturerId], Choice] = {}
    what: defaultdict[tuple[ClassId, Slot], list[tuple[Piece, Choice]]] = defaultdict(list)
    lessons: defaultdict[LecturerId, dict[Slot, list[tuple[ClassId, Choice]]]] = defaultdict(dict)
    pins = pins_by_class(problem)
    for cls in problem.classes:
        for piece, slots in windows(cls, pins.get(cls.id, ())).items():
            when[cls.id, piece.id] = {slot: model.new_bool_var("") for slot in slots}
            for slot, choice in when[cls.id, piece.id].items():
                what[cls.id, slot].append((piece, choice))
                for lecturer_id in sorted(piece.lecturers):
                    lesson = model.new_bool_var("")
                    teaches[cls.id, piece.id, slot, lecturer_id] = lesson
                    lessons[lecturer_id].setdefault(slot, []).append((cls.id, lesson))
    sits = {(cls.id, slot): _halls(model, problem, cls) for cls in problem.classes for slot in cls.slots}
    return Grid(problem=problem, when=when, teaches=teaches, sits=sits, what=what, lessons=lessons)


def _halls(model: cp_model.CpModel, problem: Problem, cls: TrainingClass) -> dict[HallId, Choice]:
    return {hall.id: model.new_bool_var("") for hall in problem.halls if cls.halls is None or hall.id in cls.halls}
