"""Invented classes, programmes, lecturers and halls: tiny ones, and some of the size of real programmes."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from zlib import crc32

from hypothesis import strategies as st

from khaigiang.solvers.timetabling import (
    Engagement,
    Hall,
    Lecturer,
    Piece,
    Pin,
    Placement,
    Problem,
    Slot,
    TrainingClass,
    Weights,
)

MONDAY = date(2023, 3, 13)
ONE_AFTER_ANOTHER = (MONDAY, date(2023, 3, 28), date(2023, 4, 12), date(2023, 4, 27), date(2023, 5, 24))
HOLIDAYS = frozenset(date(2023, 4, 29) + timedelta(days) for days in range(5))
TOPICS_OF_BLOCKS = (5, 5, 7)
LECTURERS = 20


def make_slot(day: int = 0, part: int = 0) -> Slot:
    """The half-day so many days after Monday 13 March 2023."""
    return Slot(MONDAY + timedelta(day), part)


def make_days(count: int) -> tuple[Slot, ...]:
    """Both halves of so many days from that Monday on."""
    return tuple(make_slot(day, part) for day in range(count) for part in (0, 1))


def make_class(
    class_id: str = "c1",
    *pieces: Piece,
    slots: tuple[Slot, ...] | None = None,
    participants: int = 100,
    halls: tuple[str, ...] | None = ("h1", "h2"),
    together: Sequence[Sequence[str]] = (),
) -> TrainingClass:
    return TrainingClass(
        id=class_id,
        pieces=pieces,
        slots=make_days(1) if slots is None else slots,
        participants=participants,
        halls=None if halls is None else frozenset(halls),
        together=tuple(frozenset(one) for one in together),
    )


def make_piece(
    piece_id: str,
    stage: int = 0,
    *,
    order: int | None = None,
    by: Sequence[str] = (),
    after: Sequence[str] = (),
    features: Sequence[str] = (),
    slots: Sequence[Slot] | None = None,
) -> Piece:
    return Piece(
        id=piece_id,
        stage=stage,
        order=order,
        lecturers=frozenset(by),
        after=frozenset(after),
        features=frozenset(features),
        slots=None if slots is None else frozenset(slots),
    )


def make_hall(
    hall_id: str = "h1",
    *,
    capacity: int = 100,
    busy: Sequence[Slot] = (),
    features: Sequence[str] = (),
    place: str | None = None,
) -> Hall:
    return Hall(id=hall_id, capacity=capacity, busy=frozenset(busy), features=frozenset(features), place=place)


def make_placement(
    piece_id: str, slot: Slot, lecturer_id: str | None = None, *, class_id: str = "c1", hall_id: str = "h1"
) -> Placement:
    return Placement(class_id=class_id, piece_id=piece_id, slot=slot, hall_id=hall_id, lecturer_id=lecturer_id)


def working_half_days(first: date, days: int) -> tuple[Slot, ...]:
    """Mornings and afternoons of so many working days from the first day on."""
    calendar = (first + timedelta(number) for number in range(4 * days))
    working = [day for day in calendar if day.isoweekday() <= 5 and day not in HOLIDAYS]
    return tuple(Slot(day, part) for day in working[:days] for part in (0, 1))


def a_programme_of_22_half_days(
    starts: Sequence[date] = ONE_AFTER_ANOTHER, *, seed: int = 0, half_days: int = 22
) -> Problem:
    """17 topics in three blocks, each closed by a discussion; opening, closing; 20 lecturers; six halls."""

    def draw(subject: str, among: int) -> int:
        return crc32(f"{seed} {subject}".encode()) % among

    programme = _the_programme(draw_lecturer=lambda subject: f"l{draw(subject, LECTURERS)}")
    classes = tuple(
        make_class(
            f"c{number}",
            *programme,
            slots=working_half_days(first, 11 + (half_days > 22) * (half_days - 21) // 2)[:half_days],
            participants=100 + draw(f"participants {number}", 20),
            halls=tuple(f"h{hall}" for hall in range(6)),
        )
        for number, first in enumerate(starts)
    )
    every_slot = sorted({slot for cls in classes for slot in cls.slots})
    return Problem(
        classes=classes,
        lecturers=tuple(
            Lecturer(
                id=f"l{number}",
                unavailable=frozenset(slot for slot in every_slot if draw(f"away {number} {slot}", 10) == 0),
                unwanted=frozenset(
                    slot for slot in every_slot if slot.part == (None, None, 1, 0)[draw(f"prefers {number}", 4)]
                ),
                max_per_day=2,
                max_per_week=4,
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
        weights=Weights(order=2, hall_change=3, load=2, travel=1, unwanted=1),
    )


def _the_programme(draw_lecturer: Callable[[str], str]) -> tuple[Piece, ...]:
    pieces = [make_piece("opening")]
    for block, topics in enumerate(TOPICS_OF_BLOCKS, start=1):
        for order in range(1, topics + 1):
            qualified = {draw_lecturer(f"lecturer {block} {order} {number}") for number in range(3)}
            pieces.append(make_piece(f"topic {block}.{order}", 2 * block, order=order, by=sorted(qualified)))
        pieces.append(make_piece(f"discussion {block}", 2 * block + 1))
    return (*pieces, make_piece("closing", 9))


@st.composite
def tiny_problems(draw: st.DrawFn) -> Problem:
    """One or two classes of at most 4 half-days, with every rule drawn at random: often no plan exists."""
    half_days = make_days(2)
    small = st.integers(0, 3)
    classes = [
        _tiny_class(draw, half_days[:4] if number == 0 else half_days[1:], number)
        for number in range(draw(st.integers(1, 2)))
    ]
    ids = [(cls.id, piece.id) for cls in classes for piece in cls.pieces]
    return Problem(
        classes=tuple(classes),
        lecturers=tuple(
            Lecturer(
                id=lecturer_id,
                unavailable=draw(st.frozensets(st.sampled_from(half_days), max_size=1)),
                unwanted=draw(st.frozensets(st.sampled_from(half_days), max_size=2)),
                max_per_day=draw(st.sampled_from([None, 2, 2, 1])),
                max_per_week=draw(st.sampled_from([None, 4, 3, 2])),
                fair=draw(st.none() | small),
                engaged=draw(st.frozensets(_engagement(half_days), max_size=1)) if draw(st.booleans()) else frozenset(),
            )
            for lecturer_id in ("l1", "l2")
        ),
        halls=tuple(
            Hall(
                id=hall_id,
                capacity=draw(st.sampled_from([11, 10, 10, 9])),
                busy=draw(st.frozensets(st.sampled_from(half_days), max_size=1)),
                features=draw(st.sampled_from([frozenset({"projector"}), frozenset()])),
                place=draw(st.sampled_from([None, "near", "far"])),
            )
            for hall_id in ("h1", "h2")
        ),
        pins=draw(st.lists(_pin(ids, half_days), max_size=1).map(tuple)),
        published=draw(
            st.lists(_published(ids, half_days), max_size=2, unique_by=lambda one: (one.class_id, one.piece_id)).map(
                tuple
            )
        ),
        weights=Weights(
            **{part: draw(small) for part in ("unwanted", "hall_change", "load", "order", "travel", "spread", "moved")}
        ),
    )


def _tiny_class(draw: st.DrawFn, slots: tuple[Slot, ...], number: int) -> TrainingClass:
    names = [f"i{place}" for place in range(draw(st.integers(1, 3)))]
    pieces = tuple(
        Piece(
            id=name,
            stage=draw(st.sampled_from([0, 0, 0, 1])),
            order=draw(st.sampled_from([None, 1, 2])),
            lecturers=draw(st.frozensets(st.sampled_from(["l1", "l2"]))),
            after=draw(st.frozensets(st.sampled_from(names), max_size=1)) - {name}
            if draw(st.booleans())
            else frozenset(),
            features=draw(st.sampled_from([frozenset(), frozenset(), frozenset({"projector"})])),
            slots=draw(st.none() | st.frozensets(st.sampled_from(slots), min_size=2)),
        )
        for name in names
    )
    return TrainingClass(
        id=f"c{number}",
        pieces=pieces,
        slots=slots,
        participants=10,
        halls=draw(st.sampled_from([None, None, frozenset({"h1"}), frozenset({"h1", "h2"})])),
        together=draw(st.sampled_from([(), (), (frozenset(names[:2]),)])),
    )


def _engagement(half_days: Sequence[Slot]) -> st.SearchStrategy[Engagement]:
    return st.builds(
        lambda slot, place: Engagement(slot=slot, place=place),
        st.sampled_from([*half_days, make_slot(2), make_slot(7)]),
        st.sampled_from([None, "near", "far", "abroad"]),
    )


def _pin(ids: Sequence[tuple[str, str]], half_days: Sequence[Slot]) -> st.SearchStrategy[Pin]:
    return st.builds(
        lambda key, slot, hall, lecturer: Pin(
            class_id=key[0], piece_id=key[1], slot=slot, hall_id=hall, lecturer_id=lecturer
        ),
        st.sampled_from(ids),
        st.none() | st.sampled_from(half_days),
        st.none() | st.sampled_from(["h1", "h2"]),
        st.none() | st.sampled_from(["l1", "l2"]),
    )


def _published(ids: Sequence[tuple[str, str]], half_days: Sequence[Slot]) -> st.SearchStrategy[Placement]:
    return st.builds(
        lambda key, slot, hall, lecturer: make_placement(key[1], slot, lecturer, class_id=key[0], hall_id=hall),
        st.sampled_from(ids),
        st.sampled_from(half_days),
        st.sampled_from(["h1", "h2"]),
        st.none() | st.sampled_from(["l1", "l2"]),
    )
