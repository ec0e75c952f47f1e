"""One small timetable, so that every kernel is compiled and kept."""

from khaigiang.solvers.courses.problem import Course, Problem, Room
from khaigiang.solvers.courses.solve import solve


def warm() -> None:
    """Compile what is not kept yet."""
    courses = (
        Course(id="one", teacher="a", lectures=2, days=2, students=2),
        Course(id="other", teacher="a", lectures=2, days=3, students=1),
    )
    solve(
        Problem(name="warm", days=2, periods_a_day=2, courses=courses, rooms=(Room(id="small", seats=1),)),
        seconds=600,
        steps=1,
    )
