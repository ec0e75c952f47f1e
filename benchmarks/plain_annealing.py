"""Simulated annealing of a university's timetable as one would write it in plain Python: the yardstick of the kernels.

The same moves (one lecture to another place, its holder to the place it leaves), the same cooling, and prices that
look only at the courses and curricula that a move touches.
"""

import math
import random
import time
from typing import TypeAlias

from khaigiang.solvers.cooling import cooled
from khaigiang.solvers.courses.board import facts_of
from khaigiang.solvers.courses.cooling import COLDEST, hottest
from khaigiang.solvers.courses.problem import CourseId, Problem, Timetable, rivals

Place: TypeAlias = tuple[int, int]


class PlainTimetable:
    """Lectures, each with a period of the week and a room, and what they cost."""

    def __init__(self, problem: Problem, timetable: Timetable) -> None:
        rooms = {room.id: number for number, room in enumerate(problem.rooms)}
        self.problem, self.rivals = problem, rivals(problem)
        self.course = {course.id: course for course in problem.courses}
        self.closed = {(course, slot.day * problem.periods_a_day + slot.period) for course, slot in problem.closed}
        self.curricula: dict[CourseId, list[int]] = {course.id: [] for course in problem.courses}
        for number, curriculum in enumerate(problem.curricula):
            for course in curriculum.courses:
                self.curricula[course].append(number)
        self.lectures = [sitting.course for sitting in timetable]
        self.places = [
            (sitting.slot.day * problem.periods_a_day + sitting.slot.period, rooms[sitting.room])
            for sitting in timetable
        ]
        self.of_course: dict[CourseId, list[int]] = {course.id: [] for course in problem.courses}
        for lecture, course_id in enumerate(self.lectures):
            self.of_course[course_id].append(lecture)
        self.holder = {place: lecture for lecture, place in enumerate(self.places)}

    def price(self, lectures: list[int]) -> int:
        """What the courses of these lectures, and the curricula they belong to, cost as they stand."""
        courses = {self.lectures[lecture] for lecture in lectures}
        touched = {number for course in courses for number in self.curricula[course]}
        return sum(self._of_a_course(course) for course in courses) + sum(self._of_a_curriculum(k) for k in touched)

    def may_move(self, lecture: int, place: Place, other: int | None) -> bool:
        """Does no rule forbid that a lecture goes to a place and its holder to the place it leaves?"""
        course, (period, _), old_period = self.lectures[lecture], place, self.places[lecture][0]
        if other is None:
            return self._is_free(course, period, {lecture})
        both = {lecture, other}
        return self._is_free(course, period, both) and self._is_free(self.lectures[other], old_period, both)

    def move(self, lecture: int, place: Place, other: int | None) -> None:
        """Let them go."""
        old_place = self.places[lecture]
        self.places[lecture], self.holder[place] = place, lecture
        if other is None:
            del self.holder[old_place]
        else:
            self.places[other], self.holder[old_place] = old_place, other

    def _is_free(self, course: CourseId, period: int, without: set[int]) -> bool:
        if (course, period) in self.closed:
            return False
        there = (self.holder.get((period, room)) for room in range(len(self.problem.rooms)))
        return not any(
            other is not None and other not in without and self.lectures[other] in self.rivals[course]
            for other in there
        )

    def _of_a_course(self, course_id: CourseId) -> int:
        course, places = self.course[course_id], [self.places[lecture] for lecture in self.of_course[course_id]]
        seats = sum(max(0, course.students - self.problem.rooms[room].seats) for _, room in places)
        days = len({period // self.problem.periods_a_day for period, _ in places})
        return seats + 5 * max(0, course.days - days) + len({room for _, room in places}) - 1

    def _of_a_curriculum(self, number: int) -> int:
        a_day = self.problem.periods_a_day
        taught = {
            self.places[lecture][0]
            for course in self.problem.curricula[number].courses
            for lecture in self.of_course[course]
        }
        alone = 0
        for period in taught:
            before = period % a_day > 0 and period - 1 in taught
            after = period % a_day < a_day - 1 and period + 1 in taught
            alone += not before and not after
        return 2 * alone


def annealed(problem: Problem, timetable: Timetable, *, seconds: float, seed: int) -> int:
    """The growth of the price (below zero) of the best timetable found in so many seconds."""
    dice = random.Random(seed)  # noqa: S311  the same search in every run
    plain = PlainTimetable(problem, timetable)
    hot = hottest(facts_of(problem))
    started, growth, best = time.perf_counter(), 0, 0
    while (share := (time.perf_counter() - started) / seconds) < 1:
        temperature = cooled(hot, COLDEST, share)
        lecture = dice.randrange(len(plain.lectures))
        place, old_place = (dice.randrange(problem.periods), dice.randrange(len(problem.rooms))), plain.places[lecture]
        other = plain.holder.get(place)
        if other == lecture or not plain.may_move(lecture, place, other):
            continue
        moved = [lecture] if other is None else [lecture, other]
        before = plain.price(moved)
        plain.move(lecture, place, other)
        price = plain.price(moved) - before
        if price > 0 and dice.random() >= math.exp(-price / temperature):
            plain.move(lecture, old_place, other)
            continue
        growth += price
        best = min(best, growth)
    return best
