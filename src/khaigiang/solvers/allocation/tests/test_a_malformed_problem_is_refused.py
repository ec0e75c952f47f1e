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
        (lambda: Problem(classes=CLASSES * 2, people=PEOPLE), "classes[1].id: mã “c1” đã có ở trên."),
        (lambda: Problem(classes=CLASSES, people=PEOPLE * 3), "people[1].id: mã “p1” đã có ở trên."),
        (
            lambda: Problem(classes=CLASSES, people=(make_person("p1", cannot=("c7",)),)),
            "people[0].cannot: không có lớp “c7”.",
        ),
        (
            lambda: Problem(classes=CLASSES, people=(make_person("p1", prefers=("c8",)),)),
            "people[0].prefers: không có lớp “c8”.",
        ),
        (
            lambda: Problem(classes=CLASSES, people=PEOPLE, together=(("p1", "p2"),)),
            "together[0]: không có người “p2”.",
        ),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, apart=(("p3",),)), "apart[0]: không có người “p3”."),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, keep={"p4": "c1"}), "keep: không có người “p4”."),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, keep={"p1": "c2"}), "keep: không có lớp “c2”."),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, weights=Weights(size=-1)), "weights.size: -1 nhỏ hơn 0."),
        (lambda: Problem(classes=(make_class(fewest=-2),), people=PEOPLE), "classes[0].min: -2 nhỏ hơn 0."),
        (lambda: Problem(classes=CLASSES, people=PEOPLE, unit_max_per_week=-4), "unit_max_per_week: -4 nhỏ hơn 0."),
        (
            lambda: Problem(classes=(make_class(size=0),), people=PEOPLE),
            "classes: sĩ số mong muốn của mọi lớp đều bằng 0 nên không chia được tỷ lệ.",
        ),
    ],
)
def test_the_sentence_names_the_place(make: Callable[[], Problem], sentence: str) -> None:
    with pytest.raises(MalformedProblem) as refusal:
        make()

    assert str(refusal.value) == sentence
