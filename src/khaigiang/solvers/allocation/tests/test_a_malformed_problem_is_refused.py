"""A problem whose parts do not fit together is refused with the place of the fault."""

from collections.abc import Callable

import pytest

from khaigiang.solvers.allocation import Problem, Weights
from khaigiang.solvers.allocation.tests.makers import make_class, make_person
from khaigiang.solvers.errors import MalformedProblem

CLASSES = (make_class("c1"),)
PEOPLE = (make_person("p1"),)


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Problem(classes=CLASSES * 2, people=PEOPLE), "classes: the id 'c1' stands there 2 times"),
        (lambda: Problem(classes=CLASSES, people=PEOPLE * 3), "people: the id 'p1' stands there 3 times"),
        (
            lambda: Problem(classes=CLASSES, people=(make_person("p1", cannot=("c7",)),)),
            "person 'p1', classes: there is no 'c7'",
        ),
        (
            lambda: Problem(classes=CLASSES, people=(make_person("p1", prefers=("c8",)),)),
            "person 'p1', classes: there is no 'c8'",
        ),
        (
            lambda: Problem(classes=CLASSES, people=PEOPLE, together=(("p1", "p2"),)),
            "together, people: there is no 'p2'",
        ),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, apart=(("p3",),)), "apart, people: there is no 'p3'"),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, keep={"p4": "c1"}), "keep, people: there is no 'p4'"),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, keep={"p1": "c2"}), "keep, classes: there is no 'c2'"),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, weights=Weights(size=-1)), "weights: -1 is below zero"),
        (lambda: Problem(classes=(make_class(fewest=-2),), people=PEOPLE), "classes: -2 is below zero"),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, unit_max_per_week=-4), "unit_max_per_week: -4 is below zero"),
        (
            lambda: Problem(classes=(make_class(size=0),), people=PEOPLE),
            "classes: the wanted sizes are all zero, so no share can be computed",
        ),
    ],
)
def test_the_sentence_names_the_place(make: Callable[[], Problem], sentence: str) -> None:
    with pytest.raises(MalformedProblem) as refusal:
        make()

    assert str(refusal.value) == sentence
