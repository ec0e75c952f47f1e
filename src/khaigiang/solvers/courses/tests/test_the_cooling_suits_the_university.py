from itertools import pairwise

import pytest

from khaigiang.solvers.cooling import cooled
from khaigiang.solvers.courses.board import facts_of
from khaigiang.solvers.courses.cooling import (
    COLDEST,
    HOT_FOR_EACH_CURRICULUM,
    HOTTEST_AT_LEAST,
    QUICK,
    hottest,
    temperature,
)
from khaigiang.solvers.courses.tests.makers import a_course, a_university


def test_the_temperature_falls_by_the_same_factor_all_the_way_from_the_hottest_to_the_coldest() -> None:
    temperatures = [cooled(8.0, 0.5, share / 4) for share in range(5)]

    assert temperatures == [pytest.approx(8), pytest.approx(4), pytest.approx(2), pytest.approx(1), pytest.approx(0.5)]
    assert all(later < earlier for earlier, later in pairwise(temperatures))


def test_a_university_is_cooled_quickly_first_and_then_slowly_for_the_rest_of_the_time() -> None:
    quick = [temperature(5.0, QUICK * share / 100) for share in range(100)]
    slow = [temperature(5.0, QUICK + (1 - QUICK) * share / 100) for share in range(101)]

    assert (quick[0], slow[0]) == (5.0, 5.0)
    assert slow[-1] == pytest.approx(COLDEST)
    assert quick == pytest.approx(slow[:-1])


def test_a_lecture_in_many_curricula_needs_a_hotter_beginning() -> None:
    courses = [a_course("A", lectures=1), a_course("B", lectures=1)]
    few = facts_of(a_university(courses, curricula=[("A", "B")]))
    many = facts_of(a_university(courses, curricula=[("A",)] * 30 + [("A", "B")] * 10))

    assert hottest(few) == HOTTEST_AT_LEAST
    # A is in 40 curricula, B in 10: the root of the mean of 1600 and 100.
    assert hottest(many) == pytest.approx(HOT_FOR_EACH_CURRICULUM * 850**0.5)


@pytest.mark.parametrize("lectures", [0, 1])
def test_a_university_without_curricula_or_lectures_begins_as_cool_as_any(lectures: int) -> None:
    facts = facts_of(a_university([a_course("A", lectures=lectures, days=0)]))

    assert hottest(facts) == HOTTEST_AT_LEAST > COLDEST
