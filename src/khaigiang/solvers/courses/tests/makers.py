"""Small universities for the tests, and the files they come in."""

import random
from collections.abc import Iterable

from khaigiang.solvers.courses.problem import (
    Cost,
    Course,
    Curriculum,
    Plan,
    Problem,
    Room,
    Sitting,
    Slot,
    Timetable,
)

A_FILE = """\
Name: Toy
Courses: 4
Rooms: 3
Days: 5
Periods_per_day: 4
Curricula: 2
Constraints: 8

COURSES:
SceCosC Ocra 3 3 30
ArcTec Indaco 3 2 42
TecCos Rosa 5 4 40
Geotec Scarlatti 5 4 18

ROOMS:
rA\t32
rB\t50
rC\t40

CURRICULA:
Cur1 3 SceCosC ArcTec TecCos
Cur2 2 TecCos Geotec

UNAVAILABILITY_CONSTRAINTS:
TecCos 2 0
TecCos 2 1
TecCos 3 2
TecCos 3 3
ArcTec 4 0
ArcTec 4 1
ArcTec 4 2
ArcTec 4 3

END.
"""


def a_course(id_: str, *, teacher: str = "", lectures: int = 1, days: int = 1, students: int = 10) -> Course:
    """A course whose teacher teaches nothing else, unless named."""
    return Course(id=id_, teacher=teacher or f"teacher of {id_}", lectures=lectures, days=days, students=students)


def a_university(
    courses: Iterable[Course],
    *,
    seats: Iterable[int] = (20, 20),
    curricula: Iterable[Iterable[str]] = (),
    closed: Iterable[tuple[str, int, int]] = (),
    days: int = 2,
    periods_a_day: int = 3,
) -> Problem:
    """A week of two days with three periods each, in two rooms with twenty seats, unless said otherwise."""
    return Problem(
        name="a university",
        days=days,
        periods_a_day=periods_a_day,
        courses=tuple(courses),
        rooms=tuple(Room(id=f"room {number}", seats=number_of) for number, number_of in enumerate(seats)),
        curricula=tuple(
            Curriculum(id=f"curriculum {number}", courses=tuple(group)) for number, group in enumerate(curricula)
        ),
        closed=frozenset((course, Slot(day, period)) for course, day, period in closed),
    )


def at(course: str, day: int, period: int, room: int = 0) -> Sitting:
    """One lecture in its place."""
    return Sitting(course=course, room=f"room {room}", slot=Slot(day, period))


def a_plan(timetable: Timetable, cost: Cost, *, bound: int = 0) -> Plan:
    """A timetable and what somebody says of its price."""
    return Plan(
        status="optimal" if bound == cost.total else "feasible", timetable=timetable, cost=cost, bound=bound, seconds=0
    )


def any_university(seed: int, *, courses: int, lectures: int, rooms: int, days: int, periods_a_day: int) -> Problem:
    """One of very many: courses that share teachers and curricula, some periods closed; it may have no timetable."""
    dice = random.Random(seed)
    names = [f"c{number}" for number in range(courses)]
    return a_university(
        [
            a_course(
                name,
                teacher=f"t{dice.randrange(max(1, courses * 2 // 3))}",
                lectures=(number := dice.randint(1, lectures)),
                days=dice.randint(1, min(days, number)),
                students=dice.randint(5, 40),
            )
            for name in names
        ],
        seats=[dice.randint(10, 40) for _ in range(rooms)],
        curricula=[dice.sample(names, dice.randint(1, min(4, courses))) for _ in range(max(1, courses // 2))],
        closed={
            (name, dice.randrange(days), dice.randrange(periods_a_day))
            for name in names
            for _ in range(dice.randint(0, days * periods_a_day // 4))
        },
        days=days,
        periods_a_day=periods_a_day,
    )
