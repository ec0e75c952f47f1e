"""What has happened to a timetable: who cannot come, which hall is lost, when nobody meets, which class has grown."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from khaigiang.solvers.sound import refuse_unknown
from khaigiang.solvers.timetabling.problem import ClassId, HallId, LecturerId, Placement, Problem, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """The half-days lecturers cannot come, halls cannot be used, no class meets; how many take part in a class now."""

    lecturers: Mapping[LecturerId, frozenset[Slot]] = field(default_factory=dict)
    halls: Mapping[HallId, frozenset[Slot]] = field(default_factory=dict)
    half_days: frozenset[Slot] = frozenset()
    participants: Mapping[ClassId, int] = field(default_factory=dict)


def after(accident: Accident, problem: Problem) -> Problem:
    """The problem as it is after the accident. Raises MalformedProblem where it names what is unknown."""
    refuse_unknown("accident, lecturers", accident.lecturers, {one.id for one in problem.lecturers})
    refuse_unknown("accident, halls", accident.halls, {one.id for one in problem.halls})
    refuse_unknown("accident, participants", accident.participants, {one.id for one in problem.classes})
    return replace(
        problem,
        classes=tuple(
            replace(
                one,
                slots=tuple(slot for slot in one.slots if slot not in accident.half_days),
                participants=accident.participants.get(one.id, one.participants),
            )
            for one in problem.classes
        ),
        lecturers=tuple(
            replace(one, unavailable=one.unavailable | accident.lecturers.get(one.id, frozenset()))
            for one in problem.lecturers
        ),
        halls=tuple(replace(one, busy=one.busy | accident.halls.get(one.id, frozenset())) for one in problem.halls),
        pins=tuple(pin for pin in problem.pins if pin.slot not in accident.half_days),
    )


def must_leave(problem: Problem, placement: Placement) -> bool:
    """Can a piece keep neither its half-day with its hall, whoever teaches it? (`problem` is that after the accident.)"""
    (cls,) = (one for one in problem.classes if one.id == placement.class_id)
    (hall,) = (one for one in problem.halls if one.id == placement.hall_id)
    return placement.slot not in cls.slots or placement.slot in hall.busy or hall.capacity < cls.participants


def loses_its_lecturer(problem: Problem, placement: Placement) -> bool:
    """Can its lecturer not come any more? (`problem` is that after the accident.)"""
    return any(one.id == placement.lecturer_id and placement.slot in one.unavailable for one in problem.lecturers)
