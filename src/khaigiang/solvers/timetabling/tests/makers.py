"""Invented classes, programmes, lecturers and halls: tiny ones, and one of the size of the real programme."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zlib import crc32

from hypothesis import strategies as st

from khaigiang.solvers.timetabling import Hall, Item, Lecturer, Pin, Placement, Problem, Slot, TrainingClass, Weights
from khaigiang.solvers.timetabling.problem import Half, Kind

MONDAY = date(2023, 3, 13)
ONE_AFTER_ANOTHER = (MONDAY, date(2023, 3, 28), date(2023, 4, 12), date(2023, 4, 27), date(2023, 5, 24))
HOLIDAYS = frozenset(date(2023, 4, 29) + timedelta(days) for days in range(5))
TOPICS_OF_BLOCKS = (5, 5, 7)
LECTURERS = 20


def make_slot(day: int = 0, half: Half = "morning") -> Slot:
    """The half-day so many days after Monday 13 March 2023."""
    return Slot(MONDAY + timedelta(day), half)


def make_days(count: int) -> tuple[Slot, ...]:
    """Both halves of so many days from that Monday on."""
    return tuple(make_slot(day, half) for day in range(count) for half in ("morning", "afternoon"))


def make_class(
    class_id: str = "c1",
    *,
    slots: tuple[Slot, ...] | None = None,
    participants: int = 100,
    halls: tuple[str, ...] = ("h1", "h2"),
) -> TrainingClass:
    slots = make_days(1) if slots is None else slots
    return TrainingClass(id=class_id, slots=slots, participants=participants, halls=frozenset(halls))


def make_item(item_id: str, kind: Kind = "topic", *, block: int = 1, order: int = 1, by: Sequence[str] = ()) -> Item:
    return Item(id=item_id, kind=kind, block=block, order=order, lecturers=frozenset(by))


def make_hall(hall_id: str = "h1", *, capacity: int = 100, busy: Sequence[Slot] = ()) -> Hall:
    return Hall(id=hall_id, capacity=capacity, busy=frozenset(busy))


def make_placement(
    item_id: str, slot: Slot, lecturer_id: str | None = None, *, class_id: str = "c1", hall_id: str = "h1"
) -> Placement:
    return Placement(class_id=class_id, item_id=item_id, slot=slot, hall_id=hall_id, lecturer_id=lecturer_id)


def working_half_days(first: date, days: int) -> tuple[Slot, ...]:
    """Mornings and afternoons of so many working days from the first day on."""
    calendar = (first + timedelta(number) for number in range(4 * days))
    working = [day for day in calendar if day.isoweekday() <= 5 and day not in HOLIDAYS]
    return tuple(Slot(day, half) for day in working[:days] for half in ("morning", "afternoon"))


def a_programme_of_22_half_days(
    starts: Sequence[date] = ONE_AFTER_ANOTHER, *, seed: int = 0, half_days: int = 22
) -> Problem:
    """17 topics in three blocks, each closed by a discussion; opening, closing; 20 lecturers; six halls."""

    def draw(subject: str, among: int) -> int:
        return crc32(f"{seed} {subject}".encode()) % among

    classes = tuple(
        make_class(
            f"c{number}",
            slots=working_half_days(first, 11)[:half_days],
            participants=100 + draw(f"participants {number}", 20),
            halls=tuple(f"h{hall}" for hall in range(6)),
        )
        for number, first in enumerate(starts)
    )
    every_slot = sorted({slot for cls in classes for slot in cls.slots}, key=lambda slot: slot.moment)
    return Problem(
        classes=classes,
        items=_the_programme(draw_lecturer=lambda subject: f"l{draw(subject, LECTURERS)}"),
        lecturers=tuple(
            Lecturer(
                id=f"l{number}",
                unavailable=frozenset(slot for slot in every_slot if draw(f"away {number} {slot}", 10) == 0),
                max_per_day=2,
                max_per_week=4,
                prefers=(None, None, "morning", "afternoon")[draw(f"prefers {number}", 4)],
            )
            for number in range(LECTURERS)
        ),
        halls=tuple(
            make_hall(
                f"h{number}",
                capacity=capacity,
                busy=[slot for slot in every_slot if draw(f"busy {number} {slot}", 20) == 0],
            )
            for number, capacity in enumerate((90, 110, 120, 130, 150, 200))
        ),
        weights=Weights(order=2, hall_change=3, load=2, travel=1, half=1),
    )


def _the_programme(draw_lecturer: Callable[[str], str]) -> tuple[Item, ...]:
    items = [make_item("opening", "opening")]
    for block, topics in enumerate(TOPICS_OF_BLOCKS, start=1):
        for order in range(1, topics + 1):
            qualified = {draw_lecturer(f"lecturer {block} {order} {number}") for number in range(3)}
            items.append(make_item(f"topic {block}.{order}", block=block, order=order, by=sorted(qualified)))
        items.append(make_item(f"discussion {block}", "discussion", block=block))
    return (*items, make_item("closing", "closing"))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """One or two classes of at most 4 half-days, with every rule drawn at random: often no plan exists."""
    classes = draw(st.integers(1, 2))
    half_days = make_days(2)
    small = st.integers(0, 3)
    some_slots = st.frozensets(st.sampled_from(half_days), max_size=1)
    some_lecturers = st.frozensets(st.sampled_from(["l1", "l2"]))
    items = tuple(
        Item(
            id=f"i{number}",
            kind=draw(st.sampled_from(["topic"] * 5 + ["opening", "discussion", "closing"])),
            block=draw(st.sampled_from([1, 1, 2])),
            order=draw(small),
            lecturers=draw(some_lecturers),
        )
        for number in range(draw(st.integers(1, 4 - classes // 2)))
    )
    return Problem(
        classes=tuple(
            TrainingClass(
                id=f"c{number}",
                slots=half_days[: 4 - classes // 2] if number == 0 else half_days[draw(st.integers(0, 1)) :][:3],
                participants=10,
                halls=draw(st.frozensets(st.sampled_from(["h1", "h2"]), min_size=1)),
            )
            for number in range(classes)
        ),
        items=items,
        lecturers=tuple(
            Lecturer(
                id=lecturer_id,
                unavailable=draw(some_slots),
                max_per_day=draw(st.sampled_from([None, 2, 2, 1])),
                max_per_week=draw(st.sampled_from([None, 4, 3, 2])),
                prefers=draw(st.sampled_from([None, "morning", "afternoon"])),
                fair=draw(st.none() | small),
            )
            for lecturer_id in ("l1", "l2")
        ),
        halls=tuple(
            Hall(id=hall_id, capacity=draw(st.sampled_from([11, 10, 10, 9])), busy=draw(some_slots))
            for hall_id in ("h1", "h2")
        ),
        pins=draw(_pins(half_days)),
        weights=Weights(
            order=draw(small), hall_change=draw(small), load=draw(small), travel=draw(small), half=draw(small)
        ),
    )


def _pins(half_days: Sequence[Slot]) -> st.SearchStrategy[tuple[Pin, ...]]:
    pin = st.builds(
        Pin,
        class_id=st.just("c0"),
        item_id=st.just("i0"),
        slot=st.none() | st.sampled_from(half_days),
        hall_id=st.none() | st.sampled_from(["h1", "h2"]),
        lecturer_id=st.none() | st.sampled_from(["l1", "l2"]),
    )
    return st.lists(pin, max_size=1).map(tuple)
