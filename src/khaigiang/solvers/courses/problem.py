"""The courses of a university: who teaches what to whom, and the timetable that places every lecture.

Curriculum-based course timetabling as set at the International Timetabling Competition 2007, costs UD2; see
docs/solvers.md. Days, periods and rooms are counted from 0 in the order of the problem.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.proof import Status
from khaigiang.solvers.sound import refuse_doubles, refuse_negative, refuse_unknown

CourseId: TypeAlias = str
RoomId: TypeAlias = str
CurriculumId: TypeAlias = str

# The prices of UD2 (Di Gaspero, McCollum and Schaerf 2007).
STUDENT_WITHOUT_A_SEAT: Final = 1
DAY_TOO_FEW: Final = 5
LECTURE_ALONE: Final = 2
ROOM_TOO_MANY: Final = 1

# The lectures of one curriculum on one day are the bits of one number, with room on both sides.
MOST_PERIODS_A_DAY: Final = 58


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Lectures of one teacher for a number of students, to be spread over at least `days` days."""

    id: CourseId
    teacher: str
    lectures: int
    days: int
    students: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room and how many students it seats."""

    id: RoomId
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Curriculum:
    """Courses that the same students attend."""

    id: CurriculumId
    courses: tuple[CourseId, ...]


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A period of a day."""

    day: int
    period: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that a timetable has to respect; `closed` names the slots in which a course cannot be taught."""

    name: str
    days: int
    periods_a_day: int
    courses: tuple[Course, ...]
    rooms: tuple[Room, ...]
    curricula: tuple[Curriculum, ...] = ()
    closed: frozenset[tuple[CourseId, Slot]] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a problem that speaks of what it does not contain, or of impossible quantities."""
        known = [course.id for course in self.courses]
        refuse_doubles("courses", known)
        refuse_doubles("rooms", (room.id for room in self.rooms))
        refuse_doubles("curricula", (curriculum.id for curriculum in self.curricula))
        refuse_negative(
            "days, periods and rooms", (self.days, self.periods_a_day, *(room.seats for room in self.rooms))
        )
        for course in self.courses:
            refuse_negative(f"course {course.id}", (course.lectures, course.days, course.students))
        for curriculum in self.curricula:
            refuse_unknown(f"curriculum {curriculum.id}", curriculum.courses, known)
        refuse_unknown("unavailability", (course for course, _ in self.closed), known)
        self._refuse_slots_outside_the_week()

    def _refuse_slots_outside_the_week(self) -> None:
        if self.periods_a_day > MOST_PERIODS_A_DAY:
            where = f"{self.periods_a_day} periods a day"
            raise MalformedProblem(where, f"more than {MOST_PERIODS_A_DAY}")
        for course, slot in sorted(self.closed):
            if not (0 <= slot.day < self.days and 0 <= slot.period < self.periods_a_day):
                where = f"unavailability of {course}"
                raise MalformedProblem(where, f"day {slot.day}, period {slot.period} is outside the week")

    @property
    def periods(self) -> int:
        """How many periods the whole week has."""
        return self.days * self.periods_a_day

    @property
    def lectures(self) -> int:
        """How many lectures are to be placed."""
        return sum(course.lectures for course in self.courses)


@dataclass(frozen=True, slots=True, order=True)
class Sitting:
    """One lecture of a course, placed."""

    course: CourseId
    room: RoomId
    slot: Slot


Timetable: TypeAlias = tuple[Sitting, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """The price of a timetable, by part."""

    seats: int
    days: int
    gaps: int
    rooms: int

    @property
    def total(self) -> int:
        """What is minimised."""
        return self.seats + self.days + self.gaps + self.rooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A timetable, its price, and what is proven about it: nothing costs less than `bound`."""

    status: Status
    timetable: Timetable
    cost: Cost
    bound: int
    seconds: float


def rivals(problem: Problem) -> Mapping[CourseId, frozenset[CourseId]]:
    """For each course those that may not share a period with it: same teacher, same curriculum, and itself."""
    beside: dict[CourseId, set[CourseId]] = {course.id: {course.id} for course in problem.courses}
    for group in bound_together(problem).values():
        for course in group:
            beside[course].update(group)
    return {course: frozenset(others) for course, others in beside.items()}


def bound_together(problem: Problem) -> Mapping[str, frozenset[CourseId]]:
    """The courses of each curriculum and of each teacher, no two of which may share a period, by what binds them."""
    of_teachers: dict[str, list[CourseId]] = {}
    for course in problem.courses:
        of_teachers.setdefault(f"giảng viên {course.teacher}", []).append(course.id)
    groups: Iterable[tuple[str, Iterable[CourseId]]] = (
        *((f"chương trình {curriculum.id}", curriculum.courses) for curriculum in problem.curricula),
        *of_teachers.items(),
    )
    return {name: frozenset(courses) for name, courses in groups}
