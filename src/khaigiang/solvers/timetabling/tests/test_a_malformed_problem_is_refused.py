"""A problem whose parts do not fit together is refused with the place of the fault."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from khaigiang.solvers.errors import MalformedProblem
from khaigiang.solvers.timetabling import Lecturer, Piece, Pin, Problem, Weights
from khaigiang.solvers.timetabling.tests.makers import make_class, make_days, make_hall, make_piece, make_placement

TOPIC = make_piece("topic", by=("l1",))
PROBLEM = Problem(
    classes=(make_class("c1", TOPIC, halls=("h1",)),),
    lecturers=(Lecturer(id="l1"),),
    halls=(make_hall("h1"),),
)
MORNING, AFTERNOON = make_days(1)


def with_pieces(*pieces: Piece) -> Problem:
    return replace(PROBLEM, classes=(make_class("c1", *pieces, halls=("h1",)),))


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: replace(PROBLEM, classes=PROBLEM.classes * 2), "classes: the id 'c1' stands there 2 times"),
        (lambda: with_pieces(TOPIC, TOPIC), "class 'c1', pieces: the id 'topic' stands there 2 times"),
        (
            lambda: replace(PROBLEM, published=(make_placement("topic", MORNING),) * 2),
            "published: the id 'c1, topic' stands there 2 times",
        ),
        (
            lambda: with_pieces(replace(TOPIC, after=frozenset("x"))),
            "class 'c1', piece 'topic', after: there is no 'x'",
        ),
        (
            lambda: with_pieces(replace(TOPIC, after=frozenset({"topic"}))),
            "class 'c1', piece 'topic', after: there is no 'topic'",
        ),
        (
            lambda: replace(PROBLEM, classes=(make_class("c1", TOPIC, halls=("h1",), together=[["x"]]),)),
            "class 'c1', together: there is no 'x'",
        ),
        (lambda: replace(PROBLEM, lecturers=PROBLEM.lecturers * 2), "lecturers: the id 'l1' stands there 2 times"),
        (lambda: replace(PROBLEM, halls=PROBLEM.halls * 2), "halls: the id 'h1' stands there 2 times"),
        (
            lambda: replace(PROBLEM, pins=(Pin(class_id="c1", piece_id="topic"),) * 2),
            "pins: the id 'c1, topic' stands there 2 times",
        ),
        (lambda: replace(PROBLEM, halls=()), "class 'c1', halls: there is no 'h1'"),
        (lambda: replace(PROBLEM, lecturers=()), "class 'c1', piece 'topic', lecturers: there is no 'l1'"),
        (
            lambda: replace(PROBLEM, pins=(Pin(class_id="c9", piece_id="topic"),)),
            "pins, classes: there is no 'c9'",
        ),
        (lambda: replace(PROBLEM, pins=(Pin(class_id="c1", piece_id="x"),)), "pins, pieces: there is no 'x'"),
        (
            lambda: replace(PROBLEM, pins=(Pin(class_id="c1", piece_id="topic", hall_id="h9"),)),
            "pins, halls: there is no 'h9'",
        ),
        (
            lambda: replace(PROBLEM, pins=(Pin(class_id="c1", piece_id="topic", lecturer_id="l9"),)),
            "pins, lecturers: there is no 'l9'",
        ),
        (lambda: replace(PROBLEM, weights=Weights(travel=-1)), "weights: -1 is below zero"),
        (
            lambda: replace(PROBLEM, classes=(make_class(halls=("h1",), participants=-2),)),
            "classes, participants: -2 is below zero",
        ),
        (lambda: replace(PROBLEM, halls=(make_hall("h1", capacity=-3),)), "halls, capacity: -3 is below zero"),
        (
            lambda: replace(PROBLEM, lecturers=(Lecturer(id="l1", max_per_week=-4),)),
            "lecturer 'l1': -4 is below zero",
        ),
        (
            lambda: replace(PROBLEM, classes=(make_class(halls=("h1",), slots=(AFTERNOON, MORNING)),)),
            "class 'c1', slots: they do not stand in the order of time, each once",
        ),
    ],
)
def test_the_sentence_names_the_place(make: Callable[[], Problem], sentence: str) -> None:
    with pytest.raises(MalformedProblem) as refusal:
        make()

    assert str(refusal.value) == sentence
