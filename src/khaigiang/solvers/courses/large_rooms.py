"""What it costs at least that large rooms are few: students without a seat, and courses split between rooms."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from khaigiang.solvers.courses.problem import ROOM_TOO_MANY, STUDENT_WITHOUT_A_SEAT, Course, Problem

# More than any timetable costs.
NEVER = 2**62


def price_of_too_few_large_rooms(problem: Problem) -> int:
    """The dearest of these for the few largest rooms, the many largest, and so on: nothing undercuts any of them."""
    seats = sorted((room.seats for room in problem.rooms), reverse=True)
    steps = [number for number, (larger, smaller) in enumerate(pairwise(seats), start=1) if larger > smaller]
    return max((_price(problem, seats, number) for number in steps), default=0)


def _price(problem: Problem, seats: Sequence[int], large: int) -> int:
    # Every one of the `large` rooms counts as the largest, every other as the largest of the rest.
    places = large * problem.periods
    in_need = [course for course in problem.courses if course.students > seats[large]]
    everywhere = sum(
        course.lectures * STUDENT_WITHOUT_A_SEAT * max(0, course.students - seats[0]) for course in in_need
    )
    if sum(course.lectures for course in in_need) <= places:
        return everywhere
    least = np.zeros(places + 1, np.int64)
    for course in in_need:
        less = STUDENT_WITHOUT_A_SEAT * (min(course.students, seats[0]) - seats[large])
        least = _with_one_more(least, course, less)
    return everywhere + int(least[places])


def _with_one_more(least: NDArray[np.int64], course: Course, less: int) -> NDArray[np.int64]:
    """The least price for any number of large places, when each lecture of another course without one costs `less`."""
    then = np.full_like(least, NEVER)
    for lectures in range(min(course.lectures, len(least) - 1) + 1):
        is_split = 0 < lectures < course.lectures
        price = (course.lectures - lectures) * less + ROOM_TOO_MANY * is_split
        then[lectures:] = np.minimum(then[lectures:], least[: len(least) - lectures] + price)
    return then
