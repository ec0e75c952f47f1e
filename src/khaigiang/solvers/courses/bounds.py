"""What is known of a problem before any search: that no timetable exists, or that none costs less than so much."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NoReturn

from khaigiang.solvers.courses.large_rooms import price_of_too_few_large_rooms
from khaigiang.solvers.courses.problem import (
    DAY_TOO_FEW,
    LECTURE_ALONE,
    STUDENT_WITHOUT_A_SEAT,
    CourseId,
    Problem,
    Slot,
    bound_together,
)
from khaigiang.solvers.errors import NoPlanExists


def refuse_the_impossible(problem: Problem) -> None:
    """Raise NoPlanExists, with a sentence, when lectures that may not share a period have too few of them, or rooms."""
    places = problem.periods * len(problem.rooms)
    if problem.lectures > places:
        rooms = len(problem.rooms)
        refuse(f"có {problem.lectures} buổi học mà chỉ có {places} chỗ ({problem.periods} tiết × {rooms} phòng)")
    lectures = {course.id: course.lectures for course in problem.courses}
    open_to = open_slots(problem)
    for course, number in lectures.items():
        if number > len(open_to[course]):
            refuse(f"môn {course} có {number} buổi học mà chỉ có {len(open_to[course])} tiết xếp được")
    for name, courses in bound_together(problem).items():
        wanted = [course for course in sorted(courses) for _ in range(lectures[course])]
        placed = _most_that_fit(wanted, open_to)
        if placed < len(wanted):
            refuse(
                f"các môn của {name} có {len(wanted)} buổi học không được trùng tiết, "
                f"mà các tiết xếp được chỉ chứa nhiều nhất {placed} buổi"
            )


def refuse(reason: str) -> NoReturn:
    """Raise NoPlanExists with a sentence."""
    why = f"Không có thời khóa biểu nào: {reason}."
    raise NoPlanExists(why)


def bound(problem: Problem) -> int:
    """A price below which no timetable lies: seats, rooms, days and gaps that no timetable can do without."""
    return (
        max(STUDENT_WITHOUT_A_SEAT * _students_without_a_seat(problem), price_of_too_few_large_rooms(problem))
        + DAY_TOO_FEW * _days_too_few(problem)
        + LECTURE_ALONE * _lectures_alone(problem)
    )


def open_slots(problem: Problem) -> dict[CourseId, frozenset[Slot]]:
    """For each course the slots in which it can be taught."""
    week = frozenset(Slot(day, period) for day in range(problem.days) for period in range(problem.periods_a_day))
    closed: defaultdict[CourseId, set[Slot]] = defaultdict(set)
    for course, slot in problem.closed:
        closed[course].add(slot)
    return {course.id: week - closed[course.id] for course in problem.courses}


def _most_that_fit(lectures: Iterable[CourseId], open_to: dict[CourseId, frozenset[Slot]]) -> int:
    # A largest matching of lectures and slots, by augmenting paths (Kuhn 1955).
    holder: dict[Slot, CourseId] = {}

    def seat(course: CourseId, tried: set[Slot]) -> bool:
        for slot in sorted(open_to[course] - tried):
            if slot in tried:
                continue
            tried.add(slot)
            if slot not in holder or seat(holder[slot], tried):
                holder[slot] = course
                return True
        return False

    return sum(seat(course, set()) for course in lectures)


def _students_without_a_seat(problem: Problem) -> int:
    # The largest lectures in the largest rooms: no other pairing leaves fewer students without a seat.
    students = sorted((course.students for course in problem.courses for _ in range(course.lectures)), reverse=True)
    seats = sorted((room.seats for room in problem.rooms for _ in range(problem.periods)), reverse=True)
    return sum(max(0, wanted - found) for wanted, found in zip(students, seats, strict=False))


def _days_too_few(problem: Problem) -> int:
    open_to = open_slots(problem)
    return sum(
        max(0, course.days - min(course.lectures, len({slot.day for slot in open_to[course.id]})))
        for course in problem.courses
    )


def _lectures_alone(problem: Problem) -> int:
    lectures = Counter({course.id: course.lectures for course in problem.courses})
    of_curricula = (sum(lectures[course] for course in curriculum.courses) for curriculum in problem.curricula)
    return sum(number if problem.periods_a_day == 1 else number == 1 for number in of_curricula)
