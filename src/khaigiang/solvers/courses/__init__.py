"""Curriculum-based course timetabling: when and where every lecture of a university is held."""

from khaigiang.solvers.courses.check import Broken, broken_demands, broken_rules, cost
from khaigiang.solvers.courses.problem import (
    Cost,
    Course,
    CourseId,
    Curriculum,
    CurriculumId,
    Plan,
    Problem,
    Room,
    RoomId,
    Sitting,
    Slot,
    Timetable,
)

__all__ = [
    "Broken",
    "Cost",
    "Course",
    "CourseId",
    "Curriculum",
    "CurriculumId",
    "Plan",
    "Problem",
    "Room",
    "RoomId",
    "Sitting",
    "Slot",
    "Timetable",
    "broken_demands",
    "broken_rules",
    "cost",
]
