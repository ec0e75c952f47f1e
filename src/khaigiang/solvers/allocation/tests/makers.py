"""Invented people and classes, small enough to try every plan or as many as the real programme has."""

from collections import Counter
from dataclasses import replace
from random import Random
from zlib import crc32

import numpy as np
from hypothesis import strategies as st

from khaigiang.solvers.allocation import GivenPlaces, Person, Problem, TrainingClass, Weights
from khaigiang.solvers.allocation.city.census import census_of
from khaigiang.solvers.allocation.city.dealing import deal
from khaigiang.solvers.allocation.city.search import empty_seats
from khaigiang.solvers.allocation.city.seats import Seats, open_rooms

DISTRICTS = 30
OFFICIALS = 579
FIVE_SIZES = (116, 116, 116, 116, 115)


def make_class(class_id: str = "c1", *, size: int = 2, fewest: int = 0, most: int = 9, week: int = 1) -> TrainingClass:
    return TrainingClass(id=class_id, size=size, min=fewest, max=most, week=week)


def make_person(
    person_id: str = "p1",
    *,
    unit: str = "u1",
    district: str = "d1",
    cannot: tuple[str, ...] = (),
    prefers: tuple[str, ...] = (),
    wish_weight: int = 1,
    **traits: str,
) -> Person:
    return Person(
        id=person_id,
        unit=unit,
        district=district,
        traits=traits,
        cannot=frozenset(cannot),
        prefers=frozenset(prefers),
        wish_weight=wish_weight,
    )


def make_people(count: int) -> tuple[Person, ...]:
    return tuple(make_person(f"p{number}") for number in range(1, count + 1))


def make_places(district: str, class_id: str, places: int) -> GivenPlaces:
    return GivenPlaces(district=district, class_id=class_id, places=places)


