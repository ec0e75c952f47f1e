"""Which pieces make room for one that moves, against every set of changes that there is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, islice, product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from khaigiang.solvers.timetabling import (
    Chain,
    Lecturer,
    Pin,
    Placement,
    Problem,
    Weights,
    broken_demands,
    chains_from,
    chains_to,
    price_of_change,
)
from khaigiang.solvers.timetabling.tests.makers import (
    make_class,
    make_days,
    make_hall,
    make_piece,
    make_placement,
    tiny_problems,
)
from khaigiang.solvers.timetabling.tests.test_the_cheapest_timetable_is_found import every_timetable

ALL = 10_000
MORNING, AFTERNOON, NEXT_MORNING, NEXT_AFTERNOON = make_days(2)


def every_change(problem: Problem, placements: tuple[Placement, ...], moving: Placement) -> Iterator[list[Placement]]:
    """Each set of at most four pieces, this one among them, that all go to other half-days of their classes."""
    halls = {(one.class_id, one.slot): one.hall_id for one in placements}
    slots = {cls.id: cls.slots for cls in problem.classes}

    def elsewhere(one: Placement) -> list[Placement]:
        return [
            make_placement(one.piece_id, slot, one.lecturer_id, class_id=one.class_id, hall_id=hall_id)
            for slot in slots[one.class_id]
            if slot != one.slot
            for hall_id in {one.hall_id, halls.get((one.class_id, slot), one.hall_id)}
        ]

    others = [one for one in placements if one != moving]
    for count in range(4):
        for some in combinations(others, count):
            for changed in product(elsewhere(moving), *map(elsewhere, some)):
                yield list(changed)


def every_chain(
    problem: Problem, placements: tuple[Placement, ...], moving: Placement
) -> dict[frozenset[Placement], int]:
    """Every lawful set of changes, with its price, of which no part is lawful already."""
    found: dict[frozenset[Placement], int] = {}
    for changes in every_change(problem, placements, moving):
        if not any(part <= set(changes) for part in found):
            price = price_of_change(problem, placements, changes)
            if isinstance(price, int):
                found[frozenset(changes)] = price
    return found


def as_sets(chains: tuple[Chain, ...]) -> dict[frozenset[Placement], int]:
    return {frozenset(chain.moved): chain.price for chain in chains}


@settings(max_examples=40, deadline=None)
@given(problem=tiny_problems(), data=st.data())
def test_every_chain_there_is_is_found_at_its_price(problem: Problem, data: st.DataObject) -> None:
    lawful = [one for one in islice(every_timetable(problem), 300) if not broken_demands(problem, one)]
    assume(lawful)
    placements = data.draw(st.sampled_from(lawful))
    moving = data.draw(st.sampled_from(placements))

    chains = chains_from(problem, placements, moving.class_id, moving.piece_id, told=ALL)

    assert as_sets(chains) == every_chain(problem, placements, moving)
    assert [chain.price for chain in chains] == sorted(chain.price for chain in chains)
    assert all(chain.moved[0].piece_id == moving.piece_id for chain in chains)


@settings(max_examples=40, deadline=None)
@given(problem=tiny_problems(), data=st.data())
def test_what_could_come_is_all_that_could_go_there(problem: Problem, data: st.DataObject) -> None:
    lawful = [one for one in islice(every_timetable(problem), 300) if not broken_demands(problem, one)]
    assume(lawful)
    placements = data.draw(st.sampled_from(lawful))
    cls = data.draw(st.sampled_from(problem.classes))
    slot = data.draw(st.sampled_from(cls.slots))

    going = [
        chain
        for one in placements
        if one.class_id == cls.id and one.slot != slot
        for chain in chains_from(problem, placements, cls.id, one.piece_id, slot=slot, told=ALL)
    ]

    assert as_sets(chains_to(problem, placements, cls.id, slot, told=ALL)) == as_sets(tuple(going))
    assert all(chain.moved[0].slot == slot for chain in going)


BUSY = Problem(
    classes=(
        make_class("c1", make_piece("law", by=("l1",)), slots=(MORNING, NEXT_MORNING), halls=("h1",)),
        make_class("c2", make_piece("ethics", by=("l1",)), slots=(NEXT_MORNING, NEXT_AFTERNOON), halls=("h2",)),
        make_class("c3", make_piece("speech"), slots=(AFTERNOON, NEXT_AFTERNOON), halls=("h2",)),
    ),
    lecturers=(Lecturer(id="l1", unwanted=frozenset({MORNING, NEXT_AFTERNOON})),),
    halls=(make_hall("h1"), make_hall("h2")),
    weights=Weights(unwanted=3, hall_change=0, load=0),
)
LAW = make_placement("law", MORNING, "l1", class_id="c1")
ETHICS = make_placement("ethics", NEXT_MORNING, "l1", class_id="c2", hall_id="h2")
SPEECH = make_placement("speech", NEXT_AFTERNOON, class_id="c3", hall_id="h2")


def test_a_lesson_makes_room_for_its_lecturer_and_a_class_for_that_lesson() -> None:
    moved = (
        make_placement("law", NEXT_MORNING, "l1", class_id="c1"),
        make_placement("ethics", NEXT_AFTERNOON, "l1", class_id="c2", hall_id="h2"),
        make_placement("speech", AFTERNOON, class_id="c3", hall_id="h2"),
    )

    assert chains_from(BUSY, (LAW, ETHICS, SPEECH), "c1", "law") == (Chain(moved=moved, price=0),)
    assert chains_to(BUSY, (LAW, ETHICS, SPEECH), "c1", NEXT_MORNING) == (Chain(moved=moved, price=0),)
    assert chains_from(BUSY, (LAW, ETHICS, SPEECH), "c1", "law", longest=2) == ()


def test_what_is_pinned_makes_room_for_nobody() -> None:
    pinned = replace(BUSY, pins=(Pin(class_id="c3", piece_id="speech", slot=NEXT_AFTERNOON),))

    assert chains_from(pinned, (LAW, ETHICS, SPEECH), "c1", "law") == ()
