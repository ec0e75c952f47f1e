"""A second opinion on a timetable, written from the text of the rules and without the solver."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from khaigiang.solvers.courses.problem import Cost, Plan, Problem, Slot, Timetable
from khaigiang.solvers.proof import is_consistent


@dataclass(frozen=True, slots=True)
class Broken:
    """A hard rule that a timetable breaks, and where."""

    rule: str
    where: str


def broken_rules(problem: Problem, plan: Plan) -> list[Broken]:
    """Every hard rule that the plan's timetable breaks, and every untrue word about its price; empty for a good plan."""
    broken = broken_demands(problem, plan.timetable)
    consistent = is_consistent(plan.status, cost=plan.cost.total, bound=plan.bound)
    if not broken and (plan.cost != cost(problem, plan.timetable) or not consistent):
        broken.append(Broken("price", problem.name))
    return broken


def broken_demands(problem: Problem, timetable: Timetable) -> list[Broken]:
    """Every hard rule that the timetable breaks, once for each place."""
    return [
        *_strangers(problem, timetable),
        *_lectures_missing_or_too_many(problem, timetable),
        *_courses_taught_when_they_cannot(problem, timetable),
        *_rooms_used_twice(timetable),
        *_courses_taught_twice_at_once(timetable),
        *_students_in_two_places(problem, timetable),
        *_teachers_in_two_places(problem, timetable),
    ]


def cost(problem: Problem, timetable: Timetable) -> Cost:
    """The price of a timetable by UD2.

    Seats: 1 for each student beyond the seats of a lecture's room. Days: 5 for each day fewer than wanted on which a
    course is taught. Gaps: 2 for each lecture of a curriculum with none of the same curriculum in the period before
    or after on the same day. Rooms: 1 for each room of a course but its first.
    """
    return Cost(
        seats=_students_without_a_seat(problem, timetable),
        days=5 * _days_too_few(problem, timetable),
        gaps=2 * _lectures_alone(problem, timetable),
        rooms=_rooms_too_many(timetable),
    )


def _strangers(problem: Problem, timetable: Timetable) -> Iterator[Broken]:
    courses = {course.id for course in problem.courses}
    rooms = {room.id for room in problem.rooms}
    for sitting in timetable:
        inside = 0 <= sitting.slot.day < problem.days and 0 <= sitting.slot.period < problem.periods_a_day
        if sitting.course not in courses or sitting.room not in rooms or not inside:
            yield Broken("known", f"{sitting.course} in {sitting.room}, {_at(sitting.slot)}")


def _lectures_missing_or_too_many(problem: Problem, timetable: Timetable) -> Iterator[Broken]:
    taught = Counter(sitting.course for sitting in timetable)
    for course in problem.courses:
        if taught[course.id] != course.lectures:
            yield Broken("lectures", course.id)


def _courses_taught_when_they_cannot(problem: Problem, timetable: Timetable) -> Iterator[Broken]:
    for sitting in timetable:
        if (sitting.course, sitting.slot) in problem.closed:
            yield Broken("closed", f"{sitting.course}, {_at(sitting.slot)}")


def _rooms_used_twice(timetable: Timetable) -> Iterator[Broken]:
    for (room, slot), times in Counter((sitting.room, sitting.slot) for sitting in timetable).items():
        if times > 1:
            yield Broken("room", f"{room}, {_at(slot)}")


def _courses_taught_twice_at_once(timetable: Timetable) -> Iterator[Broken]:
    for (course, slot), times in Counter((sitting.course, sitting.slot) for sitting in timetable).items():
        if times > 1:
            yield Broken("course", f"{course}, {_at(slot)}")


def _students_in_two_places(problem: Problem, timetable: Timetable) -> Iterator[Broken]:
    for curriculum in problem.curricula:
        at_once = {(sitting.course, sitting.slot) for sitting in timetable if sitting.course in curriculum.courses}
        for slot, times in Counter(slot for _, slot in at_once).items():
            if times > 1:
                yield Broken("curriculum", f"{curriculum.id}, {_at(slot)}")


def _teachers_in_two_places(problem: Problem, timetable: Timetable) -> Iterator[Broken]:
    teacher_of = {course.id: course.teacher for course in problem.courses}
    at_once = {(sitting.course, sitting.slot) for sitting in timetable if sitting.course in teacher_of}
    for (teacher, slot), times in Counter((teacher_of[course], slot) for course, slot in at_once).items():
        if times > 1:
            yield Broken("teacher", f"{teacher}, {_at(slot)}")


def _students_without_a_seat(problem: Problem, timetable: Timetable) -> int:
    students = {course.id: course.students for course in problem.courses}
    seats = {room.id: room.seats for room in problem.rooms}
    return sum(max(0, students[sitting.course] - seats[sitting.room]) for sitting in timetable)


def _days_too_few(problem: Problem, timetable: Timetable) -> int:
    days = Counter(course for course, _ in {(sitting.course, sitting.slot.day) for sitting in timetable})
    return sum(max(0, course.days - days[course.id]) for course in problem.courses)


def _lectures_alone(problem: Problem, timetable: Timetable) -> int:
    alone = 0
    for curriculum in problem.curricula:
        slots = {sitting.slot for sitting in timetable if sitting.course in curriculum.courses}
        alone += sum(
            Slot(slot.day, slot.period - 1) not in slots and Slot(slot.day, slot.period + 1) not in slots
            for slot in slots
        )
    return alone


def _rooms_too_many(timetable: Timetable) -> int:
    rooms = Counter(course for course, _ in {(sitting.course, sitting.room) for sitting in timetable})
    return sum(number - 1 for number in rooms.values())


def _at(slot: Slot) -> str:
    return f"day {slot.day}, period {slot.period}"