def with_every_place_given(problem: Problem) -> Problem:
    """So many of each district in each class as its share of the places, to the whole.

    What is left over goes to one class after another, from district to district: classes end at their sizes.
    """
    places: list[GivenPlaces] = []
    turn = 0
    for district, people in Counter(person.district for person in problem.people).items():
        share = [people * cls.size // problem.wanted for cls in problem.classes]
        for _ in range(people - sum(share)):
            share[turn % len(share)] += 1
            turn += 1
        places += [make_places(district, cls.id, n) for cls, n in zip(problem.classes, share, strict=True)]
    return replace(problem, places=tuple(places))


def seated(problem: Problem, class_of: list[int]) -> Seats:
    """Everybody in the class of this number."""
    census = census_of(problem)
    seats = empty_seats(census)
    open_rooms(census, seats)
    people = len(class_of)
    no_places, everybody = np.zeros(0, np.int32), np.arange(people)
    deal(census, seats, np.array(class_of, np.int32), no_places, np.zeros(people, np.int64), everybody)
    return seats


def a_programme_of_579_officials(seed: int = 0) -> Problem:
    """Five classes, two of them parallel; 30 districts; wishes that crowd into two classes; every rule at work."""
    people = tuple(_official(number, seed) for number in range(OFFICIALS))
    return Problem(
        classes=tuple(
            make_class(f"c{number}", size=size, fewest=100, most=130, week=week)
            for number, size, week in zip(range(1, 6), FIVE_SIZES, (1, 1, 2, 3, 4), strict=True)
        ),
        people=people,
        together=tuple((people[number].id, people[number + 7].id) for number in range(0, 180, 18)),
        apart=tuple((people[number].id, people[number + 1].id, people[number + 3].id) for number in range(5, 180, 18)),
        unit_max_per_week=8,
        weights=Weights(size=1, prefer=3, crowding=5, balance={"district": 2, "area": 1, "sex": 1, "age": 1}),
    )


def _official(number: int, seed: int) -> Person:
    def draw(subject: str, *among: str) -> str:
        return among[crc32(f"{seed} {subject} {number}".encode()) % len(among)]

    district = f"d{crc32(f'{seed} district {number}'.encode()) % DISTRICTS}"
    away = draw("away", *["none"] * 7, "c1", "c3", "c5")
    wish = draw("wish", *["none"] * 5, "c1", "c1", "c2", "c2", "c4")
    return make_person(
        f"p{number}",
        unit=district,
        district=district,
        cannot=() if away == "none" else (away,),
        prefers=() if wish == "none" else (wish,),
        area=draw("area", "xã", "xã", "phường", "thị trấn"),
        sex=draw("sex", "M", "M", "F"),
        age=draw("age", "under 40", "40 to 50", "over 50"),
    )


def _lists(people: int) -> st.SearchStrategy[tuple[tuple[str, ...], ...]]:
    person_ids = st.sampled_from([f"p{number}" for number in range(people)])
    one_list = st.lists(person_ids, min_size=2, max_size=3, unique=True).map(tuple)
    return st.lists(one_list, max_size=1).map(tuple)


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """At most 5 people and 3 classes, with every rule drawn at random: sometimes no plan exists."""
    class_ids = [f"c{number}" for number in range(draw(st.sampled_from([3, 3, 2, 1])))]
    people = draw(st.integers(2, 5))
    some_classes = st.frozensets(st.sampled_from(class_ids), max_size=1)
    small = st.integers(0, 3)
    placed = tuple(
        Person(
            id=f"p{number}",
            unit=draw(st.sampled_from("uv")),
            district=draw(st.sampled_from("de")),
            traits=draw(st.dictionaries(st.sampled_from(["sex", "age"]), st.sampled_from("xy"))),
            cannot=draw(some_classes),
            prefers=draw(some_classes),
            wish_weight=draw(small),
        )
        for number in range(people)
    )
    cells = st.tuples(st.sampled_from([person.district for person in placed]), st.sampled_from(class_ids))
    given = draw(st.dictionaries(cells, small))
    return Problem(
        classes=tuple(
            TrainingClass(
                id=class_id,
                size=draw(small) + 1,
                min=draw(st.integers(0, 1)),
                max=draw(st.integers(3, 5)),
                week=draw(small) // 2,
            )
            for class_id in class_ids
        ),
        people=placed,
        together=draw(_lists(people)),
        apart=draw(_lists(people)),
        unit_max_per_week=draw(st.sampled_from([None, 3, 2, 1])),
        excused=draw(st.frozensets(st.tuples(st.sampled_from("uv"), st.integers(0, 1)), max_size=1)),
        keep=draw(
            st.dictionaries(st.sampled_from([f"p{number}" for number in range(people)]), st.sampled_from(class_ids))
        ),
        places=tuple(make_places(district, class_id, places) for (district, class_id), places in given.items()),
        weights=Weights(
            size=draw(small),
            prefer=draw(small),
            crowding=draw(small),
            balance=draw(st.dictionaries(st.sampled_from(["district", "sex", "age"]), small)),
            moved=draw(small),
            places=draw(small),
        ),
    )


def a_city(*, people: int, classes: int, seed: int = 0) -> Problem:
    """As many people in as many classes over 40 weeks; six in ten wish for classes that others wish for too.

    Popular classes are popular in every district, so that the best plan is far from free; every rule is at work.
    """
    random = Random(seed)
    size = people // classes
    class_ids = [f"c{number}" for number in range(classes)]
    popularity = [1 / (rank + 1) ** 0.8 for rank in range(classes)]
    placed = tuple(_citizen(number, people, class_ids, popularity, random) for number in range(people))
    every = range(0, people - 10, 200)
    return Problem(
        classes=tuple(
            make_class(id_, size=size, fewest=size * 4 // 5, most=size * 23 // 20 + 1, week=number % 40)
            for number, id_ in enumerate(class_ids)
        ),
        people=placed,
        together=tuple((f"p{number}", f"p{number + 7}") for number in every),
        apart=tuple((f"p{number}", f"p{number + 1}", f"p{number + 3}") for number in every),
        unit_max_per_week=12,
        weights=Weights(size=1, prefer=3, crowding=5, balance={"district": 2, "sex": 1, "age": 1, "area": 1}),
    )


def _citizen(number: int, people: int, classes: list[str], popularity: list[float], random: Random) -> Person:
    district = f"d{random.randrange(max(2, people // 2_000))}"
    wishes = random.choices(classes, popularity, k=random.randrange(1, 4)) if random.random() < 0.6 else []
    away = random.sample(classes, k=min(2, len(classes) - 1)) if random.random() < 0.1 else []
    return make_person(
        f"p{number}",
        unit=f"{district}u{random.randrange(20)}",
        district=district,
        prefers=tuple(wishes),
        cannot=tuple(class_id for class_id in away if class_id not in wishes),
        sex=random.choice(("M", "M", "F")),
        age=random.choice(("under 40", "40 to 50", "over 50")),
        area=random.choice(("xã", "xã", "phường", "thị trấn")),
    )
