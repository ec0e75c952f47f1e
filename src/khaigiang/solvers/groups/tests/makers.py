"""Invented trainees, few enough to try every division or as many as a real class has."""

from collections.abc import Mapping
from zlib import crc32

from hypothesis import strategies as st

from khaigiang.solvers.groups import Person, Problem


def make_person(person_id: str, *, district: str = "d1", **traits: str) -> Person:
    return Person(id=person_id, district=district, traits=traits)


def make_problem(people: int, *, fewest: int = 8, most: int = 15, weights: Mapping[str, int] | None = None) -> Problem:
    return Problem(
        people=tuple(make_person(f"p{number}") for number in range(1, people + 1)),
        min_size=fewest,
        max_size=most,
        weights={"district": 1} if weights is None else weights,
    )


def a_class_of(people: int, seed: int = 0) -> Problem:
    """Trainees of 30 districts, to be mixed by district, sex, age band and kind of commune."""

    def draw(subject: str, number: int, among: int) -> int:
        return crc32(f"{seed} {subject} {number}".encode()) % among

    return Problem(
        people=tuple(
            make_person(
                f"p{number}",
                district=f"d{draw('district', number, 30)}",
                sex="MMF"[draw("sex", number, 3)],
                age=str(draw("age", number, 4)),
                area=str(draw("area", number, 3)),
            )
            for number in range(people)
        ),
        weights={"district": 2, "sex": 1, "age": 1, "area": 1},
    )


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """At most 6 people and 3 groups: sometimes no sizes will do."""
    small = st.integers(0, 3)
    fewest = draw(st.integers(2, 3))
    return Problem(
        people=tuple(
            Person(
                id=f"p{number}",
                district=draw(st.sampled_from("de")),
                traits=draw(st.dictionaries(st.sampled_from(["sex", "age"]), st.sampled_from("xy"))),
            )
            for number in range(draw(st.integers(3, 6)))
        ),
        min_size=fewest,
        max_size=fewest + draw(st.integers(0, 1)),
        weights=draw(st.dictionaries(st.sampled_from(["district", "sex", "age"]), small)),
    )
